"""What words mean in a message that may accuse somebody: word lists, by code.

Read by ``service.door.accusation_reading``. A word stands in one list only; ``*`` at its end means
"and whatever follows". What is missing here is left to the classifier's letter groups.
"""

CODES: dict[str, str] = {
    # BPKP and its parts
    "BPKP": ("bpkp perwakilan pusdiklatwas pusbin pusdiklat"),
    # says to be somebody
    "CLAIM": (
        "ngaku* mengaku* ngakunya mengatasnamakan mengatas2namakan ngatasnamain catut mencatut "
        "dicatut pura2 claims claim claiming pretending mangaku* ngangken angken"
    ),
    # a wrong by its own name
    "WRONG": (
        "malak* dipalakin memalak abal* jual2 bancakan* patgulipat nyunat* nyogokin "
        "korupsi* korup* dikorup* koruptor* ngorupsi mengkorupsi embat diembat ngembat nilep* "
        "menilep* ditilep tilep nyolong* mencuri dicuri maling* dimaling digelapkan "
        "menggelapkan gelapin ngegelapin penggelapan digelapin selewengkan menyelewengkan "
        "diselewengkan nyelewengin penyelewengan diselewengin pungli pungutan suap* menyuap "
        "disuap nyuap* penyuapan sogok* nyogok* disogok menyogok memeras diperas meras "
        "pemerasan peras ngeperas memerasi markup dimarkup fiktif bodong palsu* memalsu* "
        "dipalsu* malsu* pemalsuan rekayasa merekayasa direkayasa manipulasi memanipulasi "
        "dimanipulasi kongkalikong mainmata salahguna* menyalahgunakan disalahgunakan "
        "penyalahgunaan nyalahgunakan memperkaya nepotisme kolusi persekongkolan bersekongkol "
        "kickback upeti ngapusi ngibul* mengakali diakali curang* dicurangi kecurangan menipu "
        "nipu ditipu penipuan tipu ketipu gadungan calo percaloan makelar dirampok merampok "
        "garong* rampok dirampas merampas diselundupkan sunat disunat nyunat menyunat ngemplang "
        "oplos dioplos mengoplos bohong* membohongi membocorkan bocorin dibocorkan titip nitip "
        "dititip titipan nyelundupin bribe* bribery corrupt* stole steals stealing embezzle* "
        "pocketed extort* fraud scam* kickbacks nyokot nyamun menggelembungkan digelembungkan "
        "gelembungin kongkalingkong njiplak menjiplak dijiplak dobel digandakan menyamarkan "
        "ngakalin akal2an akalin menyelundupkan joki bocor* bocoran membocor* gelap* menggarong "
        "dinego nego damai suruhan bekingi membekingi beking backing cuci melindungi nutupin "
        "ngorup mengorup* cheat* forge* forged fake illegal ilegal liar rigged preman* "
        "menjual_nilai"
    ),
    # harm to a person
    "HARM": (
        "jorok touched touches hugged kissed raba2 nyentuh* menyentuh disentuh pangku memangku "
        "cium* mencium dicium menggoda godain "
        "mesum cabul mencabuli dicabuli pelecehan melecehkan dilecehkan ngelecehin dilecehin "
        "mencolek colek* dicolek meraba diraba raba* memegang2 pegang2 dipegang2 merangkul* "
        "selingkuh* perselingkuhan harass* touching groped mengintimidasi intimidasi "
        "diintimidasi mengancam ngancam* diancam ancam* ancaman diteror meneror dibentak "
        "membentak bentak* memukul mukul* dipukul menampar ditampar nampar memaki dimaki bully "
        "dibully membully memaksa dipaksa maksa* paksa* menyuruh disuruh nyuruh suruh memecat "
        "dipecat dimutasi genit paha dada tampar* dilempar* melempar lempar menghina hina "
        "hinaan goblok monyet bangsat siksa menyiksa pukul gebuk merayu rayu ngajak mengajak "
        "bermalam menginap pijet pijit dipijat kasar menakut* nakut* menggertak gertak "
        "mempersulit dipersulit balas dendam memfitnah apartemen disiksa threatened threatens "
        "forced forces abuse* dicoret mencoret dikucilkan"
    ),
    # vice, idleness
    "VICE": (
        "judi slot mabuk* mabok* narkoba nyabu sabu karaoke lc perempuan bolos titipabsen absen "
        "ngantor tidur keluyuran mancing selundupan trading poligami siri kawin nikah "
        "nelantarin menelantarkan telantar absennya nongkrong sabung miras dugem clubbing "
        "ngegame bolosan mangkir"
    ),
    # offices whose holder can be accused
    "ROLE": (
        "kapala* kapalo* kapalak* takmir dkm marbot kuwuna lurahna camatna bupatina "
        "kades* kadesku kepdes kuwu keuchik geuchik lurah* lurahe bekel perbekel petinggi "
        "pambakal peratin penghulu jorong dukuh kadus rt rw sekdes kaur* kasi perangkat aparat "
        "pamong bpd bamuskam bendahara* camat* bupati* bup walikota wali wawali gubernur* wagub "
        "sekda* kadis* kadinas kadinsos kabid* kasubag* kasubbag kabag* kakanwil kacab kepsek* "
        "rektor* dekan* direktur* dirut* direksi kepala* ka sekretaris* ppk pokja panitia* "
        "kontraktor* rekanan pemborong auditor* auditorna auditornya pemeriksa* oknum* pejabat* "
        "korwas dalnis pengendali widyaiswara deputi dprd polisi* polsek kapolsek kapolres "
        "kanit briptu bripka aipda jaksa* hakim* inspektur* irban bidan* pendamping* komisioner "
        "penyuluh kalapas ajudan plt pj plh danramil babinsa sekwan lawyer chief regent "
        "director* supervisor treasurer principal kasie juru komite kordinator kabup "
        "vendornya auditors "
        "inspectorate panitera penyidik panwas* pansel* kaprodi kapuskesmas satpol carik kasun "
        "lebe tpk kasatker kasatlantas mantri wabup sekcam kapus* kasek dir kepalasekolah "
        "penguji pansus bawaslu kpu kpud carikan nakes komandan danton kajari kejari kapolda "
        "kadiv hakimnya panselnya pemda pemkab pemkot pemprov kesbangpol timses caleg mayor "
        "governor minister councilman judge prosecutor ketuadprd kadishub kadinkes kadisdik "
        "kadispora legislator bendes kasat* kapolri asn pns tni"
    ),
    # the village
    "VILLAGE": (
        "desa* desaku nagari* gampong* dusun* pekon kelurahan village kampungku gapoktan poktan "
        "kelompok posyandu pamsimas musdes rabat"
    ),
    # offices as places
    "OFFICE": (
        "sakola* sakolah iskola kantua distrik "
        "dinas* puskesmas rsud kabupaten kecamatan provinsi instansi opd bumd pdam sd smp sma "
        "office district school imigrasi samsat bpn kua pln bulog kesyahbandaran bpjs lapas "
        "rutan bandara pelabuhan syahbandar dinsos disdik dishub dinkes diskominfo bappeda bkd "
        "bkpsdm dlh dpmd pupr pu kemenag kementerian inspektorat* bpk balai kejaksaan polres "
        "pengadilan pn upt* madrasah pesantren poltekkes universitas fakultas ministry agency "
        "hospital baznas koperasi"
    ),
    # the public's money and its work
    "PUBLIC": (
        "infak* infaq* sedekah wakaf kotakamal pis "
        "dana anggaran proyek* pengadaan bansos blt bos pip dd add apbdes apbd apbn bumdes "
        "bantuan hibah irigasi talud drainase kkn pkh ptsl pkk pencairan cair* retribusi pajak "
        "bengkok inventaris temuan* opini spbj fund funds budget project* vaksin traktor "
        "sembako promosi cpns p3k pppk mbg jkn klaim kerugian spp bok kapitasi silpa pokir* "
        "stunting kendaraan dinasnya plat anggarannya uji tendernya bansosnya pupuk subsidi* "
        "bibit alsintan solar bbm arsip lpj* spj* rab kontrak* kertas temuannya tender* lelang* "
        "contract* grant* allowance"
    ),
    # a name follows
    "TITLE": (
        "pak bapak bu ibu sdr sdri saudara saudari si mas mbak mba mbok bang kang haji hj "
        "drs ir dr inisial bernama namanya jenenge namonyo om tante pakde bude kak puang daeng "
        "bung uda uni a.n an mr mrs ms sir inisialnya datuk andi named called"
    ),
    # relatives
    "KIN": (
        "sumando* kamanakan anaknyo adiaknyo "
        "istri* suami* anak* adik* adek* kakak* ipar* menantu* mertua* ponakan* keponakan* "
        "sepupu* sodara* keluarga* pacar* selingkuhan* aneuk brother bini* cucu* besan kerabat "
        "tetangga sepupunya mertuanya besannya family wife husband cousin son daughter nephew "
        "sister mantu bojo* bojone anake adike keponakannya suaminya kulawarga* mande dunsanak"
    ),
    # seen, or proof
    "WITNESS": (
        "lihat* liat* melihat ngeliat saksi* saksinya bukti* buktinya rekaman* rekamannya foto* "
        "video* cctv tengok menyaksikan ttd tandatangan saw witness evidence kwitansinya"
    ),
    # reporting
    "REPORT": (
        "lapor* laporkan melapor* melaporkan ngelapor* nglapor* laporin ngelaporin adukan "
        "ngadu* mengadu* mengadukan aduan pengaduan dugaan diduga menduga terindikasi report "
        "reporting reported ngaduin"
    ),
    # asks
    "ASK": (
        "apa* apakah bagaimana gimana* gmn* bgmn cara* caranya kemana kmn kmana dimana dmn mana "
        "bisakah boleh* bolehkah berapa brp siapa* sapa kapan kpn kenapa knp mengapa piye* "
        "pripun kumaha naon dima kama cemmana bara where how what who when why can could does "
        "do did kah ndi nang syarat* prosedur* alur jelaskan penjelasan informasi info infonya "
        "contoh* perbedaan beda* definisi pengertian maksud menurut hukuman* sanksi* pasal "
        "aturan* uu tolong mohon nomor alamat"
    ),
    # supposes
    "IF": (
        "kalau kalo klo kl jika bila apabila misal* misalkan misalnya andai* seandainya if nek "
        "lek upami umpama"
    ),
    # not
    "NOT": (
        "tidak tdk ga gak nggak ngga enggak ora ndak indak belum blm teu tra not no bukan tanpa"
    ),
    # we and I
    "OURS": (
        "kami saya sy aku gue gw kita ku ane kulo ambo abdi sa torang denai awak my our me sini "
        "kmi aing urang hamba lon kamoe beta kitorang katong sayah ulun ngana tong awake nyong "
        "i"
    ),
    # they
    "THEY": ("dia beliau mereka de dong inyo jih he she they his her orangnya orange pelakunya"),
    # people who may hold an office or not
    "PERSON": (
        "tim timnya anggota mantan senior rekan ketua* bosku boss guru* dosen* dokter* satpam "
        "sopir* supir* mandor* petugas* pegawai* staf* staff koordinator* manajer* atasan* "
        "pimpinan* wakil pengurus operator kasir dewan konsultan vendor kuli kolektor head "
        "employee official officer orang org pelatih pengajar penjaga security teman temen "
        "kawan penagih tukang kurir instruktur ustaz driver instructor trainer manager lecturer "
        "teacher"
    ),
    # places of all kinds
    "PLACE": ("jalan kampung* kota pasar kampus sekolah* kantor* rs"),
    # things of all kinds
    "THING": ("soal volume paket bangunan* lolos lulus aset* jembatan kursi jabatan*"),
    # taking, giving, keeping, doing
    "TAKE": (
        "meuli ngical mundhut ngadamel maambil manjual manarima mamakan mangarajoan habih "
        "njupuki mbeta nampani nyuhun "
        "minta* mnta meminta dimintain dimintai diminta njaluk* dijaluk mintak* nyungkeun* "
        "nyuhunkeun* moro mundut asked asks demands demanding demanded asking nerima* menerima* "
        "terima trima diterima nampi receives received accepted ngambil* ambil* mengambil "
        "diambil mangambil nyandak* mungut* memungut pungut dipungut narik* menarik tarik "
        "ditarik memotong dipotong motong* potong* makan dimakan makani mangan ngantongi* "
        "mengantongi dikantongin kantongin kantongi nagih* menagih tagih ditagih nyetor* "
        "menyetor setor* disetor mengumpulkan ngumpulin jual* menjual dijual ngejual* ngedol* "
        "didol ngajual manjua beli* membeli dibeli bali tuku beliin dibeliin dibelikan belikan "
        "dibayarin bayarin bayar* dibayar membayar mbayar pakai* pake* dipake* dipakai memakai "
        "mamakai ngagem gunakan menggunakan digunakan mencairkan nyairin dicairkan cairkan "
        "transfer* ditransfer mentransfer tf bagi* dibagi* bagi2 membagi mambagi kasih* "
        "dikasih* dikasi ngasih memberi diberi* pinjam* pinjem* dipinjam dipinjem minjem "
        "meminjam sewa* disewakan nyewain menyewakan nahan menahan ditahan hilang ngilang raib "
        "lenyap habis abis kabur bawa dibawa membawa bangun* membangun dibangun took takes "
        "taking sells selling sold keeps used paid pays sending sent gave hapus dihapus "
        "menghapus ngilangin menghilangkan ubah diubah mengubah ganti diganti mengganti buang "
        "dibuang ngatur* atur* diatur mengatur ngarahin mengarahkan janjiin menjanjikan janji* "
        "nawarin menawarkan ngurangin dikurangi mengurangi kurangin tutup nutup* menutupi "
        "ditutupi tolak ditolak nampung ngangkat mengangkat kase nyelipin menyelipkan selipin "
        "gadai* digadai* menggadai* bakar* membakar dibakar simpan* menyimpan disimpan nyimpan "
        "menampung tampung antar diantar mengantar nganter masuk dimasukin masukin titipin "
        "menikmati kebagian dapat* dpt dapet menang* dimenangkan memenangkan tunjuk ditunjuk "
        "menunjuk angkat diangkat pecat mutasi rotasi copot nyopot dicopot palak dipalak malak "
        "dipungli mindahin memindahkan dipindah pindahin alihkan dialihkan mengalihkan nyawer "
        "ngasi nyewa cairin nguras menguras dikuras borong memborong diborong kerjain "
        "dikerjakan mengerjakan nggae nggawe kanggo njupuk dijupuk nampa ngolehke mupu "
        "ngamolohokeun nginjeum mawa maambiak mambali pigi nyerobot menyerobot diserobot wins "
        "win owns own hires hired charges charged cut cuts signs cover covers hide hides hid "
        "approve approves"
    ),
    # money and what it buys
    "MONEY": (
        "arta arto pesse infaknya dandes fortunernya cicilan "
        "uang uangnya duit* dhuwit* duwit pitih* piti artos* doi kepeng hepeng money jatah* "
        "setoran* fee komisi imbalan amplop* sangu pelicin persen percent % persenan sogokan "
        "hadiah* mobil* motor* oto emas gelang jam tiket hotel* bensin pulsa kuota rokok parsel "
        "rumah* villa tanah* kebun ruko gaji* honor* tukin* upah* jaspel tunjangan potongan* "
        "kuitansi kwitansi nota* cek rekening* rek gopay transferan dp bagian jual2an tabungan "
        "car million thousand cash tunai bungkusan koper map laptop hp kambing sapi ayam pitik "
        "beras obat semen aspal seragam zakat kas* warisan biaya bayaran ongkos iuran sumbangan "
        "kupon voucher tas baju kain sawit kavling sawah perahu kapal alphard pajero fortuner "
        "laptopnya handphone iphone jatahnya uangku"
    ),
    # thanks and praise
    "THANKS": (
        "makasih mksh trims thanks thank tq suwun nuwun salam baik ramah bagus membantu sukses "
        "semangat selamat"
    ),
    # studies and news
    "LEARN": (
        "skripsi tesis makalah penelitian berita koran tv film buku novel tugas kuliah materi "
        "pelajaran artikel jurnal magang diklat ujikom bimtek jfa"
    ),
}
