"""What the codes of a message say plainly: who does what to whom, in order.

``service.door.distress`` asks here with the codes of ``service.door.distress_spelling``, joined by
spaces. Idioms ("mati lampu", "gol bunuh diri") are taken out first
(``service.door.distress_other``). What is told in other words is left to the classifier: add a way
of telling to ``content/distress.yml``.
"""

from service.door.distress_matching import any_of, gap

_G1, _G2, _G3, _G4, _G6 = (gap(most) for most in (1, 2, 3, 4, 6))
_CLOSE = r"(?:FAMILY|KIN)"
_OWN = r"(?:I|be|FAMILY|KIN)"  # "be": I, in Kupang
_PERSON = r"(?:I|be|FAMILY|KIN|BOSS|STRANGER)"
_OTHER = r"(?:STRANGER|BOSS|FAMILY|KIN)"
_SOON = r"(?:WANT|FUTURE)"
_AFTER = (  # "WANT DIE JUST", not "WANT DIE lampu"
    r"(?: (?:JUST|SO|mami|do|NOW|NOT|I|karena|kak|pak|bu|min|gara|tapi|daripada|biar|malam|TIRED|"
    r"be|FAMILY|hari|so|SOON|[|,])|$)"
)
_KILL_SELF = (
    r"(?:KILL_SELF|KILL_A SELF|KILL_P SELF|HANG SELF|HURT SELF|HIT_A SELF|BURN_A SELF|CUT SELF|"
    r"HURT (?:HEAD|BODY) SELF|self harm|END (?:\S+ )?(?:LIFE|SOUL|semuanya SELF)|"
    r"ngulah pati|END it all|my LIFE END|sewer slide|munu SELF|commit KILL_SELF|JUMP SELF NOW|"
    r"(?:KILL_A|END) (?:LIFE|SOUL) (?:I|SELF)|KILL_A SELF)"
)
_EASY = r"(?:NOT|tanpa|susah|miskin|mewah|di|sama|dengan|jauh|sehat|kalau)"
_HARM_P = r"(?:KILL_P|BURN_P|HIT_P|CONFINE_P)"
_HARM_A = r"(?:KILL_A|BURN_A|HIT_A|CONFINE_A)"

_YOU = r"(?:lo|lu|loe|elu|kau|kamu|ko|kowe|koe|sia|anda|you)"
SUICIDE = any_of(
    rf"TIRED (?:of |jadi )(?:LIFE|manusia|being alive)|NOT WANT to be (?:here|alive)|"
    rf"WANT {_G1}(?:log ?out|logout|uninstall|quit|keluar) {_G2}(?:LIFE|dunia|bumi)|"
    rf"NOT WANT {_G1}LIFE(?: (?:NOW|[|,])|$)",
    rf"(?:hampir|nyaris|percobaan|THREATEN_A) {_G2}(?:{_KILL_SELF}|JUMP {_G1}HIGH|"
    rf"DRINK {_G1}POISON|END semuanya)",
    rf"(?:{_PERSON}|{_SOON}) {_G4}DRINK obat {_G1}(?:satu|sebotol|botol|strip|banyak|semua|"
    rf"sebanyak)",
    rf"(?:{_SOON}|THREATEN_A|hampir|nyaris) {_G2}(?:menyusul\w*|nyusul|"
    rf"susul) {_G1}(?:almarhum\w*|swargi)|"
    rf"{_SOON} END (?:semuanya|segalanya) (?:NOW|I|karena|JUST)",
    rf"(?:semoga|doain|mudah) {_G2}(?:cepat |cepet )?DIE{_AFTER}|(?:nyesel|"
    rf"menyesal) {_G2}(?:di)?lahir\w*",
    rf"HANG HEAD|tali {_G2}(?:di |ke )HEAD|WEAPON {_G2}(?:ke |di )?(?:HEAD |WRIST )?SELF|"
    rf"self injury",
    rf"(?:menaiki|memanjat|manjat|naik pagar) {_G2}(?:HIGH|tiang)(?: (?:dan|mau|lalu|SAY|WANT|"
    rf"NOW|[|,])|$)",
    rf"BETTER {_G1}DIE(?! (?:lampu|listrik|mesin|hp)\w*)|HIT_A HEAD karena|siap\S* {_G1}(?:CUT|"
    rf"POISON)",
    rf"I NOW di atas HIGH(?: NOW|$)|tinggal DRINK|SLEEP {_G1}RAIL|NOT I LIFE|"
    rf"I NOT LIFE(?: (?:NOW|lai|le)|$)",
    rf"(?:{_SOON}|BETTER|BRING|SAY|THREATEN_[AP]|sudah|udah|udh|lagi|pernah|siap|untuk|pikiran|"
    rf"upaya|"
    rf"percobaan|rencana|ada|hampir|nyaris|gagal|kembali|"
    rf"buat|dosa|sakit) {_G4}{_KILL_SELF}",
    rf"{_PERSON} {_G4}{_KILL_SELF}",
    rf"{_KILL_SELF} {_G2}(?:I|JUST|SO|NOW|TIRED|KIN|FAMILY)",
    rf"KILL_SELF thoughts {_G2}(?:I|balik|NOW)|(?:hampir|nyaris) {_G1}(?:JUST )?(?:JUMP|"
    rf"HANG)(?: SELF)?{_AFTER}",
    rf"(?:LEAVE alone|biarkan|biarin|let|pantas|pantes|deserve|layak|REASON|mohon|bikin|"
    rf"kapan) {_G1}DIE{_AFTER}",
    rf"I (?:pantas|pantes|layak|rela|siap|ikhlas|WANT) {_G1}DIE{_AFTER}|matikan (?:JUST )?I|"
    rf"{_SOON} (?:JUST )?JUMP (?:SELF )?JUST{_AFTER}|"
    rf"WANT LEAVE (?:JUST )?dari (?:dunia|bumi)(?: ini)?{_AFTER}",
    rf"^{_KILL_SELF}(?: \S+)?$",
    rf"WANT {_G1}(?:to )?DIE{_AFTER}|BETTER {_G3}DIE{_AFTER}|FUTURE ka DIE|WANT DIE {_G1}I",
    rf"(?:mikir|pikiran|isinya|terbayang|bayangin|doakan) {_G3}DIE{_AFTER}",
    rf"DIE JUST (?:JUST )?(?:I|STRANGER|{_CLOSE})(?! bot)|I DIE JUST(?! lampu)",
    r"^(?:TIRED |NOT ABLE )?DIE JUST(?: JUST)?(?: [|,]|$)|DIE JUST (?:capek|TIRED|NOT)",
    rf"(?:jalan|selain|cepat|cepet|cpt|segera|nyuruh) {_G3}DIE{_AFTER}|(?:harus|"
    rf"LEAVE) DIE{_AFTER}",
    rf"jalan {_G4}DIE(?: [|,]|$)|DIE SO BETTER",
    r"(?:kapan|kpn|kenapa|knp|cara) (?:ya )?(?:I )?(?:masih LIFE(?! di)|NOT DIE|DIE)",
    rf"(?:nyesel|menyesal) {_G3}(?:LIFE|bernapas|dilahirkan)",
    rf"(?:andai|coba|WANT|kenapa|BETTER) {_G3}NOT {_G1}(?:lahir|dilahirkan|terlahir|exist)",
    rf"NOT (?:WANT|ABLE|LIFE)(?: (?:NOW|lagi|buat|untuk|menjalani|to|go|on|lanjut|le|be|agek|lai|"
    rf"melanjutkan|buin|I|melihat|JUST|SO))* LIFE(?! {_EASY})",
    rf"NOT {_G2}(?:WANT untuk|WANT buat|pantas|layak|semangat) {_G2}LIFE(?! {_EASY})",
    rf"TIRED (?:I )?(?:SO )?(?:menjalani |sama |dengan |jalani |NOT )?LIFE(?! {_EASY})",
    rf"NOT {_G1}(?:lagi |NOW |nemu )?REASON (?:lagi |NOW )?(?:I |untuk |buat |to |bertahan )*LIFE"
    rf"(?! {_EASY})",
    rf"LIFE (?:I )?{_G2}NOT (?:ada |ado |aya |berarti |adami )?REASON(?! NOT)",
    rf"REASON {_G2}LIFE {_G1}(?:habis|hilang)|(?:menyerah|nyerah) {_G1}LIFE",
    rf"(?:siap\S*|nyiap\S*|beli|kubeli|BRING) {_G2}tali(?! (?:untuk|buat|rafia|tambang|sepatu))",
    rf"tali\S* (?:sudah|udah|udh|sm kursi|sama kursi) {_G2}(?:siap\S*|ada|kubeli|CONFINE_A|"
    rf"terpasang|terikat)",
    rf"(?:solusi\S*|cuma|hanya|let) {_G1}DIE{_AFTER}|WANT (?:meninggal|wafat) JUST|done with LIFE",
    rf"(?:CUT|SLIT) {_G1}WRIST|{_PERSON} {_G2}SLIT {_G1}(?:NOW|SELF|HEAD|[|,]|$)|"
    rf"{_SOON} {_G1}SLIT|"
    rf"HURT {_G1}SELF {_G1}NOW|I {_G1}HURT SELF|KILL_A (?:HEAD )?SELF|HIT_A HEAD SELF",
    rf"{_PERSON} {_G2}DRINK {_G2}POISON|DRINK {_G1}obat (?:nyamuk|serangga|tikus|banyak)|"
    rf"{_PERSON} {_G3}(?:overdosis|overdose|od)(?![^ ])|DRINK obat {_G2}(?:banyak|semua|sengaja)|"
    rf"DRINK {_G1}POISON {_G1}(?:JUST|NOW)",
    rf"(?:WANT|JUST) {_G1}JUMP {_G2}HIGH|{_PERSON} {_G4}(?:WANT|THREATEN_A) (?:to |FUTURE )?JUMP|"
    rf"(?:HIGH|atas) {_G4}WANT (?:to )?JUMP",
    rf"(?:I|KIN|FAMILY|STRANGER) {_G3}(?:pinggir|tepi|ujung) {_G1}(?:HIGH|RAIL)(?! (?:desa|ada))|"
    rf"WANT {_G1}(?:ketabrak|ditabrak (?:JUST|kereta|HIGH|truk|mobil JUST))",
    rf"WANT {_G2}(?:LEAVE|SLEEP) (?:JUST |untuk |dari dunia (?:ini )?)*(?:FOREVER|"
    rf"panjang)(?! (?:dari (?!dunia)|setelah))|"
    rf"BETTER {_G2}LEAVE {_G1}FOREVER",
    rf"BETTER {_G2}NOT (?:usah |pernah |perlu )?ada",
    rf"WANT {_G1}(?:menyusul\w*|nyusul|susul|ikut) {_G2}(?:almarhum\w*|swargi|surga|alam)",
    r"dunia (?:ini )?(?:BETTER )?(?:baik )?NOT I|(?:ambil|END|cabut) {0,1}(?:JUST )?SOUL I",
    rf"NOT WANT {_G1}(?:bangun|bernapas) NOW|(?:berharap|WANT|semoga|"
    rf"SLEEP) {_G3}NOT {_G2}bangun (?:NOW|bangun)|"
    rf"(?:biar|supaya) NOT bangun NOW",
    rf"(?:obat|pil) {_G3}(?:sekaligus|semua) {_G3}(?:biar|supaya) NOT bangun",
    rf"(?:{_SOON}|sengaja) (?:od|overdosis)|(?:od|overdosis) (?:JUST|sengaja)|WANT HANG(?: NOW|"
    rf" I|,|"
    rf"$)",
    rf"WANT END (?:semuanya|segalanya)(?: [|,]|$)|END penderitaan {_G3}(?:SELF|I|LIFE|NOW)|"
    rf"NOT END JUST",
)
_BREAK = (
    r"(?:dipatah\S*|dibom|disantet|dilukai|disakiti|ditabrak|dilindas|RAPE_P|dipotong|patah\S*|"
    r"mematahkan|disiram|"
    r"potong(?! (?:gaji|honor\S*|tunjangan|dana|blt|anggaran|insentif|tukin)))"
)
_DEED = r"(?:DEED|VIOLENCE|KDRT|RAPE_A|MOLEST_A)"
THREAT = any_of(
    rf"THREATEN_[AP] {_G3}(?:{_SOON} )?(?:RAPE_[AP]|HURT|CONFINE_[AP])|(?:hit|"
    rf"HIT_[AP]) by {_G1}{_OTHER}|"
    rf"I {_G1}dikunci\w* {_G3}(?:{_OTHER}|HOUSE|luar)|broke into I HOUSE|SOUL I (?:dalam|"
    rf"di ujung)",
    rf"{_OWN} {_G2}(?:THREATEN_P|disiram|dirampok|ditarik|dipalak) {_G2}THUG|"
    rf"THUG {_G2}(?:THREATEN_A|nyiram|menyiram) {_OWN}",
    rf"{_OWN} {_G2}STALK_P {_G2}(?:{_OTHER}|NOW|WEAPON|TOOL|CUT|BRING|[|,]|$)|"
    rf"{_OTHER} {_G2}STALK_A {_OWN}",
    rf"(?:HIT_P|KILL_P|CONFINE_P) {_G2}(?:KIN|TOOL)|{_OTHER} {_G2}(?:KILL_A|BURN_A) {_OWN}|"
    rf"I HIT_A STRANGER",
    rf"(?:BOSS|STRANGER) {_G2}HURT {_OWN}|{_OWN} {_G2}HURT_P {_G2}(?:{_OTHER}|NOW|[|,]|$)|"
    rf"HEAD {_G1}HURT_P",
    rf"{_OWN} {_G1}BURN_P {_G1}(?:{_OTHER}|NOW|[|,]|$)|{_SOON} (?:HURT|nembak) {_OWN}|"
    rf"{_OWN} {_G2}{_SOON} (?:HURT_P|HIT_P)|{_OWN} {_G1}dirampok {_G2}(?:WEAPON|NOW|BRING)",
    rf"THREATEN_[AP] {_G3}TOOL|(?:{_OTHER}) {_G1}(?:ngamuk|mengamuk) {_G1}BRING|"
    rf"STRANGER {_G2}BRING (?:CUT|TOOL) {_G4}(?:HOUSE|depan)|I {_G1}dibius {_G1}(?:STRANGER|"
    rf"FAMILY|KIN|NOW|lalu|terus|$)",
    rf"{_OWN} {_G2}(?:mengalami|ngalamin|alami|korban) {_G1}(?:DEED|VIOLENCE)|(?:DEED|VIOLENCE|"
    rf"KILL_A) {_G2}"
    rf"(?:terhadap|menimpa|kepada) {_G1}(?:I|KIN I|FAMILY I|KIN kos)|(?:DEED|VIOLENCE|"
    rf"KILL_A) {_G1}(?:KIN|FAMILY) (?:I|HOUSE|NOW)|"
    rf"jadi korban {_G1}(?:DEED|VIOLENCE|KILL_A)|korban percobaan KILL_A|"
    rf"percobaan KILL_A {_G3}(?:I|KIN|FAMILY)",
    rf"(?:KIN|FAMILY) {_G1}dibawa (?:kabur|lari|pergi STRANGER)|I {_G1}diikuti {_G4}(?:STRANGER|"
    rf"NOW|motor|mobil (?:hitam|putih|asing|NOT))",
    rf"KILL_A {_YOU} {_G3}(?:SAY|I|sms|gitu|begitu|NOW)|SAY {_G3}KILL_A {_YOU}|"
    rf"SOUL {_G1}(?:tinggal hitungan|melayang)",
    rf"(?:KIN|BOSS|STRANGER|FAMILY) {_G2}(?:ngamuk|mengamuk|kalap) {_G3}WEAPON|"
    rf"KIN {_G3}(?:BRING|TOUCH) WEAPON",
    rf"ada {_G1}nembak|nembak nembak|(?:kena|kanai|dapa) {_G1}(?:KILL_A|WEAPON|potong)|"
    rf"STRANGER {_G1}SIEGE_A I",
    rf"NOT (?:boleh|ABLE) keluar {_G3}CONFINE_P|I LIFE {_G2}(?:danger|risk)|"
    rf"HELP {_G1}(?:SIEGE_P|CONFINE_P)",
    rf"{_PERSON} {_G4}THREATEN_[AP] {_G4}(?:{_SOON} )?(?:{_HARM_P}|KILL_A|BURN_A|HIT_A|{_BREAK})",
    rf"THREATEN_P {_G3}(?:{_SOON} )?(?:{_HARM_P}|KILL_A|BURN_A|BURN_P|{_BREAK})",
    rf"THREATEN_P {_G2}(?:{_SOON} )?DIE",
    rf"{_OTHER} {_G4}{_SOON} {_G2}(?:KILL_A|BURN_A|HIT_A) (?:HEAD |SELF )?{_OWN}",
    rf"{_OTHER} {_G4}{_SOON} (?:KILL_A|BURN_A) (?:NOW|HEAD|$)|^FUTURE KILL_A I",
    rf"{_OWN} {_G4}{_SOON} {_G1}(?:KILL_P|BURN_P)|(?:kali|sengaja|hampir) {_G1}(?:WANT )?ditabrak|"
    rf"I {_G2}(?:target|sasaran|incaran) {_G1}(?:KILL_A|BOSS)|HEAD {_G1}I {_G2}(?:WEAPON|"
    rf"THREATEN_P)|"
    rf"THREATEN_P WEAPON|(?:THREATEN_A|teror) {_G6}(?:tembakan|penembakan)|kuku {_G2}dicabut",
    rf"DEED {_G3}(?:I|be|KIN|FAMILY) (?:I|be|NOW|STRANGER|oleh|SO|[|,]|$)|DEED {_G2}I(?: [|,]|$|"
    rf" NOW)|"
    rf"(?:percobaan|upaya|korban) {_G1}DEED {_G4}(?:I|KIN|FAMILY|NOW)|ada {_G1}DEED {_G3}(?:NOW|"
    rf"HOUSE)",
    rf"(?:ada|ado|aya|na|ana) {_G1}I {_G2}(?:BRING {_G2})?WEAPON|(?:HIT_P|KILL_P|"
    rf"CONFINE_P) (?:dek|ku|oleh|karo) I|"
    rf"(?:WRIST|HEAD) I? ?{_G1}(?:dipatahkan|BURN_P)|{_OWN} {_G3}held CONFINE_P|"
    rf"I (?:locked|CONFINE_A|CONFINE_P) {_G4}(?:WEAPON|STRANGER)|STRANGER {_G2}(?:following|"
    rf"ngikutin|ngikuti|mengikuti) "
    rf"{_G1}I {_G1}(?:HOUSE|NOW|LEAVE|sampai|sampe|ke)|THREATEN_A THREATEN_A I",
    rf"{_SOON} {_G1}(?:KILL_A|BURN_A) (?:HEAD )?I",
    rf"{_SOON} {_G1}KILL_P (?:I|STRANGER|NOW|BOSS|$)|^{_SOON} KILL_P",
    rf"(?<!I )KILL_A I (?:NOW|STRANGER|FAMILY|\||$)|{_OWN} KILL_P (?:STRANGER|NOW|oleh|sama)",
    rf"HELP {_G1}KILL_P|NOW KILL_P|KILL_P (?:SAY|KIN I)",
    rf"SOUL {_G4}(?:THREATEN_P|terancam|bahaya)|terancam KILL_P",
    rf"{_OWN} {_G3}(?:HIT_P|CONFINE_P|KILL_P|SIEGE_P)|STRANGER {_G1}CONFINE_P",
    rf"(?:HIT_P|CONFINE_P|KILL_P|SIEGE_P) {_G2}(?:STRANGER(?! SAY)|ormas|satpam|BOSS|rame2)",
    rf"^(?:HIT_P|CONFINE_P) {_G2}(?:NOW|HEAD)|(?:kanai|kena|dapa) {_G1}HIT_A",
    rf"HEAD {_G2}(?:{_SOON} )?(?:HIT_P|KILL_P|THREATEN_P)|babak belur",
    rf"STRANGER {_G2}(?:HIT_A|CONFINE_A) (?:{_OWN}|HEAD)",
    rf"STRANGER {_G6}(?:BRING {_G2}|JUST )WEAPON|THREATEN_A STRANGER JUST WEAPON|"
    rf"WEAPON {_G4}(?:depan|dekat) {_G1}HOUSE",
    rf"(?:THREATEN_P|KILL_P|HIT_P|BRING) {_G2}WEAPON {_G3}(?:STRANGER|NOW|I|HEAD)",
    rf"HIT_P (?:waktu|saat|sampai|sampe|ampe|kalau|kalo|kl|tiap|NOW)|"
    rf"{_OWN} {_G3}THREATEN_P STRANGER NOT dikenal|"
    rf"THREATEN_P dan THREATEN_P",
    rf"{_OWN} {_G4}THREATEN_P {_G3}(?:WEAPON|STRANGER (?:BRING|JUST))",
    rf"(?:dikirim\S*|SAY|menerima|paket) {_G3}(?:WEAPON|bangkai|kafan) {_G3}(?:I|HOUSE|$)",
    rf"HOUSE {_G3}(?:{_SOON} )?(?:BURN_P|SIEGE_P)|SIEGE_[AP] (?:batu|watu) HOUSE|"
    rf"STRANGER SIEGE_A (?:batu|watu)",
    rf"(?:STRANGER|{_SOON}) {_G2}(?:BURN_A|SIEGE_A) {_G1}HOUSE|ada WEAPON di",
    rf"THREATEN_P (?:STRANGER|motor|mobil|NOW) {_G3}(?:BRING|HELP|sejak|NOW)",
    rf"(?:disiram|menyiram) {_G1}(?:bensin|air (?:keras|panas)|minyak)",
    rf"{_OWN} {_G2}(?:dapa|got|been|being) (?:HIT_A|KILL_A|HIT_P)|(?:LEAVE|"
    rf"tinggal) (?:tinggal )?nama",
    rf"DIE (?:kamu|lu|lo|loe|kau|ko) {_G3}(?:NOW|SAY|I)|STRANGER bayaran {_G4}I|"
    rf"STRANGER bersenjata",
    rf"THREATEN_A {_G2}(?:FUTURE )?(?:KILL_A|END) I|BOSS {_G2}(?:HIT_A|CONFINE_A) {_G2}I",
    rf"sebelum I DIE|{_SOON} nembak (?:HEAD )?I|nembak {_G2}(?:HEAD|WEAPON|DIE)",
    rf"{_SOON} (?:patah\S*|potong|motong) {_G1}(?:HEAD|WRIST|I)|(?:diberi|ditaruh|menaruh) POISON",
    rf"(?:STRANGER|yang|berbisik|SAY) {_G4}{_SOON} KILL_A(?: [|,]|$)|KILL_A KILL_A|BURN_A BURN_A",
    rf"STRANGER {_G2}BRING (?:besi|balok|batu|bambu runcing)|ada {_G1}(?:penembakan|penyerangan)",
    rf"SOUL I taruhan\S*|THREATEN_A {_G1}WEAPON|(?:kamu|you) pasti DIE|pointed {_G1}WEAPON",
    rf"STRANGER {_G4}to KILL_A I|(?:NOW|sdg|lagi|sedang) (?:HIT_P|CONFINE_P)",
    rf"rem {_G3}(?:diputus|dipotong|dirusak|disengaja)",
)
_HITS_NOW = r"(?:I|FAMILY|KIN|HEAD|WRIST|NOW|sampai|sampe|ampe|BRING|pas|waktu|kalau|sambil|mulu)"
VIOLENCE_HOME = any_of(
    rf"abusive {_G1}(?:FAMILY|relationship)|FAMILY {_G2}abusive",
    rf"FAMILY {_G2}HURT (?:{_OWN}|HEAD)|{_OWN} {_G1}HURT_P FAMILY|(?:KDRT|"
    rf"VIOLENCE dalam HOUSE) {_G3}menimpa",
    rf"FAMILY {_G2}SIEGE_A {_G2}ke (?:{_OWN}|HEAD)|HIT_P (?:di )?HOUSE|(?:lebam|biru|memar|"
    rf"bengkak) "
    rf"{_G3}(?:karena|gara|oleh|sama) {_G2}FAMILY",
    rf"FAMILY {_G4}(?:HIT_A|CONFINE_A|KILL_A) {_G2}{_HITS_NOW}",
    rf"FAMILY {_G3}HIT_A(?: [|,]|$)|FAMILY {_G4}(?:suka|sering|seneng|remen|sok|ja|"
    rf"demen) {_G1}HIT_A",
    rf"FAMILY {_G4}(?:THREATEN_A|{_SOON}) {_G2}(?:KILL_A|BURN_A|HIT_A) {_G1}(?:{_OWN}|HEAD)",
    rf"FAMILY {_G4}HIT_P {_G2}(?:KIN|FAMILY)",
    rf"FAMILY {_G1}ngamuk {_G4}(?:berdarah|BRING|NOW|HIT_A|WEAPON)",
    rf"FAMILY {_G1}SIEGE_A {_G1}{_OWN}|HIT_A I {_G2}FAMILY",
    rf"(?:HIT_P|CONFINE_P|KILL_P|BURN_P) {_G2}(?:sama |oleh |ku |karo |jo |ajak |le |bi )?FAMILY",
    rf"(?:BOSS|KIN|tiri) {_G2}HIT_A (?:{_OWN}|HEAD|WRIST)",
    rf"(?:FAMILY|BOSS) {_G2}(?:main|ringan) WRIST",
    rf"(?:FAMILY|BOSS) {_G4}(?:disiram|menyiram|nyiram|siram) {_G1}I",
    rf"FAMILY {_G4}(?:BRING|THREATEN_A) {_G2}WEAPON",
    rf"{_OWN} {_G3}(?:KDRT|VIOLENCE dalam HOUSE)|VIOLENCE dalam HOUSE {_G3}I|"
    rf"VIOLENCE {_G2}(?:dari|oleh) FAMILY|DEED {_G2}(?:oleh |dari )?FAMILY|"
    rf"KIN {_G6}HEAD {_G1}(?:lebam|memar|bonyok|"
    rf"biru|bengkak) {_G4}(?:FAMILY|HIT_P)|FAMILY {_G2}(?:CONFINE_A|locked) I",
    rf"(?:kena|lagi di|mengalami|alami|ngalami\S*|NOW|^korban|(?:jadi|HELP|"
    rf"sebagai) korban) {_G1}KDRT|"
    rf"korban KDRT {_G2}(?:HELP|NOW|di sini|FAMILY)",
    rf"KDRT {_G2}(?:FAMILY|NOW|NOT)|^KDRT(?: \S+)?$|KDRT I",
    rf"FAMILY {_G3}VIOLENCE {_G3}{_OWN}",
    rf"(?:mengalami|korban) VIOLENCE (?:fisik )?{_G2}FAMILY",
    rf"I {_G2}(?:HIT_P|abused) {_G3}HOUSE|HOUSE {_G3}(?:I )?{_G1}HIT_P",
    r"HIT_A (?:I|FAMILY|KIN)(?: (?:NOW|mulu|[|,])|$)",
)
_NAKED = r"(?:SEX|syur|mesum|vulgar|(?:foto|video) (?:pribadi|BODY))"
_SPREAD = r"(?:sebar\S*|nyebar\S*|menyebar\S*|disebar\S*)"
_FILM = r"(?:diintip|ngintip|mengintip|direkam|ngerekam|merekam)"
SEXUAL_VIOLENCE = any_of(
    rf"(?:kena|dapa|been|got|was) {_G1}MOLEST_[AP]|sexually (?:\S+)",
    rf"{_OWN} {_G3}(?:mengalami|ngalamin|alami) {_G1}(?:RAPE_A|MOLEST_A)|(?:RAPE_A|MOLEST_A|"
    rf"VIOLENCE seksual) {_G2}"
    rf"(?:menimpa|terhadap) {_G1}(?:I|KIN I)|(?:RAPE_A|VIOLENCE seksual) (?:KIN|FAMILY) (?:I|"
    rf"HOUSE|NOW)|"
    rf"I KISS (?:BOSS|STRANGER)|(?:ditelanjangi|menelanjangi) {_G1}(?:{_OWN}|{_OTHER}|NOW)|"
    rf"{_OWN} {_G1}ditelanjangi",
    rf"{_PERSON} {_G4}RAPE_P|RAPE_P {_G3}(?:{_PERSON}|NOW)|^RAPE_P",
    rf"{_OTHER} {_G4}(?:RAPE_A|MOLEST_A) {_G2}{_OWN}|BOSS {_G6}MOLEST_A(?: [|,]|$)",
    r"(?:kena|dapa) RAPE_A|dapa FORCE|RAPE_A I|MOLEST_A I(?: \||$| NOW| FAMILY| BOSS)|"
    r"BOSS RAPE_A",
    rf"(?:{_OWN}|jadi|korbannya) {_G4}(?:korban|penyintas) {_G2}(?:RAPE_[AP]|MOLEST_A|"
    rf"VIOLENCE seksual)",
    rf"korban (?:RAPE_A|MOLEST_A) {_G6}(?:I|BOSS|FAMILY|NOW)|(?:RAPE_A|"
    rf"MOLEST_A) {_G4}(?:I korbannya|korbannya I)",
    r"(?:mengalami|alami|ngalami|kena|dapat|dapet|dapa) (?:MOLEST_A|VIOLENCE seksual)",
    rf"{_OWN} {_G3}MOLEST_P {_G2}(?:{_OTHER}|petugas|secara seksual|NOW|di|oleh|sama)",
    rf"^MOLEST_P|MOLEST_P {_G3}(?:NOW|BOSS|FAMILY|STRANGER|KIN)",
    rf"{_OWN} MOLEST_P (?!secara|surat|aturan|undangan|keputusan|karena|oleh)[^ |,]+|"
    rf"{_OWN} MOLEST_P(?: [|,]| pas| waktu| saat|$)",
    rf"MOLEST_A {_G1}(?:I )?BODY|(?:{_OTHER}|petugas) {_G3}MOLEST_A {_G2}(?:I|KIN|FAMILY)",
    rf"(?<!I )TOUCH {_G2}BODY|TOUCH I {_G1}(?:BODY|WRIST)|WRIST {_G2}CLOTHES I",
    rf"TOUCH TOUCH {_G2}(?:{_PERSON}|NOW)|(?:BOSS|FAMILY|STRANGER) {_G1}TOUCH I",
    rf"KISS {_G3}(?:FORCE|NOT izin)|FORCE KISS|BOSS {_G1}KISS I",
    rf"FORCE {_G3}(?:I )?(?:SEX|SLEEP|psk|open bo|jual SELF)"
    rf"(?! (?:di (?:kantor|lantai|mess|mes|HOUSE|luar)|publik|warga|masyarakat|pelanggan|dinas|"
    rf"STRANGER|siang|dengan pihak))",
    rf"FORCE {_G2}(?:buka|membuka|lepas|melepas|copot) {_G1}CLOTHES(?! (?:rompi|batik|jas|"
    rf"seragam|luar|dinas))|"
    rf"CLOTHES {_G1}(?:I )?(?:dibuka|dipelorot\S*|dilepas) {_G2}(?:BOSS|FAMILY|KIN|STRANGER|"
    rf"oleh|sama|FORCE)|"
    rf"(?:kehormatan|kesucian|keperawanan|mahkota) {_G2}(?:direnggut|dinodai|dirampas|RAPE_P|"
    rf"diambil)|"
    rf"RAPE_A (?:KIN|FAMILY) I|FORCE {_G2}pap (?:tt|SEX|BODY)|FORCE {_G1}KISS|"
    rf"KISS {_G1}(?:sama )?BOSS FORCE",
    rf"hamil {_G3}(?:FORCE|RAPE_[AP])|(?:onani|masturbasi) {_G3}I|masukin {_G1}(?:jari\S*|WRIST)",
    rf"(?:nunjuk\S*|menunjuk\S*|memperlihat\S*|pamer\S*) {_G2}BODY|jatah BODY",
    rf"{_SPREAD} {_G3}{_NAKED}|{_NAKED} {_G3}{_SPREAD}|(?:SAY|FORCE) {_G1}(?:foto|video|"
    rf"pap) {_NAKED}|"
    rf"dihamili {_G2}(?:BOSS|FAMILY|STRANGER)|WRIST {_G3}(?:masuk|dalam) {_G1}CLOTHES|"
    rf"percobaan RAPE_A {_G4}(?:NOW|I|HOUSE)|"
    rf"{_OTHER} {_G2}yang RAPE_A(?: [|,]|$)|{_FILM} {_G3}(?:mandi|toilet)|"
    rf"(?:mandi|toilet) {_G4}{_FILM}",
    rf"(?:diperas|memeras) {_G3}SEX|exposed SELF|FORCE SELF on I",
    rf"(?:dijual|dijebak) {_G3}(?:psk|pelacur|mucikari|germo|michat|lc|FAMILY|STRANGER)|"
    rf"{_PERSON} MOLEST_A {_G1}(?:KIN|BODY|girls|women|woman)|RAPE_P {_G1}(?:pengasuh|BOSS|"
    rf"STRANGER)",
)
PLAIN = {
    "suicide": SUICIDE,
    "sexual_violence": SEXUAL_VIOLENCE,
    "violence_home": VIOLENCE_HOME,
    "threat": THREAT,
}  # the first that fits
