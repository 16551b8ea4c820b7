"""Whether somebody is said to call themselves BPKP's, told from the words at the door.

"Pak Joko ngaku auditor BPKP" is of an impostor; "tukangnya mengaku cuma dibayar 2 juta" in a
letter to BPKP is not, and neither is an auditor of BPKP who admits something. So a verb of
claiming counts near BPKP's name alone; what only impostors have (a false badge) counts anywhere.
"""

import re

_OURS = (
    r"(?:bpkp|lembaga anda|kantor anda|auditor\w*|badan pengawasan keuangan|"
    r"kepala perwakilan|deputi kepala)"
)
_CLAIMING = (
    r"(?:m?[ea]?ngaku\w*|ngangken\w*|angken|ngaken\w*|(?:mem)?bawa2? nama|bawa-bawa nama|"
    r"pake nama|pakai nama|memakai nama|(?:meng|ng)atas ?nama\w*|(?:di|men)?catut\w*|"
    r"(?:call|introduc)\w* (?:him|her|them)sel\w+|posing as|pura-?pura|pura2|claim\w*|pretend\w*|"
    r"impersonat\w+|sa(?:ys|id) (?:he|she|they)|(?:yg|yang) katanya|"
    r"katanya (?:dari|orang|auditor|pegawai|panitia|sekretaris|tim)|"
    r"(?:bilang|blg|ngomong|nyebut) (?:dari|dr|orang|tim|utusan))"
)
_NEAR = re.compile(
    rf"\b{_CLAIMING}\b.{{0,80}}?\b{_OURS}\b|\batas nama (?:bpkp|lembaga)", re.DOTALL
)
_BEHIND = re.compile(  # "orang bpkp ngakunya", and no "auditor bpkp mengaku menerima uang"
    rf"\b{_OURS}\W+(?:\w+\W+){{0,5}}?{_CLAIMING}\b(?!\W+(?:me|di|ber|ter|ke|sudah|udah|cuma|hanya|"
    r"tidak|gak|ga|khilaf|salah|pernah|lupa))"
)
_CALLED = re.compile(  # by telephone or in writing
    r"\b(?:(?:me|di)?n?(?:tele?p|elp|elep)\w*|tilpun|tlp\w*|wa|whatsapp|sms|email|surel|chat|pesan|dm|"
    r"call\w*)\b[^.?!]{0,60}\b(?:dari|dr|bilang|blg|katanya|ktnya|saking|saka|soko|jare|cenah|ti)\b"
    r"\W+(?:\w+\W+){0,4}?bpkp\b"
)
_FALSE = re.compile(
    r"\b(?:gadungan|abal\w*|akun palsu|admin (?:tele|wa|telegram)\w*|editan|"
    r"jalur (?:khusus|belakang)|(?:auditor|pegawai|bpkp|petugas|tugas) palsu|rompi|"
    r"(?:logo|kop|surat|kartu|seragam|stempel|foto|tanda pengenal|id ?card|name ?tag) "
    r"(?:\w+ )?bpkp|berlogo|berkop|(?:bener|benar|betul|asli)(?:kah|an)? (?:\w+ ){0,2}"
    r"(?:dari|orang|pegawai) bpkp|orang dalam bpkp|bukan (?:\w+ ){0,2}bpkp\W+(?:tapi|tp|cuma|"
    r"namun|melainkan)|katanya (?:sekretaris|panitia|orang)|calo\w*|scam\w*|"
    r"(?:ini|apakah)(?: itu)? penipu\w*|penipu(?:an)? (?:kan|bukan|ya|apa|atau|tidak|gak|ga|"
    r"nggak))\b"
)
_MENTIONED = re.compile(_OURS)
_MONEY = (
    r"(?:buku|modul|iuran|biaya|uang|duit|transfer\w*|tf|bayar\w*|dibayar|tagihan|sumbangan|"
    r"\d[\d.,]* ?(?:rb|ribu|jt|juta))"
)
_WHETHER = (
    r"(?:wajib|bener\w*|benar\w*|betul\w*|asli|resmi|(?:mem|em|m)?ang iya|wajar|penipuan|hoax|"
    r"hoaks)"
)
_OFFERED = re.compile(  # BPKP itself wants money, and somebody asks whether that is true
    r"\bbpkp (?:\w+ )?(?:jual\w*|menjual|nawar\w*|menawar\w*|nagih\w*|menagih\w*|minta|meminta|"
    rf"mungut|memungut|mewajibkan|wajibin|nyuruh|suruh)\b.{{0,60}}\b{_MONEY}\b.{{0,60}}\b{_WHETHER}\b"
    rf"|\b{_MONEY}\b.{{0,20}}\b(?:dari |dr )?bpkp\b.{{0,60}}\b{_WHETHER}\b"
)
_QUOTED = re.compile(  # 'tim bpkp', which is none
    r"['\"‘“](?:tim|orang|petugas|pegawai|auditor|panitia|admin|utusan) bpkp['\"’”]"
)


def says_to_be(said: str) -> bool:
    """Tell whether somebody is said to call themselves BPKP's.

    Args:
        said: As ``accusation_reading.read`` writes it, without what addresses BPKP.
    """
    if any(pattern.search(said) for pattern in (_NEAR, _BEHIND, _CALLED, _OFFERED, _QUOTED)):
        return True
    return _FALSE.search(said) is not None and _MENTIONED.search(said) is not None
