"""Makes the golden renderings and the list of codes anew: `make golden`. Look at the workbooks first."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from guide.made import codes
from guide.made.messages import by_code
from tests.golden.rendering import render_book
from tests.golden.rendering import render_sheet
from tests.kinds import KINDS
from tests.kinds import plan_of

HERE = Path(__file__).resolve().parent


def rendered(kind: str) -> dict[str, str]:
    """The files of a kind: of the book, and of each sheet by its name."""
    plan = plan_of(kind)
    found = {"_book.txt": render_book(plan)}
    for sheet in plan.sheets:
        found[f"{re.sub(r'[^a-z0-9]+', '-', sheet.name.lower()).strip('-') or 'sheet'}.txt"] = render_sheet(sheet)
    assert len(found) == len(plan.sheets) + 1, f"two sheets of {kind} would share a file"
    return {name: "\n".join(lines) + "\n" for name, lines in found.items()}


def make() -> None:
    """Write every rendering in place of the last."""
    for kind in KINDS:
        folder = HERE / kind
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, text in rendered(kind).items():
            (folder / name).write_text(text, encoding="utf-8")
    codes.FILE.write_text(codes.brought_up(by_code()), encoding="utf-8")


if __name__ == "__main__":
    make()
