"""The words by which ``service.door.accusations`` reads a message. Patterns see lower-case text.

Spelt as people type: "korupsi" and "korup", "minta duit" and "mnta uang". What is missing here is
read as an ordinary question, so add words with a case to tests/questions/accusations.jsonl.
"""

import re


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")


_MONEY = (
    r"(?:uang|duit|jatah|setoran|fee|komisi|imbalan|amplop|suap|sogokan|hadiah|mobil|motor|emas|"
    r"parsel|oleh2|oleh-oleh|fasilitas|tiket|hotel|transfer(?:an)?|bagian|upeti|pelicin|persen\w*|"
    r"\d+ ?(?:jt|juta|rb|ribu|miliar|m|persen|%)\w*)"
)
_TAKES = (
    r"(?:minta|mnta|meminta|diminta|dimintain|mintain|mintak|njaluk|nerima|terima|menerima|trima|"
    r"ngambil|ambil|mengambil|mungut|memungut|narik|menarik|motong|memotong|dipotong|potong|"
    r"nyunat|menyunat|disunat|makan|dimakan|ngantongi|mengantongi|dikasih|dikasi|dapat)"
)
WRONGDOING = _any(
    r"(?<!anti )(?<!pengendalian )(?<!pencegahan )(?<!pemberantasan )(?<!pidana )\w*korup\w*",
    r"(?:me)?nilep\w*|ditilep|tilep|embat|diembat|ngembat|nyolong|mencuri|maling|malingin",
    r"(?:meng|di|peng)?gelap(?:kan|in|an)",
    r"(?:me|di|pe)?(?:ny|s)eleweng\w*",
    r"pungli|pungutan liar|(?:me|di|pe)?(?:ny|s)uap\w*|(?:me|di)?(?:ny|s)ogok\w*",
    r"(?:me|di|pe)?m?peras\w*|memeras|meras|diperes",
    r"mark[ -]?up|markup|di-?mark ?up|fiktif|(?:me|di)?m?palsu\w*|malsu\w*|palsuin",
    r"(?:me|di)?rekayasa|manipulasi|memanipulasi|dimanipulasi|memanipulir|kongkalikong|main mata",
    rf"{_TAKES}(?: \w+){{0,3}}? {_MONEY}",
    r"kantong(?:nya)? (?:pribadi|sendiri)|rekening (?:pribadi|istri\w*|anak\w*|suami\w*|sendiri)",
    r"(?:me)?nyalahguna\w*|disalahgunakan|penyalahgunaan|memperkaya",
    r"(?:di|me|pe)?lece?h\w+|mencabul\w+|cabul|selingkuh\w*|perselingkuhan",
    r"nepotisme|jual(?: beli)? (?:jabatan|kunci|soal|kursi|proyek)|calo|percaloan|titip proyek",
    r"(?:meng|di|ng)ancam\w*|intimidasi|mengintimidasi|diintimidasi|judi|narkoba|mabuk\w*|nyabu",
    r"(?:me|di|pe)?nipu\w*|ditipu|penipuan|curang|kecurangan|menggarong|garong|main proyek",
    r"atur(?:in)? (?:tender|pemenang|proyek)|ngatur (?:tender|pemenang|proyek)",
    r"mengatur (?:tender|pemenang|proyek)|kickback|persekongkolan|bersekongkol|kolusi",
)
ROLES = _any(
    r"kades|kepala desa|pak ?kades|kuwu|keuchik|wali nagari|lurah|hukum tua|petinggi|perbekel",
    r"sekdes|kaur\w*(?: \w+)?|perangkat desa|aparat desa|pamong|bpd|ketua (?:rt|rw|bumdes)|bumdes",
    r"bendahara\w*|camat|bupati|wali ?kota|gubernur|sekda|kadis\w*|kepala dinas|kabid|kasi|"
    r"kasubag",
    r"kepala (?:sekolah|puskesmas|bidang|seksi|bagian|kantor|perwakilan|upt|badan|biro|balai)",
    r"kepsek|guru|dosen|rektor|dekan|direktur\w*|dirut|manajer|bos|atasan\w*|pimpinan\w*",
    r"ppk|pokja\w*|panitia\w*|kontraktor|rekanan|pemborong|konsultan|vendor|pengusaha",
    r"auditor\w*|pemeriksa\w*|pegawai\w*|oknum\w*|staf\w*|pejabat\w*|korwas|dalnis|ketua tim",
    r"pengendali (?:teknis|mutu)|kapus|dewan|dprd|anggota dewan|polisi|kapolsek|jaksa|hakim",
    r"inspektur\w*|irban\w*|dokter|pendamping(?: desa)?|kepala|ketua|rekan kerja|teman kantor",
    r"widyaiswara|rekan\w*|penghulu|geuchik|kasat\w*|kanit\w*|bidan|sekretaris|koordinator\w*|"
    r"pekon|peratin|pambakal|penyuluh|kalapas|mandor|notaris|juru\w*|kolektor|kasir|babinsa|"
    r"bhabin\w*|anggota|komisioner|ketuanya|wabup|wakil \w+|plt|pj|mantan \w+|ajudan|kabag\w*",
    r"tim (?:audit\w*|pemeriksa|bpkp)|orang (?:dinas|bpkp|kantor)|petugas|sopir|satpam|mantri",
)
WITNESS = _any(
    r"(?:saya|sy|aku|kami|gue|gw|sya|ane|kita) (?:sendiri )?(?:lihat|liat|melihat|saksi|"
    r"dengar)\w*",
    r"lihat sendiri|liat sendiri|(?:ada|punya|pegang|simpan|kantongi) (?:bukti|rekaman|foto|"
    r"video)\w*",
    r"buktinya (?:ada|lengkap|kuat)|saksi mata|sudah (?:lama|bertahun-tahun|dari dulu)|"
    r"tiap (?:bulan|tahun)",
    r"dari (?:tahun )?20\d\d|sejak (?:tahun )?20\d\d|tahun (?:lalu|kemarin|20\d\d)|kemarin|kmrn|"
    r"bulan lalu",
)
HERE_IS_NOBODY = "di sini"  # where nothing else of OURS is said
OURS = _any(
    r"(?:desa|kantor|dinas|sekolah|kampung|nagari|instansi|unit|atasan|bos|kepala|kades|tempat|"
    r"puskesmas|rsud|kecamatan|kabupaten|bendahara|ketua|pimpinan|guru|dosen|gampong|dusun|pabrik|"
    r"kampus|kelurahan|rs|bumd|opd|bagian|lurah|kepsek|camat|kepala \w+|\w+nya)"
    r" (?:kami|saya|sy|kita|gue|gw|aku|ku|kmi|ane|kulo|ambo|sini)",
    r"di (?:sini|tempat \w+)|(?:desa|atasan|bos|kades|kantor|dinas)ku|dia|beliau|mereka",
)
REPORTING = _any(
    r"(?:saya|sy|kami|gue|gw|aku|ini)?(?: ?\w+)? ?(?:adukan|laporkan|melaporkan|mengadukan|"
    r"ngaduin|"
    r"laporin|ngelaporin|nglaporke|laporne|mengadu|aduin|lapor)",
    r"(?:laporan|pengaduan|aduan|dugaan|menduga|diduga|terindikasi|terbukti|ketahuan)",
)
AMOUNT = re.compile(
    r"\brp\.? ?\d|\b\d[\d.,]* ?(?:jt|juta|rb|ribu|miliar|milyar|triliun)\b|\b(?:puluhan|"
    r"ratusan) (?:juta|ribu)"
)
ASKS_HOW = _any(
    r"apa(?:kah)?|bagaimana|gimana|gmn|gmna|bgmn|cara\w*|kemana|ke mana|kmn|kmna|di ?mana|dmn|"
    r"mana",
    r"bisakah|bisa (?:ga|gak|nggak|tidak|ngga|kah|g|enggak)|bs (?:ga|gak|g)|boleh\w*|sanksi\w*|"
    r"hukuman\w*|pasal",
    r"berapa|brp|siapa|sapa|kapan|kenapa|knp|mengapa|kalau|kalo|klo|kl|jika|bila|seandainya|"
    r"misal\w*",
    r"piye|pripun|kumaha|naon|dima|kama|wenang|berwenang|wewenang|beda\w*|perbedaan|penjelasan|"
    r"jelaskan|informasi|syarat\w*|prosedur\w*|alur\w*|saluran",
)
IMPOSTOR = _any(
    r"(?:me)?ngaku\w*|mengaku\w*|ngaku2|(?:mem)?bawa2? nama|bawa-bawa nama|pake nama|pakai nama|"
    r"mengatasnamakan|atas nama (?:bpkp|lembaga)|catut\w*|"
    r"mencatut|gadungan|pura-?pura|pura2",
    r"bpkp palsu|auditor palsu|ngakunya",
)
GIFT = _any(
    r"gratifikasi|gratifkasi|hadiah|parsel|bingkisan|oleh-oleh|oleh2|menerima (?:mobil|motor|"
    r"emas|tiket|barang)|"
    r"(?:nerima|terima|dikasih) (?:mobil|motor|emas|tiket|barang|hadiah)"
)
VILLAGE = _any(
    r"desa\w*|kades\w*|sekdes|kaur\w*|dana desa|dd|add|bumdes|nagari|gampong|keuchik|kuwu|dusun|"
    r"kampung|"
    r"perbekel|petinggi|blt|apbdes|bpd|hukum tua|pekon|penghulu|wali nagari|pambakal|lembang|"
    r"peratin"
)
HERE = _any(
    r"(?:cerita\w*|lapor|laporan|ngadu|mengadu|curhat|kirim\w*|sampaikan|jelaskan|"
    r"tulis)(?: \w+){0,2} (?:di ?sini|ke sini|kesini|lewat sini|disini|chat ini|bot ini)",
    r"lewat (?:bot|chat|chatbot|telegram)|teruskan (?:ke|laporan|aduan)|(?:disampaikan|sampaikan|"
    r"diteruskan|terusin) ke (?:pimpinan|bpkp|atasan|kepala)",
)
STAFF = _any(
    r"auditor\w*|pegawai\w*|oknum\w*|tim\w*|pemeriksa\w*|perwakilan|pejabat\w*|orang|korwas|"
    r"dalnis|"
    r"panitia\w*|pengendali|staf\w*|ketua tim|kepala perwakilan|petugas|dari|anggota"
)
# Titles that only BPKP's own people bear.
OURS_BY_TITLE = _any(
    r"dalnis|pengendali (?:teknis|mutu)|korwas|widyaiswara|kepala perwakilan|pusdiklatwas|"
    r"pusbin\w*|"
    r"auditor\w*|deputi\w*"
)
# Auditors and inspectors of others.
OTHER_AUDITORS = _any(r"inspektorat\w*|inspektur\w*|irban\w*|akuntan publik|kap|bpk|spi|internal")
HONORIFIC = (
    r"(?:pak|bapak|bpk|bu|ibu|sdr|sdri|saudara|saudari|si|mas|mbak|mba|bang|kang|haji|h\.|hj\.|"
    r"drs\.?|"
    r"ir\.?|dr\.?|inisial|bernama|namanya|nama|a\.?n\.?|om|tante|pakde|kak)"
)
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
