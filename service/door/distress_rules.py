"""What the codes of a message say plainly: who does what to whom, in order.

``service.door.distress`` asks here with the codes of ``service.door.distress_spelling``, joined by
spaces. Idioms ("mati lampu", "gol bunuh diri") are taken out first. What is told in other words is
left to the classifier: add a way of telling to ``content/distress.yml``.
"""

import re


def _gap(most: int) -> str:
    """Match up to so many words of one sentence."""
    return rf"(?:(?:, )?[^ |,]+ ){{0,{most}}}?(?:, )?"


def _any(*alternatives: str) -> re.Pattern[str]:
    said = "|".join(alternatives).replace("NOW", "(?:NOW|HELP)")
    return re.compile(rf"(?<![^ ])(?:{said})(?![^ ])")


_G1, _G2, _G3, _G4, _G6 = (_gap(most) for most in (1, 2, 3, 4, 6))
_CLOSE = r"(?:FAMILY|KIN)"
_OWN = r"(?:I|FAMILY|KIN)"
_PERSON = r"(?:I|FAMILY|KIN|BOSS|STRANGER)"
_OTHER = r"(?:STRANGER|BOSS|FAMILY|KIN)"
_SOON = r"(?:WANT|FUTURE)"
_AFTER = (  # "WANT DIE JUST", not "WANT DIE lampu"
    r"(?: (?:JUST|SO|mami|do|NOW|NOT|I|karena|kak|pak|bu|min|gara|tapi|daripada|biar|malam|TIRED|"
    r"[|,])|$)"
)
_KILL_SELF = (
    r"(?:KILL_SELF|KILL_A SELF|KILL_P SELF|HANG SELF|HURT SELF|HIT_A SELF|BURN_A SELF|CUT SELF|"
    r"HURT (?:HEAD|BODY) SELF|self harm|END (?:\S+ )?(?:LIFE|SOUL|semuanya SELF)|"
    r"BURN_A SELF|ngulah pati|END it all|my LIFE END|RAPE_P SELF_HARM)"
)
_EASY = r"(?:NOT|tanpa|susah|miskin|mewah|di|sama|dengan|jauh|sehat|kalau)"
_HARM_P = r"(?:KILL_P|BURN_P|HIT_P|CONFINE_P)"
_HARM_A = r"(?:KILL_A|BURN_A|HIT_A|CONFINE_A)"

SUICIDE = _any(
    rf"(?:{_SOON}|BETTER|BRING|SAY|THREATEN_[AP]|sudah|udah|udh|lagi|pernah|siap|untuk|pikiran|"
    rf"buat|dosa|sakit) {_G4}{_KILL_SELF}",
    rf"{_PERSON} {_G4}{_KILL_SELF}",
    rf"{_KILL_SELF} {_G2}(?:I|JUST|SO|NOW|TIRED)",
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
    rf"tali\S* (?:sudah|udah|udh|sm kursi|sama kursi) {_G2}(?:siap\S*|ada|kubeli)",
    rf"(?:solusi\S*|cuma|hanya|let) {_G1}DIE{_AFTER}|WANT (?:meninggal|wafat) JUST|done with LIFE",
    rf"CUT {_G1}WRIST|KILL_A (?:HEAD )?SELF|HIT_A HEAD SELF",
    rf"{_PERSON} {_G2}DRINK {_G1}POISON|DRINK {_G1}POISON {_G1}(?:JUST|NOW)",
    rf"(?:WANT|JUST) {_G1}JUMP {_G2}HIGH|{_PERSON} {_G4}(?:WANT|THREATEN_A) (?:to |FUTURE )?JUMP|"
    rf"(?:HIGH|atas) {_G4}WANT (?:to )?JUMP",
    rf"(?:I|KIN|FAMILY|STRANGER) {_G3}(?:pinggir|tepi|ujung) {_G1}HIGH(?! (?:desa|ada))|"
    rf"WANT {_G1}(?:ketabrak|ditabrak|nabrakin|menabrakkan)",
    rf"WANT {_G2}(?:LEAVE|SLEEP) (?:JUST |untuk |dari dunia (?:ini )?)*(?:FOREVER|"
    rf"panjang)(?! (?:dari (?!dunia)|setelah))|"
    rf"BETTER {_G2}LEAVE {_G1}FOREVER",
    rf"BETTER {_G2}NOT (?:usah |pernah |perlu )?ada",
    rf"WANT {_G1}(?:menyusul\w*|nyusul|susul|ikut) {_G2}(?:almarhum\w*|swargi|surga|alam)",
    r"dunia (?:ini )?(?:BETTER )?(?:baik )?NOT I|(?:ambil|END|cabut) {0,1}(?:JUST )?SOUL I",
    rf"NOT WANT {_G1}(?:bangun|bernapas) NOW|(?:biar|supaya) NOT bangun NOW",
    rf"(?:obat|pil) {_G3}(?:sekaligus|semua) {_G3}(?:biar|supaya) NOT bangun",
    rf"(?:{_SOON}|sengaja) (?:od|overdosis)|(?:od|overdosis) (?:JUST|sengaja)|WANT HANG(?: NOW|,|"
    rf"$)",
    rf"WANT END (?:semuanya|segalanya)(?: [|,]|$)|END penderitaan {_G3}(?:SELF|I|LIFE|NOW)|"
    rf"NOT END JUST",
)
_BREAK = (
    r"(?:dipatah\S*|dibom|dipotong|patah\S*|mematahkan|disiram|"
    r"potong(?! (?:gaji|honor\S*|tunjangan|dana|blt|anggaran|insentif|tukin)))"
)
THREAT = _any(
    rf"{_PERSON} {_G4}THREATEN_[AP] {_G4}(?:{_SOON} )?(?:{_HARM_P}|KILL_A|BURN_A|HIT_A|{_BREAK})",
    rf"THREATEN_P {_G3}(?:{_SOON} )?(?:{_HARM_P}|KILL_A|BURN_A|BURN_P|{_BREAK})",
    rf"THREATEN_P {_G2}(?:{_SOON} )?DIE",
    rf"{_OTHER} {_G4}{_SOON} {_G2}(?:KILL_A|BURN_A|HIT_A) (?:HEAD |SELF )?{_OWN}",
    rf"{_OTHER} {_G4}{_SOON} (?:KILL_A|BURN_A) (?:NOW|HEAD|$)|^FUTURE KILL_A I",
    rf"{_OWN} {_G4}{_SOON} {_G1}(?:KILL_P|BURN_P)",
    rf"{_SOON} {_G1}(?:KILL_A|BURN_A) (?:HEAD )?I",
    rf"{_SOON} {_G1}KILL_P (?:I|STRANGER|NOW|BOSS|$)|^{_SOON} KILL_P",
    rf"(?<!I )KILL_A I (?:NOW|STRANGER|FAMILY|\||$)|{_OWN} KILL_P (?:STRANGER|NOW|oleh|sama)",
    rf"HELP {_G1}KILL_P|NOW KILL_P|KILL_P (?:SAY|KIN I)",
    rf"SOUL {_G4}(?:THREATEN_P|terancam|bahaya)|terancam KILL_P",
    rf"{_OWN} {_G3}(?:HIT_P|CONFINE_P|KILL_P|SIEGE_P)|STRANGER {_G1}CONFINE_P",
    rf"(?:HIT_P|CONFINE_P|KILL_P) {_G2}(?:STRANGER|ormas|satpam|BOSS|rame2)",
    rf"^(?:HIT_P|CONFINE_P) {_G2}(?:NOW|HEAD)|(?:kanai|kena|dapa) {_G1}HIT_A",
    rf"HEAD {_G2}(?:{_SOON} )?(?:HIT_P|KILL_P|THREATEN_P)|babak belur",
    rf"STRANGER {_G2}(?:HIT_A|CONFINE_A) (?:{_OWN}|HEAD)",
    rf"STRANGER {_G6}(?:BRING {_G2}|JUST )WEAPON|THREATEN_A STRANGER JUST WEAPON|"
    rf"WEAPON {_G4}(?:depan|dekat) {_G1}HOUSE",
    rf"(?:THREATEN_P|KILL_P|HIT_P|BRING) {_G2}WEAPON {_G3}(?:STRANGER|NOW|I|HEAD)",
    rf"HIT_P (?:waktu|saat|sampai|sampe)|{_OWN} {_G3}THREATEN_P STRANGER NOT dikenal|"
    rf"THREATEN_P dan THREATEN_P",
    rf"{_OWN} {_G4}THREATEN_P {_G3}(?:WEAPON|STRANGER (?:BRING|JUST))",
    rf"(?:dikirim\S*|SAY|menerima|paket) {_G3}(?:WEAPON|bangkai|kafan) {_G3}(?:I|HOUSE|$)",
    rf"HOUSE {_G3}(?:{_SOON} )?(?:BURN_P|SIEGE_P)|SIEGE_[AP] (?:batu|watu) HOUSE|"
    rf"STRANGER SIEGE_A (?:batu|watu)",
    rf"(?:STRANGER|{_SOON}) {_G2}(?:BURN_A|SIEGE_A) {_G1}HOUSE|ada WEAPON di",
    rf"THREATEN_P (?:STRANGER|motor|mobil|NOW) {_G3}(?:BRING|HELP|sejak|NOW)",
    rf"(?:disiram|menyiram) {_G1}(?:bensin|air (?:keras|panas)|minyak)",
    rf"{_OWN} {_G2}dapa (?:HIT_A|KILL_A|HIT_P)|(?:LEAVE|tinggal) (?:tinggal )?nama",
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
VIOLENCE_HOME = _any(
    rf"FAMILY {_G4}(?:HIT_A|CONFINE_A|KILL_A) {_G2}{_HITS_NOW}",
    rf"FAMILY {_G3}HIT_A(?: [|,]|$)|FAMILY {_G4}(?:suka|sering|seneng|remen|sok|ja|"
    rf"demen) {_G1}HIT_A",
    rf"FAMILY {_G4}(?:THREATEN_A|{_SOON}) {_G2}(?:KILL_A|BURN_A|HIT_A) {_G1}(?:{_OWN}|HEAD)",
    rf"FAMILY {_G4}HIT_P {_G2}(?:KIN|FAMILY)",
    rf"FAMILY {_G1}ngamuk {_G4}(?:berdarah|BRING|NOW|HIT_A|WEAPON)",
    rf"FAMILY {_G1}SIEGE_A {_G1}{_OWN}|HIT_A I {_G2}FAMILY",
    rf"(?:HIT_P|CONFINE_P|KILL_P) {_G2}(?:sama |oleh |ku |karo |jo |ajak |le |bi )?FAMILY",
    rf"(?:BOSS|KIN|tiri) {_G2}HIT_A (?:{_OWN}|HEAD|WRIST)",
    rf"(?:FAMILY|BOSS) {_G2}(?:main|ringan) WRIST",
    rf"(?:FAMILY|BOSS) {_G4}(?:disiram|menyiram|nyiram|siram) {_G1}I",
    rf"FAMILY {_G4}(?:BRING|THREATEN_A) {_G2}WEAPON",
    rf"{_OWN} {_G3}(?:KDRT|VIOLENCE dalam HOUSE)",
    rf"(?:korban|kena|lagi di|mengalami|alami|ngalami\S*|NOW) {_G1}KDRT",
    rf"KDRT {_G2}(?:FAMILY|NOW|NOT)|^KDRT(?: \S+)?$|KDRT I",
    rf"FAMILY {_G3}VIOLENCE {_G3}{_OWN}",
    rf"(?:mengalami|korban) VIOLENCE (?:fisik )?{_G2}FAMILY",
    rf"I {_G2}(?:HIT_P|abused) {_G3}HOUSE|HOUSE {_G3}(?:I )?{_G1}HIT_P",
    r"HIT_A (?:I|FAMILY|KIN)(?: (?:NOW|mulu|[|,])|$)",
)
_SPREAD = r"(?:sebar\S*|nyebar\S*|menyebar\S*|disebar\S*)"
_FILM = r"(?:diintip|ngintip|mengintip|direkam|ngerekam|merekam)"
SEXUAL_VIOLENCE = _any(
    rf"{_PERSON} {_G4}RAPE_P|RAPE_P {_G3}(?:{_PERSON}|NOW)|^RAPE_P",
    rf"{_OTHER} {_G4}(?:RAPE_A|MOLEST_A) {_G2}{_OWN}|BOSS {_G6}MOLEST_A(?: [|,]|$)",
    r"(?:kena|dapa) RAPE_A|dapa FORCE|RAPE_A I|MOLEST_A I(?: \||$| NOW| FAMILY| BOSS)|"
    r"BOSS RAPE_A",
    rf"(?:{_OWN}|jadi|korbannya) {_G4}korban {_G2}(?:RAPE_[AP]|MOLEST_A|VIOLENCE seksual)",
    rf"korban (?:RAPE_A|MOLEST_A) {_G6}(?:I|BOSS|FAMILY|NOW)|(?:RAPE_A|"
    rf"MOLEST_A) {_G4}(?:I korbannya|korbannya I)",
    r"(?:mengalami|alami|ngalami|kena|dapat|dapet|dapa) (?:MOLEST_A|VIOLENCE seksual)",
    rf"{_OWN} {_G3}MOLEST_P {_G2}(?:{_OTHER}|petugas|secara seksual|NOW|di|oleh|sama)",
    rf"^MOLEST_P|MOLEST_P {_G3}(?:NOW|BOSS|FAMILY|STRANGER|KIN)",
    rf"{_OWN} MOLEST_P (?!secara|surat|aturan|undangan|keputusan|karena|oleh)[^ |,]+|"
    rf"{_OWN} MOLEST_P(?: [|,]| pas| waktu| saat|$)",
    rf"MOLEST_A {_G1}(?:I )?BODY|(?:{_OTHER}|petugas) {_G3}MOLEST_A {_G2}(?:I|KIN|FAMILY)",
    rf"(?<!I )TOUCH {_G2}BODY|TOUCH I {_G1}(?:BODY|WRIST)|WRIST {_G2}baju I",
    rf"TOUCH TOUCH {_G2}(?:{_PERSON}|NOW)|(?:BOSS|FAMILY|STRANGER) {_G1}TOUCH I",
    rf"KISS {_G3}(?:FORCE|NOT izin)|FORCE KISS|BOSS {_G1}KISS I",
    rf"FORCE {_G3}(?:I )?(?:SEX|SLEEP|psk)"
    rf"(?! (?:publik|warga|masyarakat|pelanggan|dinas|STRANGER|siang|dengan pihak))",
    rf"hamil {_G3}(?:FORCE|RAPE_[AP])|(?:onani|masturbasi) {_G3}I|masukin {_G1}(?:jari\S*|WRIST)",
    rf"(?:nunjuk\S*|menunjuk\S*|memperlihat\S*|pamer\S*) {_G2}BODY|jatah BODY",
    rf"{_SPREAD} {_G3}SEX|SEX {_G3}{_SPREAD}|{_FILM} {_G3}(?:mandi|toilet)|"
    rf"(?:mandi|toilet) {_G4}{_FILM}",
    rf"(?:diperas|memeras) {_G3}SEX|exposed SELF|FORCE SELF on I",
    rf"(?:dijual|dijebak) {_G2}(?:psk|pelacur|FAMILY|STRANGER)",
)
PLAIN = {
    "suicide": SUICIDE,
    "sexual_violence": SEXUAL_VIOLENCE,
    "violence_home": VIOLENCE_HOME,
    "threat": THREAT,
}  # the first that fits

# The same words, and nobody is in danger: left out before rules look.
IDIOMS = re.compile(
    r"(?<![^ ])(?:"
    r"(?:(?:WANT|FUTURE|I) )?DIE (?:lampu|listrik|gaya|kutu|rasa|suri|kata|langkah|ide|ketawa|"
    r"kebosanan|SELF |total|mendadak|penasaran|konyol|muda|obor|hidup|LIFE|berdiri|lemas|bosan|"
    r"lapar|duluan|di level|kutuk|matian|lucu|gemas|tertawa)|(?:WANT )?DIE DIE(?:an)?|"
    r"(?:lampu|listrik|hp|laptop|komputer|server|aplikasi\S*|sinyal\S*|wifi|pajak|sim|stnk|motor|"
    r"mesin|ac|baterai|akun|tanaman|pohon|sapi|ayam|ikan|kucing|burung|ternak|kambing|"
    r"NKRI|nkri|jam|pulsa|nomor|"
    r"izin|angka|santunan|akta|kartu|mikrofon|mic|layar|monitor|genset|proses|phone|battery|kir) "
    r"(?:(?!tapi|dan|I WANT)[^ |,]+ ){0,2}?(?:WANT |FUTURE )?DIE|(?:suntik|disuntik) DIE|"
    r"batik WEAPON|(?:serasa|kayak|kaya|"
    r"seperti) (?:WANT )?DIE|"
    r"(?:jalan|sampai|ketawa|cinta|hukuman|hukum|dihukum|setengah|harga|titik|kota) (?:I )?DIE|"
    r"(?:harga|gol|misi|politik|bom|WEAPON|namanya|hutan|massal|tentang|tentang tingkat|angka|"
    r"kasus|tingkat|pencegahan|cegah|data|berita|pelaku|isu|"
    r"bek|kiper|tawar\w*|nawar|penawaran) (?:harga )?(?:KILL_SELF|KILL_[AP] SELF)|(?:KILL_SELF|"
    r"KILL_A SELF) (?:politik|"
    r"finansial|karier|massal|bisnis)|"
    r"(?:KILL_A|KILL_P|DIE) (?:proses|process|task|sesi|session|service\S*|rasa|karakter|"
    r"kreativitas|usaha|petani|kuman|bakteri|virus|nyamuk|kecoa|tikus|hama|gulma|rayap|deadline|"
    r"switch|background|time|pedagang|warung|umkm|imposter|musuh|duluan di|bos terakhir)|"
    r"KILL_A waktu|"
    r"(?:HIT_[AP]|KILL_[AP]|CONFINE_[AP]|THREATEN_[AP]|BURN_[AP]|SIEGE_[AP]) (?:admin|operator|"
    r"rata|mundur|"
    r"deadline|dedline|tugas|revisi|soal\S*|cicilan|tagihan|harga|kenyataan|fakta|target|"
    r"gebetan|macet|hujan|banjir|virus|iklan|sales|netizen|kritik|rindu|cemburu|api cemburu|rasa|"
    r"ke (?:inspektorat|BODY|rapat|loket)|"
    r"sinyal|pandemi|antrean|semangat\S*|telemarketing|kantuk|anjing|nyamuk|bola|gong|bedug|beduk|"
    r"genderang|kok|drum|kasur|paku|belakang|dari belakang|asap|damkar|nilai|suara|telak|pidana|"
    r"hukuman|sanksi|denda|penjara|pecat\S*|dipecat|dimutasi|mutasi|badai|pukulan|dosen|skripsi|"
    r"reviewer|vendor|ransomware|hacker|aplikasi|zoom|grup|sistem|dari (?:aplikasi|zoom|grup|"
    r"sistem)|"
    r"air|soal|isu|mangga|bayi|KIN lucu|stapler|jarum|pertanyaan|pekerjaan|kerjaan|lembur|cuaca|"
    r"jadwal|\d+ \d+)|"
    r"HIT_A (?:I )?dari (?:grup|zoom|aplikasi)|CONFINE_P di lift|"
    r"HIT_P BOSS(?: BOSS)?(?: ,)? revisi|"
    r"(?:kucing|anjing|ayam|sepatu|aplikasi|monyet|angsa) (?:ini |I )?HIT_A I|"
    r"(?:gong|bedug|beduk|kentongan|palu|genderang|kok|bola) HIT_P|"
    r"(?:laporan|akun|data|dokumen|hak|logika|desa|dana|anggaran|aplikasi|berkas|usulan|skripsi|"
    r"profesi|lambang|demokrasi|harga SELF|akal|hati|ide|dompet|kaki|mata|telinga|otak|perasaan|"
    r"program|website|server|kepercayaan|nasib) "
    r"(?:I |BOSS |sehat |ini |itu )?(?:NOW |SO )?(?:HIT_[AP]|KILL_[AP]|CONFINE_[AP]|SIEGE_[AP]|"
    r"BURN_[AP]|RAPE_[AP]|MOLEST_[AP])(?: I)?|MOLEST_P secara (?:intelektual|verbal)|"
    r"MOLEST_A MOLEST_A I mencari|"
    r"(?:FORCE |THREATEN_P (?:WANT |FUTURE )?)(?:dipecat|dimutasi|mutasi|dilaporkan|diviralkan|"
    r"NOT|diturunkan|denda|somasi|sebar data|dicoret)|"
    r"(?:ngantuk|lapar|laper|pegel|malu|haus|panas|gerah|penasaran|kangen|serasa) (?:WANT )?DIE|"
    r"FORCE (?:update|logout|KELUAR|ganti|beli|setor|tanda|ikut|buka rekening)|"
    r"NOT (?:WANT )?(?:HIT_P|KILL_P)|(?:HIT_[AP]) (?:I )?(?:at|by I rival)|"
    r"(?:narasumber|penyuluhan|sosialisasi|soal|tentang|(?:menampung|melayani|pendamping) korban|"
    r"penanganan|"
    r"pencegahan|program|pasal|satgas|uu|anti|kasus|materi|makalah|audit) "
    r"(?:KDRT|VIOLENCE dalam HOUSE|MOLEST_A|RAPE_A|VIOLENCE seksual)|"
    r"HANG (?:sepatu|baju|raket|gebetan|status)|HANG HIGH|lampu HANG|THREATEN_[AP] waktu|"
    r"(?:biaya|gaya|lingkungan|pola|kualitas|riwayat|makhluk|siklus|standar|pedoman|daftar) LIFE"
    r")(?![^ ])"
)
# Books, games, sports and the news: no rule holds such a message.
STORY = _any(
    r"film\S*|novel\S*|lagu\S*|lirik|judul\S*|berita\S*|artikel|sinopsis|puisi|cerpen|naskah|"
    r"drama|"
    r"drakor|sinetron|teater|tokoh\S*|komik|nonton|adegan|dongeng|podcast|lakon|anime|movie|kisah|"
    r"game|pubg|ml|valorant|mobile legend|werewolf|catur|level|karakter\S*|gol|bek|kiper|skor|"
    r"futsal|voli|tinju|petinju|ronde|porseni|musim|timnas|lawan|atlet|silat|karate|sparring|"
    r"wkwk\w*|haha\w*|hehe\w*|lol|becanda|bercanda|lucu|gemas|gemes|hoaks|viral|simulasi|latihan|"
    r"bot|artis|"
    r"peribahasa|semboyan|pahlawan|perang|raja|\d 0|netizen|pejabat itu"
)
# Rules, budgets and research: only what somebody says of themselves counts beside them.
MATTER = _any(
    r"pasal|sanksi\S*|hukuman\S*|dihukum|aturan\S*|undang\S*|uu|kuhp|pedoman|sop|anggaran\S*|"
    r"dianggarkan|santunan|pensiun\S*|seminar|webinar|materi|biaya\S*|visum|klaim|statistik|"
    r"pencegahan|angka|program\S*|pelatihan|sosialisasi|penyuluhan|belanja|pengadaan|definisi|"
    r"istilah\S*|satgas|dana|honor\S*|skripsi|tesis|makalah|meneliti|penelitian|kasus|kode|delik|"
    r"apa itu|artinya|kampanye\S*|stop|hak|demokrasi|politik|data|server\S*|sistem|aplikasi\S*|"
    r"menurut|tugas|asuransi|kegiatan|poster|lomba|law|penalty|budget|perlindungan|dasar|"
    r"restitusi|"
    r"kurikulum|konseling|kerja bakti|gotong|jual|kebun|rumput|[qk]urban|petani|pendamping\S*|"
    r"menangani|menampung|melayani korban|uptd|diatur|^cara (?:lapor|melapor\S*)|^(?:siapa|kapan|"
    r"berapa|dimana|apakah (?:ada|bpkp|asn|korban|pns|"
    r"pelapor))"
)
SUPPOSED = _any(
    r"(?:kalau|jika|bila|misalnya|apabila|seandainya) (?:pelapor|ada|seseorang|saksi|pegawai|"
    r"auditor|STRANGER|suami|FAMILY (?:HIT_A|DIE)|misalnya)"
)
OWN = re.compile(r"(?<![^ ])(?:I|HELP|SO)(?![^ ])")
