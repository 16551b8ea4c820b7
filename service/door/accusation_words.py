"""What stands where a name could stand, and is none; read by ``accusation_reading``."""

# What stands behind "pak" or "si" without being a name.
NO_NAMES = frozenset(
    "sdh tdk dgn dr bgt byk bnyk jg sm klw krna tp trs dlm lgsg lgi mksih thx tks ok oke iya yg2 "
    "gt gitu gini begini "
    "nuwun punten kulo abdi awak ambo denai beta sa torang katong ambe tabik mohonlah kasih "
    "banyak sekali atas "
    "saya sy sya aku gue gw kami kita anda admin min minta mau mo ingin tolong tlg mohon ini itu "
    "tapi kalau kalo "
    "klo bagaimana gimana gmn apa apakah ada adakah bisa bs boleh dan atau di ke dari yang yg "
    "untuk utk pada sudah "
    "udah udh belum blm tidak ga gak nggak ngga jadi trus terus karena krn soal tentang ya yah "
    "dong sih nih kok "
    "maaf mf permisi selamat siang pagi sore malam terima makasih mksh semua guru dosen dokter "
    "polisi hakim jaksa "
    "kades lurah camat bupati walikota gubernur presiden menteri kepala ketua bendahara sekdes "
    "kadis kaur kasi "
    "inspektur auditor direktur haji hansip rt rw kepsek bos dewan satpam sopir mantri kuwu "
    "petinggi perbekel "
    "saksi pelapor terlapor korban pelaku oknum pegawai petugas atasan pimpinan orang bapak ibu "
    "istri suami anak "
    "adik kakak nya lengkap jelas baik samaran asli palsu perusahaan instansi lembaga desa dinas "
    "kantor bpkp bpk "
    "kpk dia mereka beliau cerita lapor dapat tahu tau tanya nanya dengar juga sama lagi lg kan "
    "lah deh wis kulo "
    "nyuwun arep pengen pingin dipotong diminta seperti sering memang emang cuma hanya masih "
    "harus hrs kemarin "
    "kmrn tadi td besok sekarang skrg dulu nanti nnt waktu bukan bkn kira kalian para saudara "
    "rekan teman".split()
)
# Capitalised pairs with one of these name an office or a place, not a person.
INSTITUTIONS = frozenset(
    "kepala dinas desa kecamatan kabupaten kota provinsi kantor badan perwakilan inspektorat "
    "sekolah puskesmas "
    "rumah sakit universitas komisi kementerian dewan pemerintah daerah dana proyek jalan jawa "
    "sumatera sulawesi "
    "kalimantan nusa papua maluku bali aceh barat timur utara selatan tengah tenggara jakarta "
    "surabaya bandung "
    "selamat pagi siang sore malam dengan hormat bapak ibu yth saya kami mohon indonesia negara "
    "republik "
    "pengawasan keuangan pembangunan inspektur bupati camat lurah bagian biro bidang seksi unit "
    "layanan".split()
)
