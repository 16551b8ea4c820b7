"""What the codes of a message say plainly: who does what to whom, in order.

``service.door.distress`` asks here with the codes of ``service.door.distress_spelling``, joined by
spaces. Idioms ("mati lampu", "gol bunuh diri") are taken out first
(``service.door.distress_other``). What is told in other words is left to the classifier: add a way
of telling to ``content/distress.yml``.
"""

from service.door.distress_matching import G1, G2, G3, G4, G6, OTHER, OWN, PERSON, SOON, any_of
from service.door.distress_suicide import SUICIDE

_HARM_P = r"(?:KILL_P|BURN_P|HIT_P|CONFINE_P)"
_HARM_A = r"(?:KILL_A|BURN_A|HIT_A|CONFINE_A)"

_YOU = r"(?:lo|lu|loe|elu|kau|kamu|ko|kowe|koe|sia|anda|you)"
_BREAK = (
    r"(?:dipatah\S*|dibom|disantet|dilukai|disakiti|ditabrak|dilindas|RAPE_P|dipotong|patah\S*|"
    r"mematahkan|disiram|"
    r"potong(?! (?:gaji|honor\S*|tunjangan|dana|blt|anggaran|insentif|tukin)))"
)
_ROLE = (  # of whom it is told; who does it must be told as well
    r"(?:bendahara|sekretaris|operator|staf|staff|pegawai|karyawan|karyawati|honorer|pekerja|buruh|"
    r"wartawan|jurnalis|saksi|bidan|kader|perempuan|cewek|wanita|gadis|nenek|kakek|penjaga|"
    r"pedagang|petani|penjual|pengantar|kurir|auditor|pendamping|pelapor|petugas|tim|pengacara|dosen|warga|desa|rt|rw)"
)
_WOUND = (
    r"(?:dipatah\S*|patahin|matahin|dihancurkan|diremukkan|dibuntungin|dipelintir|dibakar|disayat)"
)
_FOLLOW = r"(?:ngikutin|mengikuti|ngikuti|ngekorin|ngawasin|mengawasi|STALK_A)"
_REALLY = (  # "dikepung proposal" is left to the classifier
    r"(?= ?(?:$|[A-Z|,]|(?:di|ku|sama|sm|ama|dan|waktu|wktu|saat|pas|oleh|kalau|kalo|klo|kl|"
    r"karo|pak|bu|kak|mas|bang|min|dari|ajak|ambek|sampai|sampe|ampe|hingga|nganti|karena|karna|"
    r"krn|habis\S*|abis|keluar|gara\S*|tapi|dek|le|bi|jo|teken|ning|neng|ti|sareng|dua|tiga|empat|"
    r"lima|rame\S*|ramai\S*|beramai|berkali|berulang|rokok|piring|batu|air|kayu|kursi|botol|sapu|"
    r"rotan|lagi|jg|juga|mulu|terus|dulu|tanpa|dengan|dgn|pada|sejak|setelah|sebelum|hari|malam|"
    r"pagi|sore|siang|kayak|seperti|secara|by|in|at|with|when|for|after|every|last|if|tadi|kemarin|"
    r"ke (?:tembok|lantai|dinding|tanah|sungai|got|lubang|mobil|hutan|jurang|HEAD|HOUSE|HIGH))"
    r"(?![^ ])))"
)
_BY = (  # "formulirnya menyiksa saya" is left to the classifier
    r"(?:^|[|,] |(?:[A-Z][A-Z_]+|suka|sering|sok|pernah|habis|abis|lalu|dan|yang|yg|ja|langsung|"
    r"malah|main|demen|acok|ajeg|lai|sai|juga|jg|dulu|karena|hampir|nyaris|mulai|masih|de) )"
)
_DEED = r"(?:DEED|VIOLENCE|KDRT|RAPE_A|MOLEST_A)"
THREAT = any_of(
    rf"{_ROLE} {G2}(?:HIT_P|KILL_P|CONFINE_P|SIEGE_P) {G2}(?:{OTHER}|NOW|WEAPON|massa|oleh)|"
    rf"{_ROLE} {G2}(?:THREATEN_P|STALK_P) {G2}(?:WEAPON|{SOON} (?:{_HARM_P}))",
    rf"(?:HEAD|WRIST) (?:I |KIN |FAMILY )?(?:{SOON} |NOW )?{_WOUND}|{SOON} (?:matahin|mematahkan|"
    rf"patahin) (?:HEAD|WRIST)",
    r"(?:WANT|dikirim\S*|beli|pesan) (?:WANT |pesan |beli |SO )?(?:kain )?kafan(?= [|,]| SAY| "
    r"STRANGER|$)",
    rf"(?:bangkai|darah|HEAD (?:ayam|kambing|babi|anjing)|kafan) {G3}(?:pagar|pintu|HOUSE|teras|"
    rf"giliran\w*)|(?:pagar|pintu|HOUSE|teras) {G3}(?:bangkai|kafan|HEAD (?:ayam|kambing|babi|"
    rf"anjing))",
    rf"STALK_A I(?! (?:di|NOW di) (?:ig|instagram|akun|twitter))|"
    rf"(?:mobil|motor|{OTHER}) {G3}{_FOLLOW} (?:I|FAMILY|KIN) {G1}(?:NOW|sejak|sampai|sampe|"
    rf"LEAVE|ke HOUSE)",
    rf"(?:FAMILY|KIN|{_YOU}) (?:FUTURE )?(?:habis|tamat) (?:[|] )?{G2}(?:SAY|gitu|begitu|NOW)|"
    rf"{OTHER} {G2}FUTURE CONFINE_A {OWN}|"
    rf"(?:THREATEN|STALK)_P by {G2}(?:STRANGER|men|man|guys|car)",
    rf"HELP {G1}(?:CONFINE_P|KILL_P|HURT_P|BURN_P)",
    rf"(?:SAY|sms|THREATEN_[AP]|STRANGER|NOW) {G3}{_YOU} {G1}(?:FUTURE )?DIE(?! (?:SELF|gaya))|"
    rf"{_YOU} FUTURE (?:DIE|habis|tamat)(?= (?:kalau|kalo|klo|kl|NOW|JUST|[|,])|$)",
    rf"WEAPON {G2}(?:ditempel\S*|diarah\S*|ke|di) {G1}HEAD|"
    rf"(?:pintu|HOUSE) {G1}SIEGE_P {G1}(?:STRANGER|BOSS|NOW)",
    rf"(?:STRANGER|THUG|massa) HIT_A I|(?:STRANGER|THUG) {G2}has {G1}WEAPON",
    rf"I {G1}(?:ditahan|ditawan|dikurung\w*) {G3}(?:NOT (?:boleh|ABLE)) {G1}(?:LEAVE|keluar)|"
    rf"NOT (?:boleh|ABLE) (?:LEAVE|keluar) {G4}(?:hp|ktp) {G1}(?:disita|diambil|ditahan)",
    rf"THREATEN_[AP] {G3}(?:{SOON} )?(?:RAPE_[AP]|HURT|CONFINE_[AP])|(?:hit|"
    rf"HIT_[AP]) by {G1}{OTHER}|"
    rf"I {G1}dikunci\w* {G3}(?:{OTHER}|HOUSE|luar)|broke into I HOUSE|SOUL I (?:dalam|"
    rf"di ujung)",
    rf"{OWN} {G2}(?:THREATEN_P|disiram|dirampok|ditarik|dipalak) {G2}THUG|"
    rf"THUG {G2}(?:THREATEN_A|nyiram|menyiram) {OWN}",
    rf"{OWN} {G2}STALK_P {G2}(?:{OTHER}|NOW|WEAPON|TOOL|CUT|BRING|[|,]|$)|"
    rf"{OTHER} {G2}STALK_A {OWN}",
    rf"(?:HIT_P|KILL_P|CONFINE_P) {G2}(?:KIN|TOOL)|{OTHER} {G2}(?:KILL_A|BURN_A) {OWN}|"
    rf"I HIT_A STRANGER",
    rf"(?:BOSS|STRANGER) {G2}HURT {OWN}|{OWN} {G2}HURT_P {G2}(?:{OTHER}|NOW|[|,]|$)|"
    rf"HEAD {G1}HURT_P",
    rf"{OWN} {G1}BURN_P {G1}(?:{OTHER}|NOW|[|,]|$)|{SOON} (?:HURT|nembak) {OWN}|"
    rf"{OWN} {G2}{SOON} (?:HURT_P|HIT_P)|{OWN} {G1}dirampok {G2}(?:WEAPON|NOW|BRING)",
    rf"THREATEN_[AP] {G3}TOOL|(?:{OTHER}) {G1}(?:ngamuk|mengamuk) {G1}BRING|"
    rf"STRANGER {G2}BRING (?:CUT|TOOL) {G4}(?:HOUSE|depan)|I {G1}dibius {G1}(?:STRANGER|"
    rf"FAMILY|KIN|NOW|lalu|terus|$)",
    rf"{OWN} {G2}(?:mengalami|ngalamin|alami|korban) {G1}(?:DEED|VIOLENCE)|(?:DEED|VIOLENCE|"
    rf"KILL_A) {G2}"
    rf"(?:terhadap|menimpa|kepada) {G1}(?:I|KIN I|FAMILY I|KIN kos)|(?:DEED|VIOLENCE|"
    rf"KILL_A) {G1}(?:KIN|FAMILY) (?:I|HOUSE|NOW)|"
    rf"jadi korban {G1}(?:DEED|VIOLENCE|KILL_A)|korban percobaan KILL_A|"
    rf"percobaan KILL_A {G3}(?:I|KIN|FAMILY)",
    rf"(?:KIN|FAMILY) {G1}dibawa (?:kabur|lari|pergi STRANGER)|I {G1}diikuti {G4}(?:STRANGER|"
    rf"NOW|motor|mobil (?:hitam|putih|asing|NOT))",
    rf"KILL_A {_YOU} {G3}(?:SAY|I|sms|gitu|begitu|NOW)|SAY {G3}KILL_A {_YOU}|"
    rf"SOUL {G1}(?:tinggal hitungan|melayang)",
    rf"(?:KIN|BOSS|STRANGER|FAMILY) {G2}(?:ngamuk|mengamuk|kalap) {G3}WEAPON|"
    rf"KIN {G3}(?:BRING|TOUCH) WEAPON",
    rf"ada {G1}nembak|nembak nembak|(?:kena|kanai|dapa) {G1}(?:KILL_A|WEAPON|potong)|"
    rf"STRANGER {G1}SIEGE_A I",
    rf"NOT (?:boleh|ABLE) keluar {G3}CONFINE_P|I LIFE {G2}(?:danger|risk)|"
    rf"HELP {G1}(?:SIEGE_P|CONFINE_P)",
    rf"{PERSON} {G4}THREATEN_[AP] {G4}(?:{SOON} )?(?:{_HARM_P}|KILL_A|BURN_A|HIT_A|{_BREAK})",
    rf"THREATEN_P {G3}(?:{SOON} )?(?:{_HARM_P}|KILL_A|BURN_A|BURN_P|{_BREAK})",
    rf"THREATEN_P {G2}(?:{SOON} )?DIE",
    rf"{OTHER} {G4}{SOON} {G2}(?:KILL_A|BURN_A|HIT_A) (?:HEAD |SELF )?{OWN}",
    rf"{OTHER} {G4}{SOON} (?:KILL_A|BURN_A) (?:NOW|HEAD|$)|^FUTURE KILL_A I",
    rf"{OWN} {G4}{SOON} {G1}(?:KILL_P|BURN_P)|(?:kali|sengaja|hampir) {G1}(?:WANT )?ditabrak|"
    rf"I {G2}(?:target|sasaran|incaran) {G1}(?:KILL_A|BOSS)|HEAD {G1}I {G2}(?:WEAPON|"
    rf"THREATEN_P)|"
    rf"THREATEN_P WEAPON|(?:THREATEN_A|teror) {G6}(?:tembakan|penembakan)|kuku {G2}dicabut",
    rf"DEED {G3}(?:I|be|KIN|FAMILY) (?:I|be|NOW|STRANGER|oleh|SO|[|,]|$)|DEED {G2}I(?: [|,]|$|"
    rf" NOW)|"
    rf"(?:percobaan|upaya|korban) {G1}DEED {G4}(?:I|KIN|FAMILY|NOW)|ada {G1}DEED {G3}(?:NOW|"
    rf"HOUSE)",
    rf"(?:ada|ado|aya|na|ana) {G1}I {G2}(?:BRING {G2})?WEAPON|(?:HIT_P|KILL_P|"
    rf"CONFINE_P) (?:dek|ku|oleh|karo) I|"
    rf"(?:WRIST|HEAD) I? ?{G1}(?:dipatahkan|BURN_P)|{OWN} {G3}held CONFINE_P|"
    rf"I (?:locked|CONFINE_A|CONFINE_P) {G4}(?:WEAPON|STRANGER)|STRANGER {G2}(?:following|"
    rf"ngikutin|ngikuti|mengikuti) "
    rf"{G1}I {G1}(?:HOUSE|NOW|LEAVE|sampai|sampe|ke)|THREATEN_A THREATEN_A I",
    rf"{SOON} {G1}(?:KILL_A|BURN_A) (?:HEAD )?I",
    rf"{SOON} {G1}KILL_P (?:I|STRANGER|NOW|BOSS|$)|^{SOON} KILL_P",
    rf"{_BY}(?<!I )KILL_A I (?:NOW|STRANGER|FAMILY|\||$)|{OWN} KILL_P (?:STRANGER|NOW|oleh|sama)",
    rf"HELP {G1}KILL_P|NOW KILL_P|KILL_P (?:SAY|KIN I)",
    rf"SOUL {G4}(?:THREATEN_P|terancam|bahaya)|terancam KILL_P|"
    rf"SOUL {G1}(?:{SOON} )(?:dijupuk|diambil|dicabut|melayang)",
    rf"{OWN} {G3}(?:HIT_P|CONFINE_P|KILL_P|SIEGE_P){_REALLY}|STRANGER {G1}CONFINE_P",
    rf"(?:HIT_P|CONFINE_P|KILL_P|SIEGE_P) {G2}(?:STRANGER(?! SAY)|ormas|satpam|BOSS|rame2)",
    rf"^(?:HIT_P|CONFINE_P) {G2}(?:NOW|HEAD)|(?:kanai|kena|dapa) {G1}HIT_A",
    rf"HEAD {G2}(?:{SOON} )?(?:HIT_P|KILL_P|THREATEN_P)|babak belur",
    rf"STRANGER {G2}(?:HIT_A|CONFINE_A) (?:{OWN}|HEAD)",
    rf"STRANGER {G6}(?:BRING {G2}|JUST )WEAPON|THREATEN_A STRANGER JUST WEAPON|"
    rf"WEAPON {G4}(?:depan|dekat) {G1}HOUSE",
    rf"(?:THREATEN_P|KILL_P|HIT_P|BRING) {G2}WEAPON {G3}(?:STRANGER|NOW|I|HEAD)",
    rf"HIT_P (?:waktu|saat|sampai|sampe|ampe|kalau|kalo|kl|tiap|NOW)|"
    rf"{OWN} {G3}THREATEN_P STRANGER NOT dikenal|"
    rf"THREATEN_P dan THREATEN_P",
    rf"{OWN} {G4}THREATEN_P {G3}(?:WEAPON|STRANGER (?:BRING|JUST))",
    rf"(?:dikirim\S*|SAY|menerima|paket) {G3}(?:WEAPON|bangkai|kafan) {G3}(?:I|HOUSE|$)",
    rf"HOUSE {G3}(?:{SOON} )?(?:BURN_P|SIEGE_P)|SIEGE_[AP] (?:batu|watu) HOUSE|"
    rf"STRANGER SIEGE_A (?:batu|watu)",
    rf"(?:STRANGER|{SOON}) {G2}(?:BURN_A|SIEGE_A) {G1}HOUSE|ada WEAPON di",
    rf"THREATEN_P (?:STRANGER|motor|mobil|NOW) {G3}(?:BRING|HELP|sejak|NOW)",
    rf"(?:disiram|menyiram) {G1}(?:bensin|air (?:keras|panas)|minyak)",
    rf"{OWN} {G2}(?:dapa|got|been|being) (?:HIT_A|KILL_A|HIT_P)|(?:LEAVE|"
    rf"tinggal) (?:tinggal )?nama",
    rf"DIE (?:kamu|lu|lo|loe|kau|ko) {G3}(?:NOW|SAY|I)|STRANGER bayaran {G4}I|"
    rf"STRANGER bersenjata",
    rf"THREATEN_A {G2}(?:FUTURE )?(?:KILL_A|END) I|BOSS {G2}(?:HIT_A|CONFINE_A) {G2}I",
    rf"sebelum I DIE|{SOON} nembak (?:HEAD )?I|nembak {G2}(?:HEAD|WEAPON|DIE)",
    rf"{SOON} (?:patah\S*|potong|motong) {G1}(?:HEAD|WRIST|I)|(?:diberi|ditaruh|menaruh) POISON",
    rf"(?:STRANGER|yang|berbisik|SAY) {G4}{SOON} KILL_A(?: [|,]|$)|KILL_A KILL_A|BURN_A BURN_A",
    rf"STRANGER {G2}BRING (?:besi|balok|batu|bambu runcing)|ada {G1}(?:penembakan|penyerangan)",
    rf"SOUL I taruhan\S*|THREATEN_A {G1}WEAPON|(?:kamu|you) pasti DIE|pointed {G1}WEAPON",
    rf"STRANGER {G4}to KILL_A I|(?:NOW|sdg|lagi|sedang) (?:HIT_P|CONFINE_P)",
    rf"rem {G3}(?:diputus|dipotong|dirusak|disengaja)",
)
_HITS_NOW = r"(?:I|FAMILY|KIN|HEAD|WRIST|NOW|sampai|sampe|ampe|BRING|pas|waktu|kalau|sambil|mulu)"
VIOLENCE_HOME = any_of(
    rf"FAMILY {G2}kasar (?:, )?(?:ke |sama |kepada |terhadap )?(?:I|KIN|HELP|NOW|[|]|$)|"
    rf"FAMILY {G3}(?:main|maen) (?:fisik|WRIST|HIT_A|pukul)(?! (?:kosong|dingin))",
    rf"FAMILY {G1}(?:ngamuk|mengamuk|kalap) {G4}(?:NOW|sembunyi|ngumpet)|"
    rf"{_ROLE} {G4}(?:HIT_P|CONFINE_P) {G1}FAMILY",
    rf"abusive {G1}(?:FAMILY|relationship)|FAMILY {G2}abusive",
    rf"FAMILY {G2}HURT (?:{OWN}|HEAD)|{OWN} {G1}HURT_P FAMILY|(?:KDRT|"
    rf"VIOLENCE dalam HOUSE) {G3}menimpa",
    rf"FAMILY {G2}SIEGE_A {G2}ke (?:{OWN}|HEAD)|HIT_P (?:di )?HOUSE|(?:lebam|biru|memar|"
    rf"bengkak) "
    rf"{G3}(?:karena|gara|oleh|sama) {G2}FAMILY",
    rf"FAMILY {G4}(?:HIT_A|CONFINE_A|KILL_A) {G2}{_HITS_NOW}",
    rf"FAMILY {G3}HIT_A(?: [|,]|$)|FAMILY {G4}(?:suka|sering|seneng|remen|sok|ja|"
    rf"demen) {G1}HIT_A",
    rf"FAMILY {G4}(?:THREATEN_A|{SOON}) {G2}(?:KILL_A|BURN_A|HIT_A) {G1}(?:{OWN}|HEAD)",
    rf"FAMILY {G4}HIT_P {G2}(?:KIN|FAMILY)",
    rf"FAMILY {G1}ngamuk {G4}(?:berdarah|BRING|NOW|HIT_A|WEAPON)",
    rf"FAMILY {G1}SIEGE_A {G1}{OWN}|HIT_A I {G2}FAMILY",
    rf"(?:HIT_P|CONFINE_P|KILL_P|BURN_P) {G2}(?:sama |oleh |ku |karo |jo |ajak |le |bi )?FAMILY",
    rf"(?:BOSS|KIN|tiri) {G2}HIT_A (?:{OWN}|HEAD|WRIST)",
    rf"(?:FAMILY|BOSS) {G2}(?:main|ringan) WRIST",
    rf"(?:FAMILY|BOSS) {G4}(?:disiram|menyiram|nyiram|siram) {G1}I",
    rf"FAMILY {G4}(?:BRING|THREATEN_A) {G2}WEAPON",
    rf"{OWN} {G3}(?:KDRT|VIOLENCE dalam HOUSE)|VIOLENCE dalam HOUSE {G3}I|"
    rf"VIOLENCE {G2}(?:dari|oleh) FAMILY|DEED {G2}(?:oleh |dari )?FAMILY|"
    rf"KIN {G6}HEAD {G1}(?:lebam|memar|bonyok|"
    rf"biru|bengkak) {G4}(?:FAMILY|HIT_P)|FAMILY {G2}(?:CONFINE_A|locked) I",
    rf"(?:kena|lagi di|mengalami|alami|ngalami\S*|NOW|^korban|(?:jadi|HELP|"
    rf"sebagai) korban) {G1}KDRT|"
    rf"korban KDRT {G2}(?:HELP|NOW|di sini|FAMILY)",
    rf"KDRT {G2}(?:FAMILY|NOW|NOT)|^KDRT(?: \S+)?$|KDRT I",
    rf"FAMILY {G3}VIOLENCE {G3}{OWN}",
    rf"(?:mengalami|korban) VIOLENCE (?:fisik )?{G2}FAMILY",
    rf"I {G2}(?:HIT_P|abused) {G3}HOUSE|HOUSE {G3}(?:I )?{G1}HIT_P",
    rf"{_BY}HIT_A (?:I|FAMILY|KIN)(?: (?:NOW|mulu|[|,])|$)",
)
_NAKED = r"(?:SEX|syur|mesum|vulgar|(?:foto|video) (?:pribadi|BODY))"
_SPREAD = r"(?:sebar\S*|nyebar\S*|menyebar\S*|disebar\S*)"
_FILM = (
    r"(?:diintip|ngintip|mengintip|direkam|ngerekam|merekam|videoin|"
    r"divideoin)"
)
SEXUAL_VIOLENCE = any_of(
    rf"{_ROLE} {G2}(?:RAPE_P|MOLEST_P) {G2}(?:{OTHER}|NOW|oleh)|"
    rf"(?:dikirim\S*|ngirim\S*|mengirim\S*|SAY) {G1}(?:foto|video|gambar) (?:SEX|BODY NOW)",
    rf"BOSS {G3}FORCE {G1}staycation",
    rf"bangun {G6}CLOTHES {G2}(?:NOT ada|LEAVE|terbuka|kebuka)|"
    rf"(?:FAMILY|BOSS|STRANGER) {G3}masuk HOUSE {G6}NOT SAY (?:ke )?"
    rf"(?:siapa\w*|sapa\w*|mama|FAMILY)",
    rf"(?:menemani\w*|nemenin|temani) {G1}(?:di )?HOUSE SEX",
    rf"(?:kena|dapa|been|got|was) {G1}MOLEST_[AP]|sexually (?:\S+)",
    rf"{OWN} {G3}(?:mengalami|ngalamin|alami) {G1}(?:RAPE_A|MOLEST_A)|(?:RAPE_A|MOLEST_A|"
    rf"VIOLENCE seksual) {G2}"
    rf"(?:menimpa|terhadap) {G1}(?:I|KIN I)|(?:RAPE_A|VIOLENCE seksual) (?:KIN|FAMILY) (?:I|"
    rf"HOUSE|NOW)|"
    rf"I KISS (?:BOSS|STRANGER)|(?:ditelanjangi|menelanjangi) {G1}(?:{OWN}|{OTHER}|NOW)|"
    rf"{OWN} {G1}ditelanjangi",
    rf"{PERSON} {G4}RAPE_P|RAPE_P {G3}(?:{PERSON}|NOW)|^RAPE_P",
    rf"{OTHER} {G4}(?:RAPE_A|MOLEST_A) {G2}{OWN}|BOSS {G6}MOLEST_A(?: [|,]|$)",
    r"(?:kena|dapa) RAPE_A|dapa FORCE|RAPE_A I|MOLEST_A I(?: \||$| NOW| FAMILY| BOSS)|"
    r"BOSS RAPE_A",
    rf"(?:{OWN}|jadi|korbannya) {G4}(?:korban|penyintas) {G2}(?:RAPE_[AP]|MOLEST_A|"
    rf"VIOLENCE seksual)",
    rf"korban (?:RAPE_A|MOLEST_A) {G6}(?:I|BOSS|FAMILY|NOW)|(?:RAPE_A|"
    rf"MOLEST_A) {G4}(?:I korbannya|korbannya I)",
    r"(?:mengalami|alami|ngalami|kena|dapat|dapet|dapa) (?:MOLEST_A|VIOLENCE seksual)",
    rf"{OWN} {G3}MOLEST_P {G2}(?:{OTHER}|petugas|secara seksual|NOW|di|oleh|sama)",
    rf"^MOLEST_P|MOLEST_P {G3}(?:NOW|BOSS|FAMILY|STRANGER|KIN)",
    rf"{OWN} MOLEST_P (?!secara|surat|aturan|undangan|keputusan|karena|oleh)[^ |,]+|"
    rf"{OWN} MOLEST_P(?: [|,]| pas| waktu| saat|$)",
    rf"MOLEST_A {G1}(?:I )?BODY|(?:{OTHER}|petugas) {G3}MOLEST_A {G2}(?:I|KIN|FAMILY)",
    rf"(?<!I )TOUCH {G2}BODY|TOUCH I {G1}(?:BODY|WRIST)|WRIST {G2}CLOTHES I",
    rf"TOUCH TOUCH {G2}(?:{PERSON}|NOW)|(?:BOSS|FAMILY|STRANGER) {G1}TOUCH I",
    rf"KISS {G3}(?:FORCE|NOT izin)|FORCE KISS|BOSS {G1}KISS I",
    rf"FORCE {G3}(?:I )?(?:SEX|SLEEP|psk|open bo|jual SELF)"
    rf"(?! (?:di (?:kantor|lantai|mess|mes|HOUSE|luar)|publik|warga|masyarakat|pelanggan|dinas|"
    rf"STRANGER|siang|dengan pihak))",
    rf"FORCE {G2}(?:buka|membuka|lepas|melepas|copot) {G1}CLOTHES(?! (?:rompi|batik|jas|"
    rf"seragam|luar|dinas))|"
    rf"CLOTHES {G1}(?:I )?(?:dibuka|dipelorot\S*|dilepas) {G2}(?:BOSS|FAMILY|KIN|STRANGER|"
    rf"oleh|sama|FORCE)|"
    rf"(?:kehormatan|kesucian|keperawanan|mahkota) {G2}(?:direnggut|dinodai|dirampas|RAPE_P|"
    rf"diambil)|"
    rf"RAPE_A (?:KIN|FAMILY) I|FORCE {G2}pap (?:tt|SEX|BODY)|FORCE {G1}KISS|"
    rf"KISS {G1}(?:sama )?BOSS FORCE",
    rf"hamil {G3}(?:FORCE|RAPE_[AP])|(?:onani|masturbasi) {G3}I|masukin {G1}(?:jari\S*|WRIST)",
    rf"(?:nunjuk\S*|menunjuk\S*|memperlihat\S*|pamer\S*) {G2}BODY|jatah BODY",
    rf"{_SPREAD} {G3}{_NAKED}|{_NAKED} {G3}{_SPREAD}|(?:SAY|FORCE) {G1}(?:foto|video|"
    rf"pap) {_NAKED}|"
    rf"dihamili {G2}(?:BOSS|FAMILY|STRANGER)|WRIST {G3}(?:masuk|dalam) {G1}CLOTHES|"
    rf"percobaan RAPE_A {G4}(?:NOW|I|HOUSE)|"
    rf"{OTHER} {G2}yang RAPE_A(?: [|,]|$)|{_FILM} {G4}(?:mandi|toilet)|"
    rf"(?:mandi|toilet) {G4}{_FILM}",
    rf"(?:diperas|memeras) {G3}SEX|exposed SELF|FORCE SELF on I",
    rf"(?:dijual|dijebak) {G3}(?:psk|pelacur|mucikari|germo|michat|lc|FAMILY|STRANGER)|"
    rf"{PERSON} MOLEST_A {G1}(?:KIN|BODY|girls|women|woman)|RAPE_P {G1}(?:pengasuh|BOSS|"
    rf"STRANGER)",
)
PLAIN = {
    "suicide": SUICIDE,
    "sexual_violence": SEXUAL_VIOLENCE,
    "violence_home": VIOLENCE_HOME,
    "threat": THREAT,
}  # the first that fits
