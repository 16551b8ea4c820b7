"""One script out of modules."""

from pathlib import Path

import pytest

from serving.bundle import NotBundled, bundle

PAGE = "export const find = (id) => id;\n\nexport const words = {};\nconst own = 1;\n"
TEXT = (
    'import { find as look } from "./page.js";\n\n'
    "export function say() { return look(own); }\nconst own = 2;\n"
)
ENTRY = (
    'import {\n  say,\n} from "./chat/text.js";\nimport { find } from "./chat/page.js";\n'
    'import "./chat/page.js";\n\nconst own = 3;\nfind(say());\n'
)


def written(folder: Path, **files: str) -> Path:
    """Write modules and return the first of them."""
    (folder / "chat").mkdir()
    for name, text in files.items():
        (folder / f"{name.replace('_', '/')}.js").write_text(text, encoding="utf-8")
    return folder / f"{next(iter(files))}.js"


def test_modules_stand_in_the_order_of_their_imports(tmp_path: Path) -> None:
    """What a module imports must be there when it begins; names of its own stay its own."""
    text = bundle(written(tmp_path, chat=ENTRY, chat_page=PAGE, chat_text=TEXT)).text

    assert [line for line in text.splitlines() if line.startswith("const _")] == [
        "const _0 = (() => {",
        "const _1 = (() => {",
        "const _2 = (() => {",
    ]
    assert "const { find: look } = _0;" in text
    assert "const { say, } = _1;" in text
    assert "return { find, words };" in text
    assert "import" not in text
    assert text.endswith("export { _0, _1 };")


def test_what_comes_later_shares_what_is_there(tmp_path: Path) -> None:
    """A second copy of a module would have a second memory, and cost its bytes again."""
    made = bundle(written(tmp_path, chat=ENTRY, chat_page=PAGE, chat_text=TEXT))

    assert made.instead[(tmp_path / "chat" / "page.js").resolve()] == (
        'import { _0 as own } from "../chat.js";\nexport const { find, words } = own;\n'
    )


def test_a_script_that_imports_nothing_stays_as_it_is(tmp_path: Path) -> None:
    """The desk's is an ordinary script, whose names are those of the page."""
    entry = written(tmp_path, chat="function refresh() {}\n")

    assert bundle(entry).text == "function refresh() {}\n"


LAZY = 'import { find } from "./chat/page.js";\n\nimport("./chat/later.js");\n'
LATER = (
    'import { find } from "./page.js";\nimport { say } from "./text.js";\n\n'
    "export const go = say;\n"
)


def test_what_is_loaded_later_is_one_script_too(tmp_path: Path) -> None:
    """Each part for itself would cost a wait, just when somebody begins to write."""
    entry = written(tmp_path, chat=LAZY, chat_page=PAGE, chat_later=LATER, chat_text=TEXT)
    made = bundle(entry)
    later = made.instead[(tmp_path / "chat" / "later.js").resolve()]

    assert 'import("./chat/later.js");' in made.text
    assert later.splitlines()[0] == 'import { _0 } from "../chat.js";'
    assert [line for line in later.splitlines() if line.startswith("const _")] == [
        "const _2 = (() => {",
        "const _3 = (() => {",
    ]
    assert "const words" not in later
    assert later.endswith("export const { go } = _3;")


def test_a_script_of_one_module_may_load_more_later(tmp_path: Path) -> None:
    """It holds nothing that what comes later could share."""
    entry = written(tmp_path, chat='import("./chat/page.js");\n', chat_page=PAGE)
    later = bundle(entry).instead[(tmp_path / "chat" / "page.js").resolve()]

    assert later.startswith("const _1 = (() => {")
    assert later.endswith("export const { find, words } = _1;")


def test_no_other_module_may(tmp_path: Path) -> None:
    """Where it then stands, "beside itself" is another place."""
    page = f'{PAGE}export const more = () => import("./later.js");\n'

    with pytest.raises(NotBundled, match=r"page\.js"):
        bundle(written(tmp_path, chat=ENTRY, chat_page=page, chat_text=TEXT))


@pytest.mark.parametrize(
    "line",
    [
        'import page from "./chat/page.js";',
        'import * as page from "./chat/page.js";',
        'import { find } from "https://elsewhere.example/page.js";',
        "export let count = 0;",
        "export { own };",
        "export default own;",
        'import { find } from "./chat/nowhere.js";',
        'import { own } from "./chat.js";',
        'import("./chat/nowhere.js");',
    ],
)
def test_what_is_not_understood_stops_the_start(tmp_path: Path, line: str) -> None:
    """A page whose script is broken would be found by citizens."""
    entry = written(tmp_path, chat=f"{line}\nconst own = 1;\n", chat_page=PAGE)

    with pytest.raises(NotBundled):
        bundle(entry)
