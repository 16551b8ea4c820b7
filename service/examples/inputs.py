"""Writes what a model is made from into a folder of its own, with the register's examples.

Called before a candidate is trained. With a register that is the files' the folder is the checkout
byte for byte, so the model has the same name.
"""

import shutil
from pathlib import Path

from sqlalchemy.orm import Session

from service.examples.rendering import render

COPIED = ("config.yml", "domain.yml", "content/slang.yml")
LINKED = ("nlu", "service", "tests", "content/articles")  # code, and what the check looks at


def write_training_inputs(session: Session, root: Path, folder: Path) -> None:
    """Fill an empty folder; one that is not there is made.

    Code, articles and measuring questions are links into the checkout.

    Raises:
        ExamplesInvalid: A file of examples cannot be read; nothing was written.
    """
    texts = render(session, root)
    (folder / "content").mkdir(parents=True)
    (folder / "data").mkdir()
    for name, text in texts.items():
        (folder / "data" / name).write_bytes(text.encode())
    for name in COPIED:
        shutil.copyfile(root / name, folder / name)
    for name in LINKED:
        if (root / name).exists():
            (folder / name).symlink_to(root / name)
