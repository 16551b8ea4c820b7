"""What else the words of distress may be about: idioms, books, games, news, rules and budgets.

``service.door.distress`` asks here, and for the words that are near to being plain; what is plain
is told in ``service.door.distress_rules``.
"""

import re

from service.door.distress_matching import any_of

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
    r"(?:I |(?!tapi|dan|I WANT)[^ |,]+ ){0,2}?(?:WANT |FUTURE )?DIE(?! JUST)|(?:suntik|"
    r"disuntik) DIE|"
    r"(?:deadline|dedline|tugas|skripsi|tesis|kerjaan|pekerjaan|revisi|rindu|cinta|sepi|laporan|"
    r"rutinitas|macet|kemacetan|aplikasi|harga) (?:ini |itu |I )?(?:NOW )?"
    r"(?:KILL_A|HIT_A)(?: I)?|"
    r"HIT_A (?:I )?dengan (?:fakta|data|argumen|pertanyaan|dalil)|"
    r"SOUL (?:KIN|petani|rakyat|STRANGER|penumpang) (?:THREATEN_P|terancam) "
    r"karena (?:alat|obat|oksigen|jalan|jembatan|rs|fasilitas)|batik WEAPON|(?:serasa|kayak|kaya|"
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
    r"ke (?:inspektorat|bagian|rapat|loket)|"
    r"sinyal|pandemi|antrean|semangat\S*|telemarketing|kantuk|anjing|nyamuk|bola|gong|bedug|beduk|"
    r"genderang|kok|drum|kasur|paku|belakang|dari belakang|asap|damkar|nilai|suara|telak|pidana|"
    r"hukuman|sanksi|denda|penjara|pecat\S*|dipecat|dimutasi|mutasi|badai|pukulan|dosen|skripsi|"
    r"reviewer|vendor|ransomware|hacker|aplikasi|zoom|grup|sistem|dari (?:aplikasi|zoom|grup|"
    r"sistem)|"
    r"air|soal|isu|mangga|bayi|KIN lucu|stapler|jarum|pertanyaan|pekerjaan|kerjaan|lembur|cuaca|"
    r"jadwal|\d+ \d+)|"
    r"(?:harga|bunga|pajak|target|utang|biaya|tarif|cicilan|beban|aturan|kinerja|inflasi|denda) "
    r"(?:[^ |,]+ ){0,2}?HIT_[AP]|CONFINE_A (?:out|I account|akun)|"
    r"ABLE (?:KILL_A|HIT_A|DIE)|HIT_[AP] (?:flu|hacker|demam|gatal|lebah|hama|wereng|monyet|"
    r"buaya|ular|semut|tikus|kucing|tawon|kutu|lintah)|"
    r"faktor KILL_SELF|HIT_P ddos|(?:ngakak|ketawa|penasaran sampai|tertawa) WANT DIE|"
    r"ada pegawai yang KILL_SELF|"
    r"KIN pramuka BRING WEAPON|orang tua zaman|menunggu\S* HIT_A I|paus KILL_SELF|"
    r"paus terdampar SAY KILL_SELF|HIT_A terbang|KILL_A (?:lidah|visual\S*)|"
    r"(?:ular|tikus|kecoa|anjing|nyamuk|kucing)(?: [^ |,]+){0,4} ?,? KILL_P|END LIFE bersama|"
    r"CONFINE_P (?:KIN )?(?:KIN|BOSS) (?:buat|ke)|"
    r"(?:pintu )?kantor (?:I |desa )?SIEGE_P|HIT_A (?:I )?(?:proposal|ide|pendapat|argumen)|"
    r"HIT_A (?:I )?dari (?:grup|zoom|aplikasi)|CONFINE_P di (?:lift|parkiran|jalan|macet|"
    r"bandara)|(?:anjing|ular|monyet|ayam) (?:KIN|liar|FAMILY) HIT_A|"
    r"SIEGE_[AP] (?:SIEGE_A )?(?:antar|ke (?:loket|bagian))|"
    r"HIT_P BOSS(?: BOSS)?(?: ,)? revisi|"
    r"(?:kucing|anjing|ayam|sepatu|aplikasi|monyet|angsa) (?:ini |I )?HIT_A I|"
    r"(?:gong|bedug|beduk|kentongan|palu|genderang|kok|bola) HIT_P|"
    r"(?:laporan|akun|data|dokumen|hak|logika|(?<!sekretaris )(?<!bidan )(?<!BOSS )(?<!operator )"
    r"(?<!bendahara )(?<!perangkat )(?<!pendamping )(?<!kader )(?<!aparat )desa|"
    r"dana|anggaran|aplikasi|berkas|usulan|skripsi|"
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
STORY = any_of(
    r"film\S*|novel\S*|lagu\S*|lirik|judul\S*|berita\S*|artikel|sinopsis|puisi|cerpen|naskah|"
    r"drama|"
    r"drakor|sinetron|teater|tokoh\S*|komik|nonton|adegan|dongeng|podcast|lakon|anime|movie|kisah|"
    r"game|pubg|ml|valorant|mobile legend|werewolf|catur|level|karakter\S*|gol|bek|kiper|skor|"
    r"futsal|voli|tinju|petinju|ronde|porseni|musim|timnas|lawan|atlet|silat|karate|sparring|"
    r"wkwk\w*|haha\w*|hehe\w*|lol|becanda|bercanda|lucu|gemas|gemes|hoaks|viral|simulasi|latihan|"
    r"artis|"
    r"peribahasa|semboyan|pahlawan|perang|raja|\d 0|netizen|pejabat itu"
)
# Rules, budgets and research: only what somebody says of themselves counts beside them.
MATTER = any_of(
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
SUPPOSED = any_of(
    r"(?:kalau|jika|bila|misalnya|apabila|seandainya) (?:pelapor|ada|seseorang|saksi|pegawai|"
    r"auditor|STRANGER|suami|FAMILY (?:HIT_A|DIE)|misalnya)"
)
OWN = re.compile(r"(?<![^ ])(?:I|HELP|SO)(?![^ ])")
# Words of danger and of whom it meets: beside each other they are near to being plain.
DANGER = frozenset(
    "KILL_P KILL_A HIT_P HIT_A RAPE_P RAPE_A MOLEST_P MOLEST_A CONFINE_P CONFINE_A THREATEN_P "
    "THREATEN_A STALK_P STALK_A HURT_P HURT DEED DIE KILL_SELF SLIT HANG JUMP POISON WEAPON "
    "VIOLENCE KDRT BURN_P BURN_A SIEGE_P".split()
)
WHOSE = frozenset(("I", "FAMILY", "KIN"))
