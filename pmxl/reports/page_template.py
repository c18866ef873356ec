"""Template of the scorecard's pages: what is printed around them, where the logo stands, how columns are headed.

Which columns there are, and in which order perspectives and measures come, is the framework's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import show
from pmxl.framework.columns_audiences import USUAL_COLUMNS
from pmxl.periods import day_in_words
from pmxl.reports import panel_columns
from pmxl.reports.captions import with_heads
from pmxl.sheets import style
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import address
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.glyphs import lines_needed
from pmxl.sheets.house_style import Logo
from pmxl.sheets.letterhead import with_logo
from pmxl.sheets.read import read_workbook
from pmxl.terms import Severity

if TYPE_CHECKING:
    from pmxl.assess import Assessment

SHEET = "Scorecard page"
PLACES = ("Header left", "Header middle", "Header right", "Footer left", "Footer middle", "Footer right")
LOGO_KEY = "Logo"
LOGO_PLACES = ("first sheet", "every sheet", "printed header", "none")
CAPTIONS = {
    column.heading: column.width
    for column in (panel_columns.FIRST, *panel_columns.EVERY)
    if column.word == panel_columns.FIRST.word or (column.word in USUAL_COLUMNS and column.word != panel_columns.TREND)
}
"""The headings that may be worded otherwise, and the width of the column of the first sheet that each has."""
FIELDS = ("partnership", "period", "covers", "status", "made", "sheet", "page", "pages")
FIELD = re.compile(r"\{([^{}]*)\}")
LONGEST = 120
LINES = 2
"""What a heading may take on the first sheet."""
KEY_COLUMN, ANSWER_COLUMN = 2, 3


@dataclass(frozen=True, slots=True)
class PageTemplate:
    """What a partnership chooses of its scorecard's pages; the defaults are the program's own."""

    header: tuple[str, str, str] = ("", "", "")
    footer: tuple[str, str, str] = ("{partnership} · {period} · {status}", "", "Page {page} of {pages}")
    logo: str = LOGO_PLACES[0]
    captions: tuple[tuple[str, str], ...] = ()


AS_IT_IS = PageTemplate()


def read_page_template(path: Path) -> PageTemplate:
    """The template of a partnership; a Refusal that names every cell that breaks its contract (TPL015 to TPL017)."""
    book = read_workbook(path)
    sheet = book.sheet(SHEET)
    if sheet is None:
        ask = "Take a fresh template with: pmxl template scorecard."
        raise Refusal(
            Finding("TPL015", Severity.ERROR, f"The sheet '{SHEET}' is gone.", ask, file=path.name, part=SHEET)
        )
    said = _said(sheet)
    faults = list(_faults(said))
    if faults:
        raise Refusal(
            *(
                Finding(code, Severity.ERROR, says, ask, file=path.name, sheet=sheet.name, cell=cell, part=SHEET)
                for code, cell, says, ask in faults
            )
        )
    texts = [said[place][1] for place in PLACES]
    return PageTemplate(
        header=(texts[0], texts[1], texts[2]),
        footer=(texts[3], texts[4], texts[5]),
        logo=said[LOGO_KEY][1].casefold(),
        captions=tuple((word, said[word][1]) for word in CAPTIONS if said[word][1] not in ("", word)),
    )


def paged(plan: BookPlan, template: PageTemplate, assessment: Assessment, logo: Logo | None = None) -> BookPlan:
    """The scorecard with its pages as the template has them."""
    if template.logo in LOGO_PLACES[:2]:
        plan = with_logo(plan, logo, every=template.logo == LOGO_PLACES[1])
    printed = logo.data if logo and template.logo == LOGO_PLACES[2] else b""
    if replace(template, logo=AS_IT_IS.logo) == AS_IT_IS and not printed:
        return plan
    captions, fields = dict(template.captions), _fields(assessment)
    return replace(plan, sheets=tuple(_paged(sheet, template, fields, captions, printed) for sheet in plan.sheets))


def _paged(
    sheet: SheetPlan, template: PageTemplate, fields: Mapping[str, str], captions: Mapping[str, str], logo: bytes
) -> SheetPlan:
    def filled(text: str) -> str:
        return FIELD.sub(lambda found: fields.get(found[1].strip().casefold(), found[0]), text)

    left, middle, right = map(filled, template.header)
    footer = tuple(map(filled, template.footer))
    page = replace(
        sheet.page,
        header=(left, middle, right),
        header_logo=logo,
        footer_left=footer[0],
        footer_center=footer[1],
        footer_right=footer[2],
    )
    return with_heads(replace(sheet, page=page), captions)


def _fields(assessment: Assessment) -> dict[str, str]:
    """What stands for each field; sheet and page numbers are Excel's to fill in."""
    return {
        "partnership": assessment.framework.settings.name,
        "period": assessment.period.label,
        "covers": assessment.period.spoken,
        "status": assessment.status,
        "made": day_in_words(assessment.made_at.date()),
    }


Said = dict[str, tuple[str, str]]
"""What the officer says of each thing: the cell, and the text."""


def _said(sheet: ReadSheet) -> Said:
    known = {key.casefold(): key for key in (*PLACES, LOGO_KEY, *CAPTIONS)}
    found: Said = {}
    for (row, col), cell in sorted(sheet.cells.items()):
        key = known.get(_text(cell).casefold()) if col == KEY_COLUMN else None
        if key:
            found.setdefault(key, (address(row, ANSWER_COLUMN), _text(sheet.cells.get((row, ANSWER_COLUMN)))))
    return found


def _text(cell: Cell | None) -> str:
    return "" if cell is None or cell.value is None else " ".join(str(cell.value).split())


def _faults(said: Said) -> Iterator[tuple[str, str, str, str]]:
    for key in (*PLACES, LOGO_KEY, *CAPTIONS):
        if key not in said:
            ask = "Type it back in column B, or take a fresh template with: pmxl template scorecard."
            yield "TPL015", "", f"The line '{key}' is gone.", ask
    for key in PLACES:
        yield from _about_margin(*said.get(key, ("", "")))
    cell, place = said.get(LOGO_KEY, ("", LOGO_PLACES[0]))
    if place.casefold() not in LOGO_PLACES:
        says = f"The logo is to stand at '{show(place, 40)}', which is no place for it."
        yield "TPL016", cell, says, f"Type one of: {', '.join(LOGO_PLACES)}."
    yield from _about_captions(said)


def _about_margin(cell: str, text: str) -> Iterator[tuple[str, str, str, str]]:
    for field in FIELD.findall(text):
        if field.strip().casefold() not in FIELDS:
            says = f"Nothing is known to fill in for '{{{show(field, 40)}}}'."
            yield "TPL016", cell, says, f"Choose from: {', '.join(f'{{{name}}}' for name in FIELDS)}."
    if len(text) > LONGEST:
        says = f"The text has {len(text)} characters, and at most {LONGEST} are printed there."
        yield "TPL016", cell, says, "Shorten it."


def _about_captions(said: Said) -> Iterator[tuple[str, str, str, str]]:
    """A heading too long for its column, and one that two columns would share."""
    taken: dict[str, str] = {}
    for word, width in CAPTIONS.items():
        cell, caption = said.get(word, ("", ""))
        caption = caption or word
        lines = lines_needed(caption, style.COLUMN_HEAD.but(indent=1), width)
        if lines > LINES:
            says = (
                f"The heading '{show(caption, 60)}' takes {lines} lines in its column, and there is room for {LINES}."
            )
            yield "TPL017", cell, says, "Shorten it."
        if caption.casefold() in taken:
            says = f"'{show(caption, 60)}' would head two columns, {taken[caption.casefold()]} and {word}."
            yield "TPL017", cell, says, "Give one of them another heading."
        taken[caption.casefold()] = word
