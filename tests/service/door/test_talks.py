"""Messages read in their conversation."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from service.door.accusations import Accusations
from service.door.channels import PROTECTION, STAFF, UNSURE, VILLAGE
from service.door.talks import LASTS, MORE, REMEMBERED, Recent, Talk, Talks
from service.door.telling import Telling

NOW = datetime(2026, 11, 27, 3, tzinfo=UTC)


def talks() -> Talks:
    """Return a reader that knows only rules."""
    return Talks(Accusations(), Telling())


class Undecided(Telling):
    """Surely answers nothing, so that what was said before decides."""

    def is_answered(self, text: str) -> bool:
        """Leave every message open."""
        return False


def test_nothing_is_held_before_somebody_begins_to_tell() -> None:
    """ "Namanya pak Slamet" answers many questions."""
    told = talks().read("namanya pak Slamet", None, Talk("a", NOW))

    assert (told.argument, told.is_telling) == (None, False)


def test_a_wish_to_tell_opens_the_state_and_is_answered() -> None:
    """Who wants to report must be told where."""
    told = talks().read("mau cerita soal desa", None, Talk("a", NOW))

    assert (told.argument, told.is_telling) == (None, True)


def test_the_channel_comes_from_what_was_said_before() -> None:
    """The name in the second message belongs to the office in the first."""
    reader = talks()
    reader.read("mau lapor pegawai bpkp", None, Talk("a", NOW))

    told = reader.read("pak Slamet", None, Talk("a", NOW, is_telling=True))

    assert (told.argument, told.channel) == (STAFF, STAFF)


def test_who_asked_for_safety_first_is_led_to_where_one_reports() -> None:
    """Who protects takes no report; whom it is about was said in the question."""
    reader = talks()
    reader.read("aman nggak kalau saya lapor kades?", None, Talk("a", NOW))

    told = reader.read("pak Slamet", None, Talk("a", NOW, is_telling=True, channel=PROTECTION))

    assert told.channel == VILLAGE


def test_without_memory_the_particular_is_held_all_the_same() -> None:
    """After a restart the flag is there and the words are not: every channel is named."""
    told = talks().read("pak Slamet", None, Talk("a", NOW, is_telling=True))

    assert told.argument == UNSURE


def test_a_channel_that_is_known_is_not_told_again() -> None:
    """One line is enough for each further particular."""
    talk = Talk("a", NOW, is_telling=True, channel=VILLAGE)

    assert talks().read("pak Slamet", None, talk).argument == f"{MORE}+{VILLAGE}"


def test_the_last_three_messages_are_read_together() -> None:
    """Two harmless halves make an accusation."""
    reader = Talks(Accusations(), Undecided())
    talk = Talk("a", NOW, is_telling=True, channel=VILLAGE)
    half = "katanya korupsi beras"

    assert reader.read(half, None, replace(talk, conversation_id="b")).argument is None
    reader.read("kades kami", None, talk)
    assert reader.read(half, None, talk).argument == f"{MORE}+{VILLAGE}"


class Plain(Telling):
    """Takes every message for a particular."""

    def tells_plainly(self, text: str) -> bool:
        """Hold whatever completes an accusation."""
        return True


class Completed(Accusations):
    """Takes every second message for the deed of whom the first spoke."""

    def completes(self, text: str, before: str) -> bool:
        """Say so wherever something was said before."""
        return bool(before.strip())


def test_who_asks_first_and_tells_then_is_held_without_a_word_about_telling() -> None:
    """ "Boleh auditor terima makan?" and then "minta 2 juta" accuse as one message would."""
    reader = Talks(Completed(), Plain())
    talk = Talk("a", NOW)

    assert reader.read("boleh auditor bpkp terima makan?", None, talk).argument is None
    assert reader.read("minta 2 juta", None, talk).argument == STAFF


def test_the_same_channel_is_one_line_right_after_it_was_read() -> None:
    """Who tells on accuses again in each message, and has read the channel in full."""
    talk = Talk("a", NOW, is_telling=True, channel=VILLAGE)
    accuses = "kades kami korupsi dana desa"

    assert talks().read(accuses, VILLAGE, talk).argument == VILLAGE
    later = replace(talk, was_held=True)
    assert talks().read(accuses, VILLAGE, later).argument == f"{MORE}+{VILLAGE}"


def test_a_message_that_comes_once_more_is_remembered_once() -> None:
    """Telegram repeats an update, and would push out what was said before it."""
    reader = Talks(Accusations(), Undecided())
    talk = Talk("a", NOW, is_telling=True, channel=VILLAGE)
    for text in ("kades kami", "sudah lama", "sudah lama"):
        reader.read(text, None, talk)

    assert reader.read("katanya korupsi beras", None, talk).argument == f"{MORE}+{VILLAGE}"


def test_what_was_said_is_forgotten_after_half_an_hour() -> None:
    """Words of a wrong are no treasure."""
    reader = talks()
    reader.read("mau lapor pegawai bpkp", None, Talk("a", NOW))

    told = reader.read("pak Slamet", None, Talk("a", NOW + LASTS, is_telling=True))

    assert told.argument == UNSURE


def test_what_was_said_leaves_the_memory_though_nobody_writes_any_more() -> None:
    """A gateway at night must not hold what a whistleblower wrote at noon."""
    recent = Recent()
    recent.add(Talk("a", NOW), "pak Slamet")

    recent.forget_old(NOW + LASTS)

    assert recent.before(Talk("a", NOW)) == []


def test_an_old_word_goes_though_the_conversation_goes_on() -> None:
    """Only what was said within half an hour is read together."""
    recent = Recent()
    recent.add(Talk("a", NOW), "pak Slamet")

    recent.add(Talk("a", NOW + LASTS), "jam buka")

    assert recent.before(Talk("a", NOW)) == ["jam buka"]


def test_the_same_words_an_hour_later_are_a_new_message() -> None:
    """Who writes "petugas" again after lunch must be heard."""
    recent = Recent()
    recent.add(Talk("a", NOW), "petugas")

    recent.add(Talk("a", NOW + 2 * LASTS), "petugas")
    recent.forget_old(NOW + 2 * LASTS)

    assert recent.before(Talk("a", NOW + 2 * LASTS)) == ["petugas"]


def test_a_crowd_does_not_fill_the_memory() -> None:
    """The oldest conversation is forgotten first."""
    reader = talks()
    for number in range(REMEMBERED + 1):
        reader.read("mau lapor pegawai bpkp", None, Talk(str(number), NOW))
    later = NOW + timedelta(minutes=1)

    assert reader.read("pak Slamet", None, Talk("0", later, is_telling=True)).argument == UNSURE
    assert reader.read("pak Slamet", None, Talk("9", later, is_telling=True)).argument == STAFF
