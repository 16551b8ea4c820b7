"""Both sides beside a sentence: what it joins, and what it could be taken for."""

from service.examples.register import Example
from service.learning.nearby import Neighbours


def example(text: str, intent: str) -> Example:
    return Example(text=text, intent=intent, file="nlu.yml")


def test_the_nearest_stand_on_both_sides() -> None:
    """Whoever approves sees at once whether it belongs; what is far away says nothing."""
    near = example("magang sambil kuliah boleh", "magang")
    other = example("Skripsi sambil kuliah, boleh?", "data-skripsi")
    far = [example("jam buka kantor", "jam-layanan"), example("alamat pusat", "magang")]

    found = Neighbours([*far, other, near]).near("kuliah sambil magang boleh ga", "magang")

    assert (found.same, found.others) == ((near,), (other,))


def test_of_nothing_nothing_is_near() -> None:
    """The register may be empty still."""
    found = Neighbours([]).near("magang", "magang")

    assert (found.same, found.others) == ((), ())
