"""Personal data as people write it, and what merely looks like it: strategies for Hypothesis.

Every number is drawn, none is anybody's. A secret comes with the words before it that a number
of its kind needs to be known by: ten digits alone could be anything.
"""

from hypothesis import strategies as st

from service.door.patterns import is_card
from service.door.public_contacts import is_published
from service.escalations.tickets import ALPHABET, as_ticket

SCRIPTS = (0x30, 0x30, 0x30, 0xFF10, 0x660)  # where the digits begin: ours, full-width, Arabic
INVISIBLE = ("", "", "", "\u200b", "\u00ad")
BEFORE = (
    "",
    "min, ",
    "selamat pagi pak, saya Rina dari Bogor. ",
    "tolong dicek ya, ",
    "saya mau lapor soal bantuan desa. ",
    "Halo BPKP, ini data saya:\n",
)
AFTER = (
    "",
    ".",
    " ya",
    ", mohon dibalas",
    " makasih min",
    "\nterima kasih",
    "?",
    " atas nama Budi",
)
gaps = st.sampled_from([" ", "-", ".", " - "])


def digits(count: int) -> st.SearchStrategy[str]:
    """So many digits."""
    return st.text("0123456789", min_size=count, max_size=count)


def numbers(low: int, high: int, width: int) -> st.SearchStrategy[str]:
    """A number between two, with zeros in front."""
    return st.integers(low, high).map(lambda number: f"{number:0{width}d}")


@st.composite
def grouped(draw: st.DrawFn, plain: str, sizes: tuple[int, ...]) -> str:
    """Digits in groups of these sizes, with the same separator between them all."""
    gap, groups = draw(gaps), []
    for size in sizes:
        groups.append(plain[:size])
        plain = plain[size:]
    return gap.join(groups)


@st.composite
def niks(draw: st.DrawFn) -> str:
    """A population number: place, birth date (a woman's day is 40 higher), sequence."""
    place = draw(numbers(11, 94, 2)) + draw(numbers(1, 79, 2)) + draw(numbers(1, 40, 2))
    day = draw(st.integers(1, 31)) + draw(st.sampled_from([0, 40]))
    plain = (
        f"{place}{day:02d}{draw(numbers(1, 12, 2))}{draw(digits(2))}{draw(numbers(1, 9999, 4))}"
    )
    shape = draw(st.sampled_from([(16,), (4, 4, 4, 4), (6, 6, 4), (2, 2, 2, 6, 4), (1,) * 16]))
    words = draw(st.sampled_from(["", "NIK ", "nik saya: ", "no ktp ", "NIK=", "ktp sy "]))
    return words + draw(grouped(plain, shape))


@st.composite
def nips(draw: st.DrawFn) -> str:
    """A civil servant's number: birth, appointment, sex, sequence."""
    birth = draw(numbers(1960, 2003, 4)) + draw(numbers(1, 12, 2)) + draw(numbers(1, 28, 2))
    since = draw(numbers(1985, 2026, 4)) + draw(numbers(1, 12, 2))
    plain = birth + since + draw(st.sampled_from("12")) + draw(numbers(1, 999, 3))
    words = draw(st.sampled_from(["", "NIP ", "nip. ", "NIP: ", "pegawai dengan nip "]))
    return words + draw(grouped(plain, draw(st.sampled_from([(18,), (8, 6, 1, 3)]))))


@st.composite
def npwps(draw: st.DrawFn) -> str:
    """A taxpayer's number, 15 digits."""
    plain = draw(digits(15))
    dotted = f"{plain[:2]}.{plain[2:5]}.{plain[5:8]}.{plain[8]}-{plain[9:12]}.{plain[12:]}"
    spaced = draw(grouped(plain, (2, 3, 3, 1, 3, 3)))
    words = draw(st.sampled_from(["NPWP ", "npwp: ", "no npwp "]))
    return words + draw(st.sampled_from([plain, dotted, spaced]))


@st.composite
def phones(draw: st.DrawFn) -> str:
    """A mobile or a fixed number with its area code, at home or from abroad."""
    is_mobile = draw(st.booleans())
    area = (
        "8" + draw(digits(2)) if is_mobile else draw(st.sampled_from(["21", "274", "361", "751"]))
    )
    local = draw(st.integers(6, 9) if is_mobile else st.integers(6, 7))
    rest = draw(numbers(2, 9, 1)) + draw(digits(local - 1))
    start = draw(st.sampled_from(["0", "+62 ", "62", "+62", "0062", "(0", "+62-"]))
    shown = start + area + (")" if start == "(0" else "")
    gap = draw(st.sampled_from(["", " ", "-", "."]))
    cut = draw(st.sampled_from([0, 3, 4] if is_mobile else [0, 3]))
    return shown + gap + (rest[:cut] + gap + rest[cut:] if cut else rest)


@st.composite
def cards(draw: st.DrawFn) -> str:
    """A payment card's number with its right sum."""
    start = draw(st.sampled_from("3456")) + draw(digits(14))
    plain = next(start + last for last in "0123456789" if is_card(start + last))
    words = draw(st.sampled_from(["kartu kredit ", "kartu debit saya ", "nomor kartu: ", "atm "]))
    return words + draw(grouped(plain, draw(st.sampled_from([(16,), (4, 4, 4, 4)]))))


@st.composite
def accounts(draw: st.DrawFn) -> str:
    """A bank account, with a word for it."""
    size = draw(st.integers(10, 15))
    plain = draw(digits(size))
    words = ["rekening ", "norek ", "rek BCA ", "no rek mandiri ", "transfer ke bri ", "BNI "]
    shape = draw(st.sampled_from([(size,), (4, 4, size - 8), (3, 3, size - 6)]))
    return draw(st.sampled_from(words)) + draw(grouped(plain, shape))


@st.composite
def emails(draw: st.DrawFn) -> str:
    """An address, also as people spell it to escape robots."""
    names = ["budi", "siti.nur", "rina_99", "agus-w", "dewi+lapor", "b.santoso2"]
    hosts = ["gmail.com", "yahoo.co.id", "contoh.org", "mail.dinas.go.id"]
    address = draw(st.sampled_from(names)) + "@" + draw(st.sampled_from(hosts))
    at = draw(st.sampled_from(["@", "[at]", "(at)", " at ", " @ ", "{at}", "＠"]))
    dot = draw(st.sampled_from([".", "[dot]", " dot ", "(dot)", " titik ", "{dot}"]))
    name, _, host = address.partition("@")
    return name + at + host.replace(".", dot)


secrets = st.one_of(niks(), nips(), npwps(), phones(), cards(), accounts()).filter(
    lambda shown: not is_published("".join(c for c in shown if c.isdigit()))
)


@st.composite
def disguised(draw: st.DrawFn, shown: str) -> str:
    """The same digits in another script, or with what nobody sees between them."""
    zero, between = draw(st.sampled_from(SCRIPTS)), draw(st.sampled_from(INVISIBLE))
    return "".join(
        chr(zero + int(c)) + between if c.isascii() and c.isdigit() else c for c in shown
    )


@st.composite
def messages_with(draw: st.DrawFn, what: st.SearchStrategy[str]) -> str:
    """One to three secrets in a citizen's message; nothing else in it has digits."""
    several: list[str] = draw(st.lists(what.flatmap(disguised), min_size=1, max_size=3))
    between = draw(st.sampled_from([", ", " dan ", "\n", "; ", " atau "]))
    return draw(st.sampled_from(BEFORE)) + between.join(several) + draw(st.sampled_from(AFTER))


@st.composite
def sums(draw: st.DrawFn) -> str:
    """An amount of money."""
    amount = draw(st.integers(1, 9_999_999_999_999))
    pointed = f"{amount:,}".replace(",", ".")
    words = draw(st.sampled_from(["juta", "miliar", "triliun", "ribu", "jt"]))
    return draw(
        st.sampled_from(
            [
                f"Rp {pointed}",
                f"Rp{pointed},00",
                f"Rp. {pointed},-",
                f"Rp{amount}",
                f"sebesar Rp {pointed}",
                f"{amount % 1000}{words}" if amount % 1000 else "satu juta",
                f"{amount % 1000},{amount % 10} {words}" if amount % 1000 else "dua miliar",
                f"{pointed} rupiah",
            ]
        )
    )


@st.composite
def laws(draw: st.DrawFn) -> str:
    """A law, a decree or a letter by its number."""
    number, year = draw(st.integers(1, 999)), draw(st.integers(1945, 2027))
    kind = draw(st.sampled_from(["UU", "PP", "Perpres", "Permendagri", "PMK", "Perka BPKP"]))
    return draw(
        st.sampled_from(
            [
                f"{kind} {number}/{year}",
                f"{kind} Nomor {number} Tahun {year}",
                f"{kind} No. {number} Tahun {year} pasal {number % 90 + 1} ayat {number % 9 + 1}",
                f"LHP-{number}/PW{number % 34 + 1:02d}/2/{year}",
                f"S-{number}/K/D{number % 6 + 1}/{year}",
                f"PE.09.03/R/S-{number}/LB.02/03/{year}",
                f"{number}/SPK/DPUPR/VIII/{year}",
            ]
        )
    )


@st.composite
def times(draw: st.DrawFn) -> str:
    """A date, a year, a span of years, or hours."""
    day, month = draw(st.integers(1, 28)), draw(st.integers(1, 12))
    year, hour = draw(st.integers(1950, 2029)), draw(st.integers(0, 22))
    return draw(
        st.sampled_from(
            [
                f"{day:02d}-{month:02d}-{year}",
                f"{day}/{month}/{year}",
                f"{day:02d}.{month:02d}.{year}",
                f"{year}-{month:02d}-{day:02d}",
                f"tanggal {day} Agustus {year}",
                f"tahun {year}",
                f"tahun {year}-{year + 3}",
                f"TA {year}/{year + 1}",
                f"pukul {hour:02d}.30",
                f"jam {hour:02d}:00-{hour + 1:02d}:45",
            ]
        )
    )


PUBLISHED = (
    "(021) 85910031",
    "021-85910031",
    "+62 21 85910031",
    "0251-8249001",
    "0877-0060-6969",
    "198",
    "1708",
    "humas@bpkp.go.id",
    "wbs.bpkp.go.id",
    "https://www.bpkp.go.id/berita/read/32198/0/BPKP-Kembali",
)
WORDS = (
    "apa tugas BPKP di daerah saya"
    "|bagaimana cara minta informasi publik"
    "|saya punya 3 anak dan 2 rumah"
    "|desa kami di RT 03 RW 05"
    "|nomor telepon kantor berapa"
    "|apakah rekening desa diaudit"
    "|level 3 SPIP itu apa"
    "|buka hari Senin kah"
    "|5 dari 10 warga belum dapat"
).split("|")


@st.composite
def tickets(draw: st.DrawFn) -> str:
    """A ticket as we write it, in either case."""
    letters = draw(st.text(ALPHABET, min_size=7, max_size=7))
    ticket = as_ticket(letters)
    return draw(st.sampled_from([ticket, ticket.lower()]))


harmless = st.one_of(
    sums(), laws(), times(), tickets(), st.sampled_from(PUBLISHED), st.sampled_from(WORDS)
)


@st.composite
def harmless_messages(draw: st.DrawFn) -> str:
    """What a citizen asks about money, laws and dates; nothing personal in it."""
    parts = draw(st.lists(harmless, min_size=1, max_size=5))
    between = [", ", " dan ", "\n", "; ", " atau ", ". ", " untuk ", "? "]
    text: str = parts[0]
    for part in parts[1:]:
        text += draw(st.sampled_from(between)) + part
    return draw(st.sampled_from(BEFORE)) + text + draw(st.sampled_from(AFTER))
