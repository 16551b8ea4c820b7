"""A wish for a person, in so many words: it opens a ticket, whatever else the message says.

"Sambungkan petugas dong, mau tanya berkas keberatan saya" names the reason as well: the ticket
goes to the unit that answers it.
"""

import re

from service.answering.answers import Answers
from service.answering.cancelling import supposes_end
from service.answering.decision import is_topic
from service.answering.naming import matter_named
from service.answering.question import Question
from service.answering.status import TICKET_STATE
from service.answering.ticket_words import (
    OTHER_TICKETS,
    asks_ticket_state,
    lost_its_number,
    names_ticket,
)
from service.content.named_topics import TICKETS
from service.outcomes import EscalationReason
from service.replies import Reply
from service.text import words

NEAR_WISH, SURE_WISH = 0.15, 0.9  # of a whole message, and of its part that wishes for a person
REASON_AT = 0.2  # confidence of the topic that a wish is about
_PERSON = (
    r"(?:petugas\w*|admin\w*|operator(?! siskeudes)(?! desa)|staf\w*|orangnya|"
    r"orang(?: yang)? (?:asli|beneran|langsung)|manusia\w*|cs|"
    r"pegawainya|mbaknya|masnya|pejabatnya|human|person|officer|agent|tiyang\w*)"
)
_ABLE = "ngerti|paham|mengerti|berwenang"
_TALK = (
    r"(?:hubung(?:kan|i)|sambung(?:kan|in)?|disambung(?:kan|in)?|dihubung(?:kan|i)|bicara|berbicara|"
    r"ngomong|ngobrol|mengobrol|chat|curhat|dilayani|dibantu|dilanjut(?:kan)?|oper|dioper|alihkan|"
    r"dialihkan|arahkan|diarahkan|arahin|diarahin|terhubung|tersambung|nyambung|dikontakkan|"
    r"eskalasi|dieskalasi|talk|speak|matur|nyarios|panggilkan|panggil|tolong ada)"
)
_UNIT = r"(?:bagian|unit|tim|bidang|orang|pihak|subbag|seksi|yang (?:urus|mengurus|ngurus|pegang))"
_PUT_THROUGH = r"(?:dihubungkan|hubungkan|disambungkan|sambungkan|dialihkan|alihkan)"
_NAMED_UNIT = (
    r"(?:humas|kehumasan|ppid|pusbin|pusdiklat\w*|inspektorat|biro|deputi|perwakilan|sekretariat|"
    r"kepegawaian|sdm|perpustakaan|auditor)"
)
_POLITE = r"(?:(?:halo|hai|iya|ya|min|pak|bu|kak|tolong|mohon|maaf|permisi) )"
_ALIVE = (
    r"(?:(?:admin|petugas|cs|operator|orang)\w* (?:manusia|orang (?:asli|beneran)|human)\b"
    r"(?! (?:yang|apa|tidak)\b)|(?:manusia|orang (?:asli|beneran)|human)"
    r"(?: (?:tolong|mohon|saja|sekarang|please|ya|mana|mau|saya mau)\b|$))"
)  # "manusia boleh berencana" is a saying
WISH = re.compile(
    rf"\b{_TALK}\b(?: \w+){{0,3}} (?:{_PERSON}|(?:orang )?yang (?:jaga|bertugas|{_ABLE}))\b"
    rf"|\b(?:minta|butuh|perlu|panggil\w*)(?: bantuan| bantu| tolong)? {_PERSON}\b"
    r"(?! (?:yang|segera|ikut|agar|supaya))"
    r"|^(?:iya|ya|oke|baik|tolong|mohon)? ?"
    r"(?:petugas|admin|operator|hubungkan|sambungkan|disambungkan)"
    r"(?: dong| ya| saja| pak| bu| kak| min| tolong| petugas\w*)*$"
    rf"|^{_POLITE}*{_PERSON} (?:tolong|mohon)\b|^{_POLITE}*{_ALIVE}"
    rf"|\b(?:mau|ingin|bisa|boleh|izin|mohon|hendak|perlu|harus)(?: saya)? (?:tanya|konsultasi)"
    rf"(?: langsung)?(?: (?:ke|sama|dengan|pada|kepada))? {_PERSON}\b(?! (?:siskeudes|desa|yang))"
    rf"|\b{_TALK}(?: langsung)? (?:dengan|sama|ke) (?:pegawai|karyawan)\b(?! (?:siskeudes|desa))"
    r"|^(?:(?:halo|hai|min|pak|bu|kak|permisi|maaf|apa|apakah|masih) )*"
    rf"ada (?:{_PERSON}|orang)(?: (?:tidak|kah|ya|di|sini|situ|disini|disitu|hidup|jaga|kak|min|"
    r"pak|bu|sih))*$"
    rf"|\b(?:ada|mana) {_PERSON}(?: \w+){{0,2}} (?:yang )?"
    r"(?:bisa|melek|bangun|online|hidup|aktif|standby)\b"
    rf"|\b{_TALK} (?:saya |sy |aku )?(?:ke|dengan|sama) {_UNIT}\b"
    rf"|\b(?:dijawab|dilayani|dibalas|ditanggapi)(?: saja| langsung)?(?: oleh| sama| dengan)? "
    r"(?:orang asli|orang langsung|orang beneran|manusia)\b"
    rf"|\b(?:saya mau|minta|mana|nyerah|cukup) {_PERSON}(?: (?:saja|sekarang|dong|ya|sih))*$"
    rf"|^(?:(?:woi|woy|hei|heh|eh|min|ya|sudah|terima|kasih) )*{_PERSON} (?:mana|saja|sekarang)"
    r"(?: (?:dong|ya|sih))*$"
    rf"|\b(?:lanjut|tanya|ngobrol|bicara) (?:sama|dengan|ke|lewat)? ?{_PERSON}(?: langsung)? "
    r"saja\b"
    r"|\b(?:talk|speak|chat|connect\w*|transfer\w*)(?: me)? (?:to|with) (?:\w+ ){0,2}"
    r"(?:human|person|people|someone|somebody|officer|agent|staff|operator)\b"
    r"|\b(?:real|live|actual) (?:human|person|agent|staff)\b"
    r"|\b(?:mangecek|maota|mangomong|nyarios|matur|wawan|mabicara|makkareba) "
    r"(?:jo|sareng|kaliyan|sama|dengan|dan|ke) (?:urang|pagawai|pegawai|petugas|tiyang|wong)\w*"
    rf"|\b(?:diteruskan|teruskan|dikirim|kirim|serahkan|diserahkan|kasih) ke {_PERSON}\b"
    rf"|\b{_PUT_THROUGH}\b(?: \w+){{0,2}} (?:ke|dengan|sama|pada|kepada) {_NAMED_UNIT}\b"
    rf"|^(?:\w+ ){{0,2}}(?:mau|ingin|langsung|tolong)(?: langsung)? ke {_PERSON}\b"
    rf"|\b(?:mau|ingin|minta|mohon|tolong|agar|supaya)(?: ada)? {_PERSON}(?: bpkp)? "
    r"(?:(?:meng)?hubungi|(?:men)?telepon|telpon|kontak|chat|kabari) (?:saya|kami|aku)\b"
)


_ONESELF = re.compile(r"\b(?:saya|kami|aku|dilihat|dibaca) (?:operator|admin|staf|petugas)\w*$")
_NO_WISH = re.compile(  # before a wish: it is declined, or asks who writes
    r"\b(?:tidak(?: usah| perlu| jadi)?|jangan|sudah tidak|bukan|tanpa)$"
    r"|\b(?:apakah |apa )?(?:saya|aku) (?:sedang|lagi)$"
    r"|\b(?:(?:are|r) (?:you|u)|is (?:this|it)|talking (?:to|with))(?: an?)?$"
)
_DECLINED = re.compile(
    r"\b(?:tidak (?:usah|perlu|butuh|jadi)|jangan|belum (?:usah|perlu|butuh))"
    rf"(?: (?:{_TALK}|saya|dulu|ke|dengan|sama|lewat|minta|pakai)){{0,3}} {_PERSON}\b"
)
_SUPPOSED = re.compile(  # "kalau minta petugas, dibalas lewat mana?" asks how it goes
    r"^(?:\w+ ){0,2}(?:kalau|jika|bila|misal\w*|seandainya|andai\w*|setelah|sesudah)"
    r"(?: (?:saya|aku|kami|kita|mau|ingin|nanti|sudah|lagi))*$"
)
_TICKET_SUPPOSED = re.compile(
    r"\b(?:kalau|jika|bila|misal\w*|seandainya|andai\w*|setelah|sesudah)\b"
    r"(?! (?:bisa|boleh|begitu|gitu)\b)(?: \w+){0,3} "
    r"(?:buat|buka|bikin|ajukan|mengajukan|membuat|membuka|minta|meminta|pakai|punya|dapat)"
    r"(?: \w+){0,1} (?:tiket|ticket|petugas)(?:nya)?\b"
)
_HOW_IT_GOES = re.compile(
    r"\b(?:kapan|berapa|lewat mana|di mana|ke mana|bagaimana|apakah|apa|berbayar|bayar|\w*nya|"
    r"bisa|lewat apa|siapa)\b"
)
_ANYBODY = re.compile(rf"\b(?:{_PERSON}|{_TALK}|{_UNIT}|orang|someone|tiket\w*|tanya\w*)\b")
_OF_OTHERS = re.compile(
    rf"^(?:\w+ ){{0,3}}(?:{_PERSON}|dia|mereka|auditor\w*|beliau)"
    r"(?: (?:itu|tadi|tsb|malah|juga|kok))* (?:me|ng|nge|ny)?(?:minta|mnt|mintak|datang|dtg|"
    r"ngaku\w*|bilang|blg|suruh|nyuruh|maksa|ngancam|marah|nolak|diam|ngotot|tagih|nagih|janji)\w*"
    r"|\b(?:nanti|ntar|besok|akan|bakal|coba)(?: \w+)? (?:saya|sy|aku|ak|ku|kami)? ?"
    r"(?:hubungi|telpon|telepon|telp|kontak|wa|chat)\b(?! (?:petugas|admin))"
)
_PASSED_ON = re.compile(r"^(?:dis|dite|dik|dih|dia|dio|die)\w+")  # "diteruskan", "disambungkan"
_TOLD = re.compile(  # before it: it was said or done, and what is asked stands elsewhere
    r"\b(?:kata(?:nya)?|kemarin|tadi|lalu|dulu|sudah|telah|pernah|dijanjikan|janji(?:nya)?)\b"
    r"(?: \w+){0,3}$"
)
_CLAUSE_END = re.compile(r"[,.;!?\n]+")
_MACHINE = re.compile(r"\b(?:mesin|robot|bot)\b")  # "mesin atau manusia" asks who writes
_TICKET = re.compile(r"\b(?:tiket(?:ku|mu|nya)?|ticket)\b")
_OPENS_TICKET = re.compile(
    r"\b(?:buatkan|buat|bikinkan|dibuatkan|bukakan|bukain|buka|terbitkan|ajukan|minta)"
    r"(?: saya| aku| satu| dulu| saja)* (?:tiket|ticket)(?:nya)?\b"
)
_NOT_YET_WISHED = re.compile(
    r"\b(?:cara\w*|bagaimana|apa|apakah|kenapa|mengapa|kapan|siapa|sudah|tadi|kemarin|telah|pernah|"
    r"jangan|tidak|belum|usah)\b"
    r"|\b(?:kalau|jika|bila|misal\w*|seandainya|andai\w*|setelah|sesudah|habis|if)\b"
    r"(?! (?:bisa|boleh|begitu|gitu|memang|perlu|berkenan|tidak keberatan)\b)"
)  # before it: asks how, tells of one, or wants none
_OUTRIGHT = re.compile(rf"^{_POLITE}*{_PERSON}(?: {_PERSON})? dong\b")  # as written
_CANCELS = re.compile(
    r"^(?:\w+ ){0,2}(?:batalkan|dibatalkan|batalin|dibatalin|cancel)(?: \w+){0,3}$"
    r"|\b(?:yang|permintaan|permohonan|pesan|tadi|kemarin|lama) (?:\w+ ){0,4}"
    r"(?:batalkan|dibatalkan|batalin|dibatalin|cancel)\b"
    r"|\b(?:batalkan|dibatalkan|batalin|dibatalin|cancel) (?:\w+ ){0,2}"
    r"(?:yang|permintaan|tadi|kemarin|semua)\b"
)
LONGEST_CANCEL = 12  # words of a message that takes something back
_ANSWERED_YET = re.compile(
    r"\b(?:dibaca|dibalas|dijawab|diproses|ditanggapi|diteruskan|disampaikan|terkirim|sampai|masuk)"
    r"\w*\b(?: \w+){0,2} (?:belum|durung)\b"
    r"|\bkapan\b(?: \w+){0,3} (?:dibaca|dibalas|dijawab)\w*"
    r"|\b(?:dibaca|dibalas|dijawab)nya kapan\b"
)
_ONLY_READ = re.compile(
    r"^(?:(?:pak|bu|kak|min|halo) )?(?:sudah )?(?:dibaca|dibalas|dijawab)(?:nya)? belum"
    r"(?: (?:ya|sih|kak|pak|bu|min|dong))?$"
)
_NOBODY_READ = re.compile(
    r"\b(?:belum|tidak) ada (?:yang )?(?:balas|bales|jawab|baca|respon|respons|tanggap|balasan|"
    r"jawaban|tanggapan)\w*\b"
    r"|\b(?:pesan|permintaan|chat|pertanyaan) (?:saya|aku|kami)(?: \w+){0,5} "
    r"(?:belum|tidak|kapan) (?:di)?(?:balas|bales|jawab|baca|respon|tanggap|proses)\w*\b"
)


def asks_how_tickets_go(answers: Answers, question: Question) -> bool:
    """Tell whether a message asks what follows a ticket: "kalau bikin tiket, dijawab kapan?"."""
    said = answers.knowledge.standard(question.text)
    found = _TICKET_SUPPOSED.search(said)
    is_asked = found is not None and bool(_HOW_IT_GOES.search(said[found.end() :]))
    if is_asked and _wishes_in_words(answers, question.text):
        return False  # "kalau tidak bisa jawab, minta petugas bisa?" wishes
    return is_asked and not question.is_command and not OTHER_TICKETS.search(said)


def asks_for_ticket(answers: Answers, question: Question) -> bool:
    """Tell whether a message asks after the citizen's ticket."""
    if lost_its_number(question.text) or (names_ticket(question.text) and _asks_own(question)):
        return True
    said = answers.knowledge.standard(question.text)
    is_topic_clear = question.stands_alone and is_topic(question.intent or "")
    if (
        question.is_command
        or supposes_end(question.text)
        or is_topic_clear
        or OTHER_TICKETS.search(said)
    ):
        return False
    is_short = len(said.split()) <= LONGEST_CANCEL
    return bool(_TICKET.search(said) or (is_short and _CANCELS.search(said)))


def _asks_own(question: Question) -> bool:
    """Tell whether a message that names a ticket asks for its number or state, not for rules."""
    is_own = question.intent in (TICKET_STATE, TICKETS)
    return is_own and not question.is_command and asks_ticket_state(question.text)


def asks_whether_read(answers: Answers, question: Question) -> bool:
    """Tell whether a message asks if somebody has read it: a ticket, where one is open."""
    said = answers.knowledge.standard(question.text)
    return bool(_ANSWERED_YET.search(said) or _NOBODY_READ.search(said))


def asks_no_more_than_read(answers: Answers, question: Question) -> bool:
    """Tell whether "sudah dibalas belum?" is all that a message says."""
    return bool(_ONLY_READ.search(answers.knowledge.standard(question.text)))


def says_nobody_read(answers: Answers, question: Question) -> bool:
    """Tell whether a message says outright that a message of theirs lies unread somewhere."""
    return bool(_NOBODY_READ.search(answers.knowledge.standard(question.text)))


def declines_person(answers: Answers, question: Question) -> bool:
    """Tell whether a message says that no person is wanted, and no clause of it wishes for one."""
    said = answers.knowledge.standard(question.text)
    is_declined = bool(_DECLINED.search(said)) and not question.is_command
    return is_declined and not _wishes_in_words(answers, question.text)


def reply_to_wish(answers: Answers, question: Question) -> Reply | None:
    """Ask the gateway for an officer of the unit that the wish is about; None without a wish."""
    said = answers.knowledge.standard(question.text)
    written = " ".join(words(question.text))
    if question.text.startswith("/") or _MACHINE.search(said):
        return None
    wishes = (
        _wishes_in_words(answers, question.text)
        or _opens_ticket(said)
        or _OUTRIGHT.search(written)
    )
    if not wishes and not _part_wishes(question):
        return None
    return wish_granted(answers, question, EscalationReason.ASKED, 1.0)


def _wishes_in_words(answers: Answers, text: str) -> bool:
    """Tell whether a person is wished for; the clause with the wish is judged by itself.

    What is declined or told in another clause ("kemarin sudah lapor, …") says nothing of it.
    """
    whole = answers.knowledge.standard(text)
    if not WISH.search(whole):
        return False
    clauses = [answers.knowledge.normalised(clause) for clause in _CLAUSE_END.split(text)]
    found = [at for at, clause in enumerate(clauses) if WISH.search(clause)]
    if not found:
        return _is_wish(whole)
    return any(_is_wish(clauses[at], " ".join(clauses[at + 1 :])) for at in found)


def is_judged_no_wish(answers: Answers, text: str) -> bool:
    """Tell whether a message has the words of a wish, and they wish for nobody: "diteruskan"."""
    has_words = WISH.search(answers.knowledge.standard(text)) is not None
    return has_words and not _wishes_in_words(answers, text)


def _is_wish(said: str, after: str = "") -> bool:
    """Tell whether a person is wished for, and not declined, asked about or oneself."""
    found = WISH.search(said)
    if found is None or _ONESELF.search(found.group()):
        return False
    before, rest = said[: found.start()].strip(), f"{said[found.end() :]} {after}"
    if _SUPPOSED.search(before) and _HOW_IT_GOES.search(rest):
        return False
    is_told = bool(_PASSED_ON.match(found.group()) and _TOLD.search(before))
    return not is_told and _NO_WISH.search(before) is None


def _opens_ticket(said: str) -> bool:
    """Tell whether a ticket is to be made: "ya bikinin tiket" answers an offer, or begins one."""
    found = _OPENS_TICKET.search(said)
    if found is None or OTHER_TICKETS.search(said):
        return False
    return not _NOT_YET_WISHED.search(said[: found.start()])


def _part_wishes(question: Question) -> bool:
    """Tell whether one sentence is a clear wish for a person, and the whole is near one too."""
    is_near = question.chance_of("human") >= NEAR_WISH
    told = [part for part in question.parts if part.ranking and not tells_of_others(part.text)]
    first = (part.ranking[0] for part in told)
    return is_near and any(r.name == "human" and r.confidence >= SURE_WISH for r in first)


def names_person(answers: Answers, text: str) -> bool:
    """Tell whether a message has a word for somebody to talk to, or for a ticket."""
    said = f"{answers.knowledge.standard(text)} {' '.join(words(text))}"
    return _ANYBODY.search(said) is not None


def tells_of_others(text: str) -> bool:
    """Tell whether somebody else does what the words of a wish are for: "orangnya minta uang".

    Nor does who will call somebody else wish for a person here: "nanti saya hubungi".
    """
    return _OF_OTHERS.search(" ".join(words(text))) is not None


def wish_granted(
    answers: Answers, question: Question, reason: EscalationReason, confidence: float
) -> Reply:
    """Ask for an officer of the matter that a wish names, else of the topic in talk."""
    named = matter_of_wish(answers, question)
    topic = named or question.memory.matter
    return answers.escalate(topic, reason, confidence, is_named=named is not None)


def matter_of_wish(answers: Answers, question: Question) -> str | None:
    """Return the article that a wish is about: by the message, a part of it, or its words."""
    readings = [question.ranking, *(part.ranking for part in question.parts)]
    for reading in readings:
        for ranked in reading:
            if is_topic(ranked.name) and ranked.confidence >= REASON_AT:
                return ranked.name
    said = WISH.sub(" ", answers.knowledge.standard(question.text))
    return matter_named(answers.knowledge, said)
