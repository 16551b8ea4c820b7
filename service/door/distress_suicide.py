"""What the codes of a message say plainly of suicide and self-harm, of whoever it is.

``service.door.distress_rules`` puts it beside what is said of others' deeds.
"""

from service.door.distress_matching import AFTER, G1, G2, G3, G4, OTHER, PERSON, SOON, any_of

_KILL_SELF = (
    r"(?:KILL_SELF|KILL_A SELF|KILL_P SELF|HANG SELF|HURT SELF|HIT_A SELF|BURN_A SELF|CUT SELF|"
    r"HURT (?:HEAD|BODY) SELF|self harm|END (?:\S+ )?(?:LIFE|SOUL|semuanya SELF)|"
    r"ngulah pati|END it all|my LIFE END|sewer slide|munu SELF|commit KILL_SELF|JUMP SELF NOW|"
    r"(?:KILL_A|END) (?:LIFE|SOUL) (?:I|SELF)|KILL_A SELF|KILL_A dr(?= (?:JUST|SO|I|NOW)|$)|"
    r"SLIT (?:HEAD |BODY |WRIST )?(?:I )?SELF)"
)
_WORLD = r"(?:(?:HEAD )?(?:dunia|donya|dunyo|dunya|bumi|world|earth|lino)|kehidupan|LIFE)"
_FROM = r"(?:dari|dr|dri|drpd|saka|seko|soko|ti|tina|from)"
_GONE = r"(?:NOT ada(?: NOW| lagi| di dunia| di bumi)*(?= [|,]|$)|tiada|DIE|NOT di dunia|gone)"
_RELIEVED = (
    r"(?:BETTER|lega|bahagia|seneng|senang|tenang|ayem|happy|happier|enak|relieved|bebas|damai)"
)
_WITHOUT = (
    r"(?:NOT I|without I|tanpa I|(?:klo|kalau|kalo|kl|jika|bila|nek|lamun|if|pas|waktu|"
    r"setelah|sesudah|andai) I (?:sudah |udah |udh |dah )*(?:NOT ada|DIE|tiada|LEAVE|gone))"
    r"(?= (?:di dunia|[|,]|NOW|JUST|SO|FOREVER)|$)"
)
_EASY = r"(?:NOT|tanpa|susah|miskin|mewah|di|sama|dengan|jauh|sehat|kalau)"
SUICIDE = any_of(
    rf"(?:baca|bacanya|membaca|terima|nerima|read|reading) {G1}(?:ini|pesan ini|surat ini|this) "
    rf"(?:, )?(?:mungkin |berarti )?{PERSON} {G2}(?:tiada|DIE(?: [|,]|$)|gone|"
    rf"NOT ada(?: NOW| di dunia)*(?: [|,]|$))",
    rf"(?<!kalau )(?<!kalo )NOW (?:jg |juga |pagi |SO |lusa )*I (?:jg |juga )?(?:sudah|udah|udh|"
    rf"dah|pasti|FUTURE) (?:{_GONE})(?= (?:NOW|JUST|,|[|])|$)",
    rf"{_RELIEVED} {G3}{_WITHOUT}|{_WITHOUT} {G3}(?:semua|everyone|STRANGER|FAMILY|KIN) "
    rf"{G2}{_RELIEVED}",
    rf"(?:nobody|noone|no one) {G1}(?:FUTURE|would|even)? ?(?:miss|care|cares|notice|notices)"
    rf"(?: (?:I|if I|when I) ?(?:DIE|gone|LEAVE)?)(?= [|,]|$)|"
    rf"NOT {G1}(?:ada )?{G1}(?:peduli|nyari\w*|kangen|sedih|nangis|kehilangan) {G2}I (?:DIE|"
    rf"NOT ada|tiada)",
    rf"WANT {G1}LEAVE (?:JUST |SO |FOREVER )*{_FROM} {_WORLD}|"
    rf"I (?:berdiri|standing|sitting|duduk) (?:NOW )?(?:di |on )?(?:the |a )?(?:atas |tepi |"
    rf"pinggir |bibir |ujung |edge of |ledge of |roof of |ledge )+(?:the |a )?HIGH|"
    rf"standing on (?:the |a )?(?:HIGH|ledge|edge|roof)|"
    rf"(?:tinggal )?selangkah {G1}{_FROM} {G1}HIGH",
    rf"(?:selamat tinggal|goodbye|bye) (?:dunia|world|cruel|LIFE)|BETTER {G2}tiada",
    r"NOT FUTURE (?:denger|dengar|liat|lihat|ketemu|hear|see) (?:kabar |HEAD |suara |from )?I "
    r"(?:NOW|FOREVER|again|anymore)",
    rf"{SOON} (?:menyusul\w*|nyusul\w*|susul) {G2}(?:FAMILY|KIN) {G3}(?:LEAVE|ninggal|meninggal|"
    rf"DIE|almarhum\w*|surga|alam)",
    r"WANT END (?:semua|segala)(?:nya)?(?: ini| itu)?(?: [|]| JUST| SO| NOW|$)",
    rf"DRINK {G3}(?:puluhan|belasan|segenggam|bottle|botol) {G1}(?:obat|pil|pills|tablet|kapsul)|"
    rf"(?:DRINK|took|take|taken) {G3}bottle {G1}(?:of )?pills",
    rf"(?:WRIST|BODY) {G3}SLIT|SLIT (?:HEAD|WRIST|BODY)|I SLIT (?:HEAD|WRIST|BODY)",
    rf"(?:SAY|THREATEN_A) {G1}{SOON} JUMP{AFTER}|{OTHER} {G1}SAY {G2}JUMP{AFTER}|"
    rf"{SOON} {G1}JUMP {G2}(?:HIGH|SELF)",
    rf"(?:udah|sudah|udh|habis|abis|baru|barusan|NOW|nekat) {G1}DRINK {G1}POISON|"
    rf"(?:buat|untuk|ngapain) (?:apa )?(?:I )?(?:masih |terus |NOW )?LIFE(?= [|,]| NOW| lagi|$)|"
    rf"DIE (?:adalah |itu |jadi |memang )*(?:satu\S* )*(?:jalan|solusi\S*|pilihan)",
    rf"{SOON} {G1}DRINK {G1}(?:semua|seluruh|banyak) {G1}(?:pil|obat|tablet|kapsul)|"
    rf"{SOON} JUMP {G2}(?:atok|ateh|payung|tower|duhur|luhur|dhuwur|nduwur)|"
    rf"WANT (?:rebahan|tidur|SLEEP|baring\S*) {G2}(?:RAIL|HIGH|jalan tol)|"
    rf"RAIL {G3}WANT (?:rebahan|SLEEP|baring\S*)|I NOT ada {G2}FAMILY {G2}(?:biasa|gapapa|NOT)",
    rf"DIE JUST SO (?:I|JUST)|BRING tali {G4}NOT LEAVE",
    rf"TIRED (?:of |jadi )(?:LIFE|manusia|being alive)|NOT WANT to be (?:here|alive)|"
    rf"WANT {G1}(?:log ?out|logout|uninstall|quit|keluar) {G2}(?:LIFE|dunia|bumi)|"
    rf"NOT WANT {G1}LIFE(?: (?:NOW|[|,])|$)",
    rf"(?:hampir|nyaris|percobaan|THREATEN_A) {G2}(?:{_KILL_SELF}|JUMP {G1}HIGH|"
    rf"DRINK {G1}POISON|END semuanya)",
    rf"(?:{PERSON}|{SOON}) {G4}DRINK obat {G1}(?:satu|sebotol|botol|strip|banyak|semua|"
    rf"sebanyak)",
    rf"(?:{SOON}|THREATEN_A|hampir|nyaris) {G2}(?:menyusul\w*|nyusul|"
    rf"susul) {G1}(?:almarhum\w*|swargi)|"
    rf"{SOON} END (?:semuanya|segalanya) (?:NOW|I|karena|JUST)",
    rf"(?:semoga|doain|mudah) {G2}(?:cepat |cepet )?DIE{AFTER}|(?:nyesel|"
    rf"menyesal) {G2}(?:di)?lahir\w*",
    rf"HANG HEAD|tali {G2}(?:di |ke )HEAD|WEAPON {G2}(?:ke |di )?(?:HEAD |WRIST )?SELF|"
    rf"self injury",
    rf"(?:menaiki|memanjat|manjat|naik pagar) {G2}(?:HIGH|tiang)(?: (?:dan|mau|lalu|SAY|WANT|"
    rf"NOW|[|,])|$)",
    rf"BETTER {G1}DIE(?! (?:lampu|listrik|mesin|hp)\w*)|HIT_A HEAD karena|siap\S* {G1}(?:CUT|"
    rf"POISON)",
    rf"I NOW di atas HIGH(?: NOW|$)|tinggal DRINK|SLEEP {G1}RAIL|NOT I LIFE|"
    rf"I NOT LIFE(?: (?:NOW|lai|le)|$)",
    rf"(?:{SOON}|BETTER|BRING|SAY|THREATEN_[AP]|sudah|udah|udh|lagi|pernah|siap|untuk|pikiran|"
    rf"upaya|"
    rf"percobaan|rencana|ada|hampir|nyaris|gagal|kembali|"
    rf"buat|dosa|sakit) {G4}{_KILL_SELF}",
    rf"{PERSON} {G4}{_KILL_SELF}",
    rf"{_KILL_SELF} {G2}(?:I|JUST|SO|NOW|TIRED|KIN|FAMILY)",
    rf"KILL_SELF thoughts {G2}(?:I|balik|NOW)|(?:hampir|nyaris) {G1}(?:JUST )?(?:JUMP|"
    rf"HANG)(?: SELF)?{AFTER}",
    rf"(?:LEAVE alone|biarkan|biarin|let|pantas|pantes|deserve|layak|REASON|mohon|bikin|"
    rf"kapan) {G1}DIE{AFTER}",
    rf"I (?:pantas|pantes|layak|rela|siap|ikhlas|WANT) {G1}DIE{AFTER}|matikan (?:JUST )?I|"
    rf"{SOON} (?:JUST )?JUMP (?:SELF )?JUST{AFTER}|"
    rf"WANT LEAVE (?:JUST )?dari (?:dunia|bumi)(?: ini)?{AFTER}",
    rf"^{_KILL_SELF}(?: \S+)?$",
    rf"WANT {G1}(?:to )?DIE{AFTER}|BETTER {G3}DIE{AFTER}|FUTURE ka DIE|WANT DIE {G1}I",
    rf"(?:mikir|pikiran|isinya|terbayang|bayangin|doakan) {G3}DIE{AFTER}",
    r"DIE JUST (?:JUST )?(?:I|STRANGER|(?:FAMILY|KIN))(?! bot)|I DIE JUST(?! lampu)",
    r"^(?:TIRED |NOT ABLE )?DIE JUST(?: JUST)?(?: [|,]|$)|DIE JUST (?:capek|TIRED|NOT)",
    rf"(?:jalan|selain|cepat|cepet|cpt|segera|nyuruh) {G3}DIE{AFTER}|(?:harus|"
    rf"LEAVE) DIE{AFTER}",
    rf"jalan {G4}DIE(?: [|,]|$)|DIE SO BETTER",
    r"(?:kapan|kpn|kenapa|knp|cara) (?:ya )?(?:I )?(?:masih LIFE(?! di)|NOT DIE|DIE)",
    rf"(?:nyesel|menyesal) {G3}(?:LIFE|bernapas|dilahirkan)",
    rf"(?:andai|coba|WANT|kenapa|BETTER) {G3}NOT {G1}(?:lahir|dilahirkan|terlahir|exist)",
    rf"NOT (?:WANT|ABLE|LIFE)(?: (?:NOW|lagi|buat|untuk|menjalani|to|go|on|lanjut|le|be|agek|lai|"
    rf"melanjutkan|buin|I|melihat|JUST|SO))* LIFE(?! {_EASY})",
    rf"NOT {G2}(?:WANT untuk|WANT buat|pantas|layak|semangat) {G2}LIFE(?! {_EASY})",
    rf"TIRED (?:I )?(?:SO )?(?:menjalani |sama |dengan |jalani |NOT )?LIFE(?! {_EASY})",
    rf"NOT {G1}(?:lagi |NOW |nemu )?REASON (?:lagi |NOW )?(?:I |untuk |buat |to |bertahan )*LIFE"
    rf"(?! {_EASY})",
    rf"LIFE (?:I )?{G2}NOT (?:ada |ado |aya |berarti |adami )?REASON(?! NOT)",
    rf"REASON {G2}LIFE {G1}(?:habis|hilang)|(?:menyerah|nyerah) {G1}LIFE",
    rf"(?:siap\S*|nyiap\S*|beli|kubeli|BRING) {G2}tali(?! (?:untuk|buat|rafia|tambang|sepatu))",
    rf"tali\S* (?:sudah|udah|udh|sm kursi|sama kursi) {G2}(?:siap\S*|ada|kubeli|CONFINE_A|"
    rf"terpasang|terikat)",
    rf"(?:solusi\S*|cuma|hanya|let) {G1}DIE{AFTER}|WANT (?:meninggal|wafat) JUST|done with LIFE",
    rf"(?:CUT|SLIT) {G1}WRIST|{PERSON} {G2}SLIT {G1}(?:NOW|SELF|HEAD|[|,]|$)|"
    rf"{SOON} {G1}SLIT|"
    rf"HURT {G1}SELF {G1}NOW|I {G1}HURT SELF|KILL_A (?:HEAD )?SELF|HIT_A HEAD SELF",
    rf"{PERSON} {G2}DRINK {G2}POISON|DRINK {G1}obat (?:nyamuk|serangga|tikus|banyak)|"
    rf"{PERSON} {G3}(?:overdosis|overdose|od)(?![^ ])|DRINK obat {G2}(?:banyak|semua|sengaja)|"
    rf"DRINK {G1}POISON {G1}(?:JUST|NOW)",
    rf"(?:WANT|JUST) {G1}JUMP {G2}HIGH|{PERSON} {G4}(?:WANT|THREATEN_A) (?:to |FUTURE )?JUMP|"
    rf"(?:HIGH|atas) {G4}WANT (?:to )?JUMP",
    rf"(?:I|KIN|FAMILY|STRANGER) {G3}(?:pinggir|tepi|ujung) {G1}(?:HIGH|RAIL)(?! (?:desa|ada))|"
    rf"WANT {G1}(?:ketabrak|ditabrak (?:JUST|kereta|HIGH|truk|mobil JUST))",
    rf"WANT {G2}(?:LEAVE|SLEEP) (?:JUST |untuk |dari dunia (?:ini )?)*(?:FOREVER|"
    rf"panjang)(?! (?:dari (?!dunia)|setelah))|"
    rf"BETTER {G2}LEAVE {G1}FOREVER",
    rf"BETTER {G2}NOT (?:usah |pernah |perlu )?ada",
    rf"WANT {G1}(?:menyusul\w*|nyusul|susul|ikut) {G2}(?:almarhum\w*|swargi|surga|alam)",
    r"dunia (?:ini )?(?:BETTER )?(?:baik )?NOT I|(?:ambil|END|cabut) {0,1}(?:JUST )?SOUL I",
    rf"NOT WANT {G1}(?:bangun|bernapas) NOW|(?:berharap|WANT|semoga|"
    rf"SLEEP) {G3}NOT {G2}bangun (?:NOW|bangun)|"
    rf"(?:biar|supaya) NOT bangun NOW",
    rf"(?:obat|pil) {G3}(?:sekaligus|semua) {G3}(?:biar|supaya) NOT bangun",
    rf"(?:{SOON}|sengaja) (?:od|overdosis)|(?:od|overdosis) (?:JUST|sengaja)|WANT HANG(?: NOW|"
    rf" I|,|"
    rf"$)",
    rf"WANT END (?:semuanya|segalanya)(?: [|,]|$)|END penderitaan {G3}(?:SELF|I|LIFE|NOW)|"
    rf"NOT END JUST",
)
