"""The desk as a whole: health, headers, and pages for what goes wrong."""

from pathlib import Path

import pytest

from desk.app import create_app
from doubles.knowledge import CONTENT
from service.clock import utc_now
from service.content.desk_hours import read_desk_hours
from service.content.sentences import Sentences, load_sentences
from service.errors import UnknownSentence
from service.storage.database import Database
from tests.desk.desk_harness import SEAL, DeskHarness


async def test_healthz_is_ok_with_a_database(desk: DeskHarness) -> None:
    """Whoever watches the service asks here, without a log-in."""
    answer = await desk.browser().get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok")


async def test_readyz_is_ok_with_a_database(desk: DeskHarness) -> None:
    """Whoever starts the service waits for this; it tells nothing that is secret."""
    answer = await desk.browser().get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "problems": [], "degraded": []}


async def test_readyz_fails_without_the_tables(tmp_path: Path) -> None:
    """A desk that was never migrated must not be called ready."""
    database = Database(f"sqlite:///{tmp_path}/empty.db")
    app = create_app(
        database, load_sentences(CONTENT), {}, utc_now, False, SEAL, read_desk_hours(CONTENT)
    )
    desk = DeskHarness(database, app)

    answer = await desk.browser().get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["problems"] == ["database"]
    await desk.close()


def test_missing_sentence_is_found_at_the_start(tmp_path: Path) -> None:
    """An officer must not be the first to learn that a citizen's notice is missing."""
    database = Database(f"sqlite:///{tmp_path}/x.db")

    with pytest.raises(UnknownSentence, match="officer_joined"):
        create_app(database, Sentences({}), {}, utc_now, False, SEAL, read_desk_hours(CONTENT))


@pytest.mark.parametrize("path", ["/login", "/", "/nowhere", "/healthz", "/static/desk.css"])
async def test_every_answer_carries_the_security_headers(desk: DeskHarness, path: str) -> None:
    """One forgotten page is enough for an attack."""
    answer = await desk.browser().get(path)

    headers = answer.headers
    assert headers["content-security-policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == ("no-cache" if "static" in path else "no-store")


SENT_AS_FILE = "release_report_page.html"  # written by `tanya train --html`, served by nobody


def test_templates_hold_no_inline_code_and_trust_nothing() -> None:
    """The browser would refuse inline code, and ``safe`` would let a citizen's in."""
    for template in (CONTENT.parent / "desk" / "templates").glob("*.html"):
        source = template.read_text(encoding="utf-8")
        if template.name == SENT_AS_FILE:
            source = source.replace("<style>{{ style }}</style>", "")
        for forbidden in ("|safe", "| safe", "style=", "<style", "onclick", "<script>", "http://"):
            assert forbidden not in source, f"{template.name}: {forbidden}"


@pytest.mark.parametrize("path", ["/login", "/escalations/TB-0000-0000/reply"])
async def test_oversize_form_is_refused(desk: DeskHarness, path: str) -> None:
    """Nobody may fill the memory, logged in or not."""
    answer = await desk.browser().client.post(path, data={"text": "a" * 70_000})

    assert answer.status_code == 413
    assert "Isi formulir terlalu besar" in answer.text


async def test_longest_reply_of_emoji_fits(desk: DeskHarness) -> None:
    """The limit of a form must not be smaller than the limit of a reply."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()

    answer = await officer.post(f"/escalations/{ticket}/reply", text="😀" * 2000)

    assert answer.status_code == 303


async def test_form_with_hundreds_of_fields_is_refused(desk: DeskHarness) -> None:
    """No form of ours has them."""
    fields = {f"f{number}": "x" for number in range(200)}

    answer = await desk.browser().client.post("/login", data=fields)

    assert answer.status_code == 400


async def test_failure_gives_the_text_back_and_logs_no_words(
    desk: DeskHarness, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A database error's text holds what was being stored; neither page nor log may repeat it."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    monkeypatch.setattr("service.escalations.claims.answer_escalation", fail)

    answer = await officer.post(f"/escalations/{ticket}/reply", text="Jawaban rahasia")

    printed = "".join(capsys.readouterr())
    assert answer.status_code == 500
    assert "Terjadi gangguan pada sistem" in answer.text
    assert "Jawaban rahasia</textarea>" in answer.text
    assert answer.headers["x-frame-options"] == "DENY"
    assert "request_failed" in printed
    assert "rahasia" not in printed
    assert desk.replies(ticket) == []


async def test_words_from_another_site_are_not_put_on_our_page(desk: DeskHarness) -> None:
    """An error page must not show text that somebody else's form sent."""
    stranger = desk.browser()
    stranger.client.headers["sec-fetch-site"] = "cross-site"

    answer = await stranger.client.post("/escalations/TB-1/reply", data={"text": "Telepon penipu"})

    assert answer.status_code == 403
    assert "penipu" not in answer.text


async def test_action_opened_as_a_page_is_explained(desk: DeskHarness) -> None:
    """A bookmark of an action must neither act nor show a bare error."""
    answer = await desk.browser().get("/escalations/TB-0000-0000/close")

    assert answer.status_code == 405
    assert "tombol" in answer.text


def fail(*_: object) -> None:
    """Fail as a database does, with the words in the error's text."""
    raise RuntimeError("parameters: Jawaban rahasia")
