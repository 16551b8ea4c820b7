/* What citizens read of the parts in this folder: fetched with them, and kept by the browser. */

export const words = {
  choices: "Pilihan",
  caution: "Belum dipastikan",
  note: "Catatan",
  sources: "{n} sumber",
  checked: "dicocokkan ",
  unit: "Unit: ",
  topic: "Halaman topik ini",
  map: "Buka peta",
  thanks: "Terima kasih.",
  copy: "Salin",
  copied: "Tersalin",
  changed: "(diubah)",
  close: "Tutup",
  trouble: "Belum berhasil. Mohon coba lagi.",
  unread: "({n}) Petugas menjawab",
  answered: "Petugas menjawab",
  notified: "Buka Tanya BPKP untuk membacanya.",
  noNotify: "Peramban ini tidak mengizinkan pemberitahuan. Izinnya dapat diubah di setelan peramban.",
  forgetTitle: "Hapus percakapan ini?",
  forgetText: "Percakapan ini tidak dapat dibuka lagi dari perangkat mana pun. "
    + "Petugas tetap membaca tiket yang masih terbuka.",
  yes: "Ya, hapus",
  linkText: "Pindai kode ini, atau buka tautannya di perangkat lain. Siapa pun yang memegangnya dapat "
    + "membaca percakapan Anda. Berlaku sampai {until}.",
  qr: "Kode QR dari tautan di bawahnya",
  address: "Tautan",
  files: {
    title: "Kirim foto atau PDF",
    note: "Paling besar 10 MB. Isinya tidak disamarkan, disimpan terenkripsi, hanya dibuka oleh petugas "
      + "yang menangani tiket Anda, dan dihapus saat tiket ditutup. Mohon jangan mengirim kartu identitas.",
    choose: "Pilih berkas",
    photo: "(foto)",
    document: "(PDF)",
    sent: "Berkas terkirim ke petugas",
    tooLarge: "Berkas ini terlalu besar, jadi tidak dikirim. Paling besar 10 MB.",
    empty: "Berkas ini kosong, jadi tidak dikirim.",
  },
  menu: {
    save: "Simpan percakapan",
    print: "Cetak",
    link: "Buka di perangkat lain",
    notify: "Beri tahu saya di peramban ini",
    sound: "Suara saat petugas menjawab",
    forget: "Hapus percakapan ini",
  },
};
