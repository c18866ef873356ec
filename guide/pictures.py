"""Pictures: every picture of the guide, rendered by LibreOffice from workbooks that the guide's own commands made."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PIL import ImageChops

from guide.pages import PICTURES
from guide.story import USUAL

DOTS = 96
"""Dots to an inch of a page."""
WIDEST, COLOURS, MARGIN = 1500, 255, 12
RARE_TOO = Image.Quantize.MAXCOVERAGE
"""How a palette is chosen: the red of a few words is kept."""
FOOT = 0.06
"""The share of a page at its foot, where only its number stands."""
HEAD = 3
"""Lines at the head of a page, where its title stands."""
LARGEST = 150_000
"""Bytes of a picture."""
FRONT = "scorecard.png"
"""The picture in the README, kept in docs/."""


@dataclass(frozen=True)
class Picture:
    """A page of a workbook: where the workbook stands, and words at the head of that page and of none before it."""

    name: str
    workbook: str
    words: str


def _of(folder: str, name: str, workbook: str, words: str) -> Picture:
    return Picture(f"{name}.png", f"{folder}/{workbook}", words)


Q1, Q4 = "scorecards/2025-26-q1", "scorecards/2025-26-q4"
MANIFEST = (
    _of("demo", "scorecard", f"{Q4}/scorecard.xlsx", "Quarterly scorecard"),
    _of("demo", "exceptions", f"{Q4}/scorecard.xlsx", "owing action"),
    _of("demo", "measure-page", f"{Q4}/scorecard.xlsx", "Domestic abuse reported again within a year Vennermarsh"),
    _of("demo", "actions", f"{Q4}/scorecard.xlsx", "plans owed"),
    _of("demo", "hothouse", f"{Q4}/scorecard.xlsx", "in the hot-house"),
    _of("demo", "journey", "scorecards/2025-26/journey.xlsx", "The improvement journey"),
    _of("demo", "annual", "scorecards/2025-26/annual.xlsx", "Vennermarsh Together"),
    _of("demo", "query-sheet", "returns/2025-26-q4/queries/health.xlsx", "questions about the return"),
    _of("demo", "action-plan", "returns/2025-26-q4/issued/actions-health.xlsx", "Vennermarsh Health Trust"),
    _of("demo", "update-form", "returns/2025-26/issued/update-head-of-housing.xlsx", "annual update"),
    _of("weirside", "own-framework", "framework.xlsx", "What is measured, how it is published"),
    _of("weirside", "own-return", "returns/2025-26-q1/issued/council.xlsx", "filled in"),
    _of("weirside", "own-scorecard", f"{Q1}/scorecard.xlsx", "Quarterly scorecard"),
    _of(USUAL, "target", "target-temporary-homes.xlsx", "Households in temporary accommodation"),
    _of(USUAL, "framework", "framework.xlsx", "What is measured, how it is published"),
    _of(USUAL, "review", "review.xlsx", "Review of the framework"),
    _of(USUAL, "calendar", "calendar-2025-26.xlsx", "Vennermarsh Together"),
    _of(USUAL, "return", "returns/2025-26-q1/issued/council.xlsx", "0 of 19 filled in"),
    _of(USUAL, "register", "returns/2025-26-q1/register.xlsx", "Register"),
    _of(USUAL, "scorecard-members", f"{Q1}/scorecard-members.xlsx", "Members of the Joint Scrutiny Committee"),
    _of(USUAL, "public", f"{Q1}/public.xlsx", "Every measure with its target"),
    _of(USUAL, "logbook", "logbook.xlsx", "Should a service be reviewed"),
    _of(USUAL, "partnership", "partnership.xlsx", "Partnership register"),
    _of(USUAL, "house-style", "templates/house-style.xlsx", "House style"),
)
"""Every picture. A page that shows another, or one of these that no page shows, fails a test."""
PRINTED = {
    f"demo/{Q4}/scorecard.xlsx": ("scorecard", "2025-26 Q4", "--pdf"),
    f"weirside/{Q1}/scorecard.xlsx": ("scorecard", "2025-26 Q1", "--pdf"),
    f"{USUAL}/{Q1}/scorecard-members.xlsx": ("scorecard", "2025-26 Q1", "--for", "members", "--pdf"),
}
"""Workbooks with sparklines, which LibreOffice draws in the wrong place: pmxl prints them with small charts instead."""


def make(root: Path) -> list[Path]:
    """Renders the pictures of a place where the story was played."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    papers = root / "papers"
    books = dict.fromkeys(one.workbook for one in MANIFEST)
    places = {book: _as_pdf(root, book, papers / str(at)) for at, book in enumerate(books)}
    return [_picture(one, places[one.workbook]) for one in MANIFEST]


def _as_pdf(root: Path, name: str, folder: Path) -> Path:
    """The PDF of a workbook: pmxl's own where it writes one, LibreOffice's of the others."""
    book = root / name
    if name in PRINTED:
        place = root / Path(name).parts[0]
        subprocess.run([sys.executable, "-m", "pmxl", *PRINTED[name]], check=True, capture_output=True, cwd=place)  # noqa: S603
        return max(book.parent.glob("*.pdf"), key=lambda made: made.stat().st_mtime_ns)
    _by_libreoffice(book, folder)
    return folder / f"{book.stem}.pdf"


def _by_libreoffice(book: Path, folder: Path) -> None:
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
    """The number of the first page of a PDF that has these words at its head."""
    said = subprocess.run(["pdftotext", "-layout", str(paper), "-"], check=True, capture_output=True, timeout=120)  # noqa: S603, S607
    for number, page in enumerate(said.stdout.decode("utf-8").split("\f"), 1):
        if words in " ".join(" ".join([line for line in page.splitlines() if line.strip()][:HEAD]).split()):
            return number
    raise LookupError(f"No page of {paper.name} is headed “{words}”.")


def small(path: Path) -> Path:
    """A picture cut to what is on it, in a palette, and under the largest size."""
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    image = image.crop((0, 0, image.width, round(image.height * (1 - FOOT))))
    edge = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox() or (0, 0, *image.size)
    left, top = max(edge[0] - MARGIN, 0), max(edge[1] - MARGIN, 0)
    image = image.crop((left, top, min(edge[2] + MARGIN, image.width), min(edge[3] + MARGIN, image.height)))
    image.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    for colours in (COLOURS, COLOURS // 3, COLOURS // 6):
        image.quantize(colours, method=RARE_TOO, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= LARGEST:
            return path
    raise ValueError(f"{path.name} is larger than {LARGEST:,} bytes.")
