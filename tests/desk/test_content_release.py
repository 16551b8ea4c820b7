"""An article that is published while a release serves is a release of content."""

from service.releases.register import releases
from service.releases.views import Kind
from service.storage.release_tables import ServingOrder
from tests.desk.writers import NEW, Writers, writers
from tests.service.releases.candidates import candidate
from tests.service.releases.test_register import BUNDLE

__all__ = ["writers"]  # the fixture


async def test_a_published_article_is_a_release_of_its_own(writers: Writers) -> None:
    """What citizens are told is in the register, whoever changed it, without a training."""
    desk = writers.desk
    served = candidate(desk.database, BUNDLE, desk.clock())
    order = ServingOrder(
        release_id=served.id, state="serving", ordered_by="budi", ordered_at=desk.clock()
    )
    with desk.database.write() as session:
        session.add(order)
    made = await writers.propose(text=NEW)
    address = made.headers["location"].split("?")[0]
    await writers.mira.post(f"{address}/approve", address, seen="1")
    with desk.database.read() as session:
        newest = releases(session)[0]
    page = await writers.mira.text(f"/releases/{newest.id}")

    assert (newest.kind, newest.against_id, newest.model) == (
        Kind.CONTENT,
        served.id,
        served.model,
    )
    assert newest.bundle.parts["articles/ppid-waktu"]
    assert "Isi jawaban berubah" in page
