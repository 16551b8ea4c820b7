"""The words by which ``service.door.distress`` reads a message: lower-case words, single spaces.

Spelt as people type ("sy pgn bnuh dri"), and in the languages of the regions. They say what
happens to somebody: "saya dipukuli", never "pukul 8". What is told in other words is left to the
classifier, so add a way of spelling here and a way of telling to ``content/distress.yml``.
"""

import re


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


def _words(most: int) -> str:
    return rf"(?:\w+ ){{0,{most}}}?"


DETACHED = re.compile(r"\bd (?=[a-z]{3})")  # "d bunuh", "d pukul"
_I = (
    r"(?:saya|sy|sya|aku|ak|gue|gua|gw|aye|kami|kita|ane|kulo|abdi|ambo|awak|denai|sa|beta|ulun|"
    r"tiang|me|au|ahu)"
)
_KIN = (
    r"(?:anak|adik|adek|kakak|abang|ibu|bapak|bapa|ayah|papa|mama|mamak|suami|istri|teman|temen|"
    r"kawan|sahabat|pacar|tetangga|murid|siswa|keponakan|ponakan|sepupu|cucu|nenek|kakek|rekan|"
    r"saudara|tunangan|mantan|keluarga|sekeluarga|budak)\w*"
)
_SOMEBODY = rf"(?:{_I}|{_KIN}|dia|ia|kepala|muka|badan|perut|wajah|hidupku)"
_LATELY = r"(?:tadi|td|barusan|sekarang|skrg|semalam|kemarin|kmrn|tolong\w*|tlg|terus|lagi)"
_WANTS = (
    r"(?:mau|mo|mw|ingin|pengen|pengin|pingin|pgn|kepengen|hendak|akan|arep|hayang|hoyong|nio|"
    r"handak|dot|mauka|maulalu|naeng|coba|mencoba|nyoba|nekat|niat|berniat|kepikiran\w*|berpikir|"
    r"memikirkan|mikirin|terpikir|want to|lebih baik|mending|mendingan|luwih becik|siap|biar|"
    r"ancam|mengancam|ngancam|ngancem|rasanya|bilang|sebelum|buat)"
)
_NOT = (
    r"(?:tidak|tdk|tak|ga|gak|gk|nggak|ngga|engga|enggak|kagak|ndak|nda|ora|mboten|teu|kada|tra|"
    r"tara|seng|suba sing)"
)
_DEATH = r"(?:mati|modar|pejah|maot|paeh|die|mate)"
_AFTER_DEATH = (  # "mau mati saja", not "mau mati lampu"
    r"(?: (?:mi |ma )?(?:saja|aja|aj|ae|wae|se|jo|haja|gen|rasanya|malam|karena|lagi|sekarang|kak|"
    r"pak|bu|min|tolong|deh|dah|lah|ah|tapi|sajalah|ajalah|aje|daripada|do|mami)|$)"
)
_KILL = r"b[uo]?n[uo]?a?h"  # bunuh, bnuh, bnh, bunuah
_SUICIDE = (
    rf"(?:{_KILL} ?(?:diri\w*|dri|dir)|bundir|gantung diri|ngagantung maneh|nglalu|suicidal|"
    r"(?:meng|ng|mang)?akhiri(?:n)? (?:\w+ )?(?:hidup|nyawa)\w*|mengakhiri semua(?:nya)?|"
    r"kill myself|(?:menyakiti|nyakitin|nyakiti|melukai|ngelukain|lukai) diri)"
)
SUICIDE = _any(
    rf"{_WANTS} {_words(3)}{_SUICIDE}",
    rf"{_SOMEBODY} {_words(3)}{_SUICIDE}",
    rf"{_SUICIDE}(?: \w+){{0,2}} (?:{_I}|rasanya|bgt|banget)",
    rf"^{_SUICIDE}$",
    rf"{_WANTS} (?:{_I} )?(?:cepat |segera )?{_DEATH}{_AFTER_DEATH}",
    rf"(?:kepikiran\w*|mikirin|terbayang|bayangin|pikiran\w*|isinya) (?:\w+ )?{_DEATH}"
    rf"(?: {_DEATH}| terus| melulu|$)",
    rf"{_NOT} (?:mau|ingin|pengen|sanggup\w*|kuat|bisa|tahan) (?:lagi |buat |untuk |menjalani )*"
    rf"(?:hidup|idup|hiduik|hirup|urip|bertahan hidup)"
    rf"(?! (?:susah|miskin|mewah|tanpa|di kota|sama|jauh|sendiri))",
    r"(?:capek|cape|capekma|lelah|bosan|bosen) (?:hidup|hirup|idup|urip)(?: (?:ini|saya|aku)|$)",
    rf"{_NOT} (?:ada |ado |aya |ono )?(?:lagi )?(?:alasan|guna|artinya|arti|hartos)\w* (?:lagi )?"
    rf"(?:{_I} )?(?:untuk |buat )?(?:hidup|hirup|hiduik|urip|bertahan hidup)",
    rf"(?:hidup|hirup|urip)\w* {_words(2)}{_NOT} (?:ada )?(?:guna|arti)\w*",
    r"(?:menyerah|nyerah) (?:dengan|sama|pada) (?:hidup)",
    r"(?:sayat|nyayat|menyayat|nyilet|silet|iris|ngiris) (?:\w+ )?(?:tangan|lengan|nadi|"
    r"pergelangan)\w*",
    r"(?:minum|nenggak|menenggak|telan|menelan) (?:\w+ )?(?:racun|baygon|pestisida)",
    r"(?:mau|pengen|ingin|mo|arep) (?:lompat|loncat|terjun) (?:dari|ke) (?:\w+ )?(?:jembatan|"
    r"gedung|lantai|atap|sungai)",
    r"dunia (?:ini )?(?:lebih baik )?tanpa (?:saya|aku)",
)
_ON_LIFE = (
    rf"(?:(?:di|d|mem|me|nge|pem|na|da)?{_KILL}(?:i|an|nya)?|bunuonna|dibunu|(?:di|meng|ng|dih)?"
    r"h?abis(?:i|in)|dilenyapkan|(?:di|mem)?bacok\w*|(?:di|me)?t?embak|(?:di)?tikam|(?:di)?tusuk|"
    r"(?:di|mem)?bakar|(?:di)?celaka\w*|celakain|nyelakain|(?:di)?pateni|mateni|dipejahi|"
    r"dipaehan|(?:di)?gorok|(?:di)?culik|dipukuli|kill)"
)
_THREATENS = (
    r"(?:\w*ancam\w*|\w*ancem\w*|\w*ancm|diteror|mau|mo|mw|akan|bakal|badhe|bade|arep|rek|ka|"
    r"naeng|want to)"
)
_BEATEN = (
    r"(?:di ?pukul\w*|dpukul\w*|di ?k[eo]*royok|dikroyok|digebuk\w*|dihajar|dianiaya|disiksa|"
    r"disekap|dikurung|diculik|disandera|dibacok\w*|ditodong|ditikam|ditusuk|ditembak|dicekik|"
    r"diseret|ditampar|ditendang|diinjak|disiram (?:air|minyak|bensin)|diikat|"
    r"diteunggeul\w*|dipeupeuh\w*|digebug\w*|diantemi|dapa pukul|dijambak|dipukua|beaten)"
)
_WEAPON = (
    r"(?:parang|golok|pistol|senjata|sajam|celurit|clurit|badik|piso|pisau|arit|mandau|bendo|"
    r"linggis)"
)
_HOUSE = r"(?:rumah|omah|imah|bumi|warung)\w*"
THREAT = _any(
    rf"(?:{_SOMEBODY}|orang|jagoan\w*|bos) {_words(3)}{_THREATENS} {_words(4)}{_ON_LIFE}"
    rf" {_words(1)}(?:{_I}|{_KIN})",
    rf"{_SOMEBODY} {_words(3)}{_THREATENS} {_words(3)}(?:di|d){_ON_LIFE}|(?:{_I}|{_KIN}) "
    rf"{_words(3)}{_THREATENS} {_words(4)}(?:{_ON_LIFE})",
    rf"^{_THREATENS} {_words(3)}{_ON_LIFE}",
    rf"{_THREATENS} {_words(2)}{_ON_LIFE} (?:\w+ )?(?:{_I}|{_KIN})",
    rf"takut (?:mati )?{_ON_LIFE}",
    rf"(?:nyawa|keselamatan) {_words(4)}(?:terancam|diancam|diincar|dalam bahaya)",
    r"ancaman (?:pembunuhan|mati|dibunuh)",
    rf"{_SOMEBODY} {_words(3)}{_BEATEN}",
    rf"{_BEATEN} (?:\w+ )?(?:orang|org|preman|warga|massa|anak buah|satpam|rame2|urang|wong)",
    r"babak belur",
    rf"(?:orang|org|preman|mereka|dia|dong|dorang|wong|urang|massa|warga) {_words(6)}(?:bawa|"
    rf"membawa|bawak|pakai|gawa|nggowo|jo|pake) {_WEAPON}",
    rf"{_HOUSE} {_words(3)}(?:di ?bakar|di ?kepung|di ?lempar\w*|dialungan|dibaledog\w*|"
    rf"dibandemi|dilampari|didobrak)",
    rf"dong lempar batu|nalempari batu|{_I} (?:dibaledog\w*|dilempari) batu",
    r"(?:dibuntuti|diintai|dikuntit|diteror|diburu|dikejar) (?:\w+ )?(?:orang|org|preman|motor|"
    r"mobil|terus|tiap|urang|wong)",
)
_FAMILY = (
    r"(?:suami\w*|swami|istri\w*|bojo\w*|semah|salaki|laki (?:saya|ambo|gue|ulun|kita|aye)|"
    r"lakiku|paitua|bapak\w*|bapa|ayah\w*|papa\w*|ibu\w*|mama\w*|amak|apak|mertua\w*|pacar\w*|"
    r"cowok\w*|cewek\w*|tunangan\w*|mantan\w*|ipar|paman\w*|om|kakek\w*|nenek\w*|anak\w*|cucu\w*|"
    r"majikan\w*|husband|dad|father|kurenan|pasangan\w*|orang tua\w*|ortu\w*)"
)
_HITS = (
    r"(?:memukul\w*|mukul\w*|pukul(?:i|in)?|mamukua|menghajar\w*|ngehajar|hajar|menampar|nampar|"
    r"tampar|menendang|nendang|tendang|mencekik|nyekik|cekik|menyiksa|nyiksa|siksa|menganiaya|"
    r"aniaya|menjambak|jambak|membenturkan|menyeret|seret|membacok|gebukin|gebuki|menggebuk|"
    r"ngantemi|nggebugi|neunggeul\w*|napukul\w*|natampar|menyundut|sundut|mencambuk|cambuk|"
    r"mengurung|ngurung|hits|beats|manampiling|jaguranga|gaplok)"
)
_AGAIN = r"(?:terus|lagi|tiap|sampai|sampe|saben|unggal|setiap|sambil|pakai|pake|pas|waktu)"
VIOLENCE_HOME = _any(
    rf"{_FAMILY} {_words(4)}{_HITS} {_words(3)}(?:{_I}|{_KIN}|{_AGAIN})",
    rf"{_FAMILY} {_words(3)}{_HITS}$",
    rf"{_FAMILY} {_words(4)}{_THREATENS} {_words(2)}(?:{_KILL}|membunuh|bacok|bakar|siram|habisi|"
    rf"ngabisin) (?:{_I}|{_KIN})",
    rf"napukul\w*|natampar ka|mukulin (?:{_I}|{_KIN})",
    rf"(?:{_BEATEN}) (?:\w+ )?(?:sama |oleh |ku |karo |jo )?{_FAMILY}",
    r"(?:kdrt|kekerasan dalam rumah tangga|kekerasan di rumah) (?:\w+ )?(?:suami|istri|tolong|tlg|"
    r"lagi|terus)|tolong kdrt|^kdrt$",
    rf"(?:{_I}|{_KIN}) {_words(3)}(?:kdrt|kekerasan dalam rumah tangga|kekerasan di rumah)",
)
_ABUSED = (
    r"(?:(?:di|d|mem|da)? ?p[ea]?rkos[ao]|di ?cabuli|"
    r"mencabuli|pencabulan|disetubuhi|menyetubuhi|dirudapaksa|di ?ruda paksa|dirogahala|"
    r"digrayangi|digadabah|naperkosa\w*|raped|ditelanjangi|pemerkosaan|pelecehan seksual|"
    r"kekerasan seksual)"
)
_MOLESTED = (
    r"(?:di ?lecehkan|di ?lecehin|dilecehkn|di ?raba(?: raba)?|di ?remas|di ?jamah|digerayangi)"
)
_TOUCHES = (
    r"(?:meraba\w*|raba|raba raba|lecehin|lecehkan|pegang pegang\w*|megang megang|grepe\w*|"
    r"menjamah|meremas|melecehkan|"
    r"nglecehin|ngelecehin|mencium paksa|nyium paksa|menindih|memperkosa|menyetubuhi)"
)
SEXUAL_VIOLENCE = _any(
    rf"(?:{_I}|{_KIN}|korban) {_words(3)}{_ABUSED}",
    rf"^{_ABUSED}$|{_ABUSED} {_words(2)}(?:{_I}|{_KIN}|{_LATELY})",
    r"(?<!hak )(?<!kami )(?<!data )(?<!demokrasi )(?:di ?perkosa|dperkosa|di ?cabuli|disetubuhi|"
    r"di ?ruda ?paksa)",
    rf"(?:{_I}|{_KIN}|{_LATELY}) {_words(2)}{_MOLESTED} {_words(2)}(?:secara seksual|atasan\w*|"
    rf"bos\w*|guru\w*|dosen\w*|orang|org|senior|om|paman\w*|tetangga|teman|kakak|sama|sm|oleh|di "
    rf"(?:bus|kereta|angkot|lift|gudang|toilet|kamar|kantor|ruang\w*))",
    rf"^{_MOLESTED} (?:\w+ )?(?:di|oleh|sama|sm|senior|bos|atasan|orang)|{_MOLESTED} {_words(3)}"
    rf"(?:{_LATELY}|pagi|malam)",
    rf"(?:{_I}|{_KIN}|mau|habis|abis|baru|korban) {_words(4)}di ?leceh(?:kan|in|kn)(?! (?:oleh )?"
    r"(?:surat|aturan|secara verbal|jawaban|keputusan))",
    rf"{_MOLESTED} {_words(2)}(?:{_I}|{_KIN})",
    rf"{_TOUCHES} (?:{_I}|{_KIN}|paha|dada|badan|tubuh|bagian)",
    r"(?:mengalami|alami|ngalami\w*|dapat|dapet|kena|dapa) pelecehan",
    rf"(?:{_I}|{_KIN}|jadi) korban (?:pelecehan|perkosaan)(?! (?:data|nama))",
    r"(?:memegang|megang|pegang|menyentuh|nyentuh|sentuh|meremas|remas|meraba|ngeraba) (?:\w+ )?"
    r"(?:dada|payudara|paha|bokong|pantat|kemaluan|kelamin|alat vital|bagian (?:tubuh|intim))",
    rf"(?:mencium|nyium|cium|memeluk|meluk|peluk) (?:{_I} )?paksa|(?:mencium|nyium|cium|memeluk|"
    rf"meluk|peluk) {_I} {_words(1)}paksa|hamil {_words(2)}(?:karena|gara gara) (?:dipaksa|"
    rf"diperkosa)",
    rf"(?:di|na|me|mem)?(?:paksa|maksa)\w* (?:ka )?{_words(1)}(?:melayani(?! (?:publik|warga|"
    rf"masyarakat|pelanggan))|tidur (?:dengan\w*|sama|deng|jo)|berhubungan(?! dengan)|"
    r"buka baju|telanjang|baku naik)",
    rf"(?:{_I}|{_KIN}) (?:\w+ )?(?:di ?remas|di ?jamah|di ?raba(?: raba)?)",
)
PLAIN = {
    "suicide": SUICIDE,
    "sexual_violence": SEXUAL_VIOLENCE,
    "violence_home": VIOLENCE_HOME,
    "threat": THREAT,
}  # the first that fits
# Words that alone say nothing; of somebody, the classifier needs less to be believed.
ALARMING = re.compile(
    rf"{_KILL}|\bmati\b|\bmodar|pukul|mukul|hajar|ancam|ancem|ancm|rkos|leceh|cabul|kdrt|siksa|"
    r"aniaya|bacok|parang|golok|pisau|pistol|senjata|gantung diri|akhiri|nyawa|darah|\braba|"
    r"setubuh|gebuk|k[eo]*royok|tampar|cekik|tendang|celaka|bakar|culik|sekap|todong|racun|sayat|"
    r"silet|lompat|loncat|nyerah|i?dup\b|urip|hirup|dikejar|diuber|teror|paksa|telanjang|abisi|"
    r"sembunyi|ngumpet|ngamuk|lebam|memar|luka"
)
SOMEBODY = re.compile(rf"\b(?:{_I}|{_KIN}|\w+ku)\b")
# Rules, work, books, games: the same words, and nobody is in danger.
ABOUT = _any(
    r"pasal|sanksi\w*|hukuman\w*|dihukum|aturan\w*|undang\w*|uu|kuhp|pedoman|sop|anggaran\w*|"
    r"dianggarkan|santunan|pensiun\w*|seminar|materi|biaya|visum|klaim|statistik|pencegahan|angka",
    r"film\w*|novel\w*|lagu\w*|lirik|judul\w*|berita|artikel|sinopsis|puisi|cerpen|cerita(?:nya)?|"
    r"naskah|drama|drakor|sinetron|teater|tokoh\w*|komik|nonton|adegan|dongeng|tesis|meneliti",
    r"game|pubg|ml|mobile legend|werewolf|catur|level|karakter\w*|gol|bek|kiper|skor|"
    r"tim (?:kami|kita|lawan|noob|sepak|voli|futsal)|"
    r"futsal|voli|tinju|petinju|ronde|porseni|musim|pelatih(?:nya)? dipecat|\d 0",
    r"program\w*|pelatihan|sosialisasi|penyuluhan|webinar|belanja|pengadaan|apakah (?:bpkp|ada)|"
    r"apa itu|artinya|istilah\w*|satgas|definisi|politik|usaha kecil|hak|demokrasi",
    r"kalau (?:pelapor|ada|seseorang|saksi|pegawai)|jika (?:pelapor|ada|pegawai|seseorang)",
    r"bot|aplikasi\w*|sistem|server\w*|password|ransomware|vendor|komputer|ikan\w*|ayam|nyamuk|"
    r"hama|tikus|^(?:data|akun|tanaman|pohon|uang)|menu\w*",
    r"^(?:siapa|kapan|berapa|di mana|dimana|apa)",
)
