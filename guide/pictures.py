"""Pictures: every picture of the guide, rendered by LibreOffice from workbooks that the guide's own commands made."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PIL import ImageChops

from guide.pages import PICTURES
from guide.story import DOCS
from guide.story import USUAL

DOTS = 96
"""Dots to an inch of a page."""
WIDEST, COLOURS, MARGIN = 1500, 96, 12
LARGEST = 150_000
"""Bytes of a picture."""
FRONT = "scorecard.png"
"""The picture in the README, kept in docs/."""


@dataclass(frozen=True)
class Picture:
    """A page of a workbook: where the workbook stands, and words that only that page has."""

    name: str
    workbook: str
    words: str


def _of(folder: str, name: str, workbook: str, words: str) -> Picture:
    return Picture(f"{name}.png", f"{folder}/{workbook}", words)


Q1, Q4 = "scorecards/2025-26-q1", "scorecards/2025-26-q4"
MANIFEST = (
    _of("demo", "scorecard", f"{Q4}/scorecard.xlsx", "quarterly scorecard"),
    _of("demo", "exceptions", f"{Q4}/scorecard.xlsx", "Exceptions"),
    _of("demo", "measure-page", f"{Q4}/scorecard.xlsx", "Process chart"),
    _of("demo", "actions", f"{Q4}/scorecard.xlsx", "Actions"),
    _of("demo", "hothouse", f"{Q4}/scorecard.xlsx", "Hot-house"),
    _of("demo", "journey", "scorecards/2025-26/journey.xlsx", "Journey"),
    _of("demo", "annual", "scorecards/2025-26/annual.xlsx", "Annual"),
    _of("demo", "target", "target-temporary-homes.xlsx", "target"),
    _of("demo", "query-sheet", "returns/2025-26-q4/queries/health.xlsx", "asked"),
    _of("demo", "action-plan", "returns/2025-26-q4/issued/actions-council.xlsx", "Action plan"),
    _of("demo", "update-form", "returns/2025-26/issued/update-head-of-housing.xlsx", "update"),
    _of(USUAL, "framework", "framework.xlsx", "measures"),
    _of(USUAL, "review", "review.xlsx", "Review"),
    _of(USUAL, "calendar", "calendar-2025-26.xlsx", "Calendar"),
    _of(USUAL, "return", "returns/2025-26-q1/issued/council.xlsx", "Return"),
    _of(USUAL, "register", "returns/2025-26-q1/register.xlsx", "Returns"),
    _of(USUAL, "scorecard-members", f"{Q1}/scorecard-members.xlsx", "quarterly scorecard"),
    _of(USUAL, "public", f"{Q1}/public.xlsx", "2025-26"),
    _of(USUAL, "logbook", "logbook.xlsx", "reviews"),
    _of(USUAL, "partnership", "partnership.xlsx", "register"),
    _of(USUAL, "house-style", "templates/house-style.xlsx", "House"),
)
"""Every picture. A page that shows another, or one of these that no page shows, fails a test."""


def make(root: Path) -> list[Path]:
    """Renders the pictures of a place where the story was played, and the README's into docs/."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    papers = root / "papers"
    books = dict.fromkeys(root / one.workbook for one in MANIFEST)
    for folder, wanted in _numbered(books, papers):
        _as_pdf(wanted, folder)
    places = {book: papers / str(at) / f"{book.stem}.pdf" for at, book in enumerate(books)}
    made = [_picture(one, places[root / one.workbook]) for one in MANIFEST]
    shutil.copy(PICTURES / FRONT, DOCS / FRONT)
    return made


def _numbered(books: Iterable[Path], papers: Path) -> list[tuple[Path, Path]]:
    return [(papers / str(at), book) for at, book in enumerate(books)]


def _as_pdf(book: Path, folder: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        raise FileNotFoundError("LibreOffice (soffice) makes the pictures, and it is not installed here.")
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603 - our own workbooks


def _picture(wanted: Picture, paper: Path) -> Path:
    """The first page that has the words, cut to what is on it, in few colours."""
    page = page_with(paper, wanted.words)
    stem = PICTURES / Path(wanted.name).stem
    command = [
        "pdftoppm",
        "-png",
        "-singlefile",
        "-r",
        str(DOTS),
        "-f",
        str(page),
        "-l",
        str(page),
        str(paper),
        str(stem),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603
    return small(PICTURES / wanted.name)


def page_with(paper: Path, words: str) -> int:
    """The number of the first page of a PDF that has these words."""
    said = subprocess.run(["pdftotext", "-layout", str(paper), "-"], check=True, capture_output=True, timeout=120)  # noqa: S603, S607
    pages = said.stdout.decode("utf-8").split("\f")
    for number, text in enumerate(pages, 1):
        if words.casefold() in text.casefold():
            return number
    raise LookupError(f"No page of {paper.name} says “{words}”.")


def small(path: Path) -> Path:
    """A picture cut to what is on it, in a palette, and under the largest size."""
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    edge = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox() or (0, 0, *image.size)
    image = image.crop((max(edge[0] - MARGIN, 0), max(edge[1] - MARGIN, 0), edge[2] + MARGIN, edge[3] + MARGIN))
    image.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    for colours in (COLOURS, COLOURS // 3, COLOURS // 6):
        image.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= LARGEST:
            return path
    raise ValueError(f"{path.name} is larger than {LARGEST:,} bytes.")
