"""A small checkout with examples in two files, in the format of the real ones."""

from pathlib import Path

DOMAIN = "version: '3.1'\nintents: [magang, cpns, pkl, greet, out_of_scope]\n"
NLU = """\
# What people write. Written by hand.
version: "3.1"

nlu:
- intent: magang # students
  examples: |
    - cara magang di bpkp
    - mau pkl di kantor [medan](province)

- intent: greet
  examples: |
    - halo

# Entities
- lookup: province
  examples: |
    - medan
"""
LAY = """\
version: "3.1"
nlu:
- intent: magang
  examples: |
    - anak saya mau belajar kerja
- intent: cpns
  examples: |
    - jadi pns bpkp
    - lowongan abdi negara
"""
ALSO = 'version: "3.1"\nnlu:\n- intent: cpns\n  examples: |\n    - capeg\n'
ASKED = '{"text": "apa saja syarat magang", "expect": ["magang"]}\n'


def make_checkout(root: Path) -> Path:
    """Write the files that the register reads beside the database."""
    for folder in ("data", "content/articles", "tests/questions", "nlu", "service"):
        (root / folder).mkdir(parents=True)
    files = {
        "domain.yml": DOMAIN,
        "config.yml": "language: id\n",
        "data/nlu.yml": NLU,
        "data/lay.yml": LAY,
        "data/also.yml": ALSO,
        "data/rules.yml": "rules: []\n",
        "content/slang.yml": "words:\n  gmn: bagaimana\n  cr: cara\n  yg: yang\n",
        "tests/questions/development.jsonl": ASKED,
        "nlu/parts.py": "",
        "service/text.py": "",
    }
    for name, text in files.items():
        (root / name).write_text(text)
    for topic in ("magang", "cpns", "pkl"):
        (root / "content" / "articles" / f"{topic}.md").write_text("")
    return root


def edit(root: Path, name: str, before: str, after: str) -> None:
    """Change a file of ``data/`` as somebody with an editor would."""
    path = root / "data" / name
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))
