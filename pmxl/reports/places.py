"""Places: the name of every sheet of a scorecard, and where each measure stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from pmxl.reports.band import FRONT
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import rows_of
from pmxl.sheets import style
from pmxl.sheets.cells import address
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Style
from pmxl.sheets.text import SHEET_LIMIT
from pmxl.sheets.text import sheet_name
from pmxl.sheets.text import utf16_length

if TYPE_CHECKING:
    from pmxl.assess import Assessment

CONTENTS = "Contents"
EXCEPTIONS = "Exceptions"
PARTNERS = "Partners"
AREAS = "Areas"
GOALPOSTS = "Goalposts"
QUALITY = "Data quality"
ACTIONS = "Actions"
HOTHOUSE = "Hot-house"
AGENDA = "Agenda"
CONTRIBUTIONS = "Contributions"
RETURNED = "Returned"
METHOD = "Method"
DATA = "Data"
TREND = "Trend"
DRAWN = "Drawn"
QUESTIONS = "Questions"
MEASURES = "Measures"
"""The one sheet that all perspectives share where measures are few."""
FEW_MEASURES = 12
"""Up to so many measures, all perspectives share a sheet: each alone would print a line or two on a large page."""
PROFILES = "Area profiles"
SERVICES = "Service reviews"
BUDGETS = "Budgets"
EFFICIENCY = "Efficiency"
RISKS = "Risks"
LEARNING = "Learning"
FEW_AREAS = 4
"""Up to so many areas have a sheet each."""
WORTH_A_SHEET = 8
"""Measures of an area, on the average, from which it has one."""
FIXED = (
    *(FRONT, CONTENTS, EXCEPTIONS, PARTNERS, AREAS, CONTRIBUTIONS, GOALPOSTS, RETURNED, METHOD, DATA, TREND),
    *(DRAWN, QUESTIONS, PROFILES, QUALITY, MEASURES),
    *(SERVICES, BUDGETS, EFFICIENCY, RISKS, LEARNING),
    *(ACTIONS, HOTHOUSE, AGENDA),
)
"""Sheets of every scorecard (areas where there are any); a perspective or measure of the same name gives way."""

NUMBERED = len(" (99)")
"""Characters kept free for a number where two names would be the same."""
DANGLING = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "before", "between", "but", "by", "could", "did", "for", "from", "had"),
        *("has", "have", "how", "in", "is", "of", "on", "or", "per", "since", "than", "that", "the", "their", "they"),
        *("this", "to", "was", "were", "what", "when", "where", "which", "who", "whose", "will", "with", "within"),
    )
)
"""Words on which a name that is cut should not end."""

SIGN = "›"
MORE = style.ruled(style.CENTERED.but(color=style.LINK_BLUE, bold=True))
MORE_WIDTH = 3.0


@dataclass(frozen=True)
class Places:
    """Sheet names by perspective (one for all where measures are few), by key measure and by area (none where all areas
    share a sheet), and the row of every measure on its perspective's sheet.

    `tops` are the rows on which perspectives begin, where they share a sheet.

    `sheets` are the names of all sheets behind the first that the workbook has; None where they are not known yet.
    """

    perspectives: Mapping[str, str]
    measures: Mapping[str, str]
    rows: Mapping[str, int] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    tops: Mapping[str, int] = field(default_factory=dict)
    sheets: frozenset[str] | None = None

    def has(self, sheet: str) -> bool:
        """True where the workbook has that sheet, as far as is known."""
        return self.sheets is None or sheet in self.sheets

    def perspective(self, perspective: str) -> str:
        """Where a perspective's measures stand in full, as a link names it; "" where the workbook has no such sheet."""
        sheet = self.perspectives.get(perspective, "")
        return reference(sheet, self.tops.get(perspective, 1)) if sheet else ""

    def more(self, row: Row, look: Style = MORE) -> Cell:
        """The sign that leads from a measure to its own page, or else to its row on its perspective's sheet.

        It has a cell of its own: some programs show a linked cell as one unbroken line in a blue of their choosing.
        """
        measure = row["measure"]
        if measure in self.measures:
            target, tip = reference(self.measures[measure]), "The page of this measure"
        else:
            target = reference(self.perspectives[row["perspective"]], self.rows.get(measure, 1))
            tip = "This measure in full"
        return Link(SIGN, target, tip), look

    def page(self, row: Row, look: Style = MORE) -> Cell:
        """The sign that leads to a measure's own page; nothing where it has none."""
        return self.more(row, look) if row["measure"] in self.measures else (None, look)


def reference(sheet: str, row: int = 1, col: int = 1, to_row: int = 0, to_col: int = 0) -> str:
    """A cell or range of a sheet as a formula names it: `'Bob''s sheet'!A1`."""
    last = f":{address(to_row, to_col)}" if to_row else ""
    return f"{quoted(sheet)}!{address(row, col)}{last}"


def quoted(sheet: str) -> str:
    """A sheet's name in quotation marks, as a formula needs it."""
    return "'" + sheet.replace("'", "''") + "'"


def places(assessment: Assessment) -> Places:
    """Names for the sheets of every perspective that has measures and of every key measure, each only once; a partner
    has a page for each measure of its own.
    """
    taken = list(FIXED)
    rows = rows_of(assessment.measures)

    def name(text: str) -> str:
        brief = shortened(text, SHEET_LIMIT)
        if brief.casefold() in {each.casefold() for each in taken}:
            brief = shortened(text, SHEET_LIMIT - NUMBERED)
        taken.append(sheet_name(brief, taken))
        return taken[-1]

    perspectives = {id_: assessment.framework.perspective(id_).name for id_ in in_order(assessment)}
    shared = is_shared(len(perspectives), len(rows))
    keys = {row["measure"]: row["name"] for row in rows if row["key"] or is_own(assessment)}
    used = set(assessment.areas["area"]) - {""}
    areas = {area.id: area.name for area in assessment.framework.areas if area.id in used}
    return Places(
        dict.fromkeys(perspectives, MEASURES) if shared else {id_: name(text) for id_, text in perspectives.items()},
        {id_: name(text) for id_, text in keys.items()},
        areas={id_: name(text) for id_, text in areas.items()} if have_sheets(assessment, len(areas)) else {},
    )


def is_shared(perspectives: int, measures: int) -> bool:
    """True where so many perspectives with so many measures together share one sheet."""
    return perspectives > 1 and measures <= FEW_MEASURES


def is_own(assessment: Assessment) -> bool:
    """True where it is for one partner, with no more measures than anybody can attend to."""
    whom, most = assessment.audience, assessment.framework.settings.executive_limit
    return bool(whom and whom.partner) and len(assessment.measures) <= most


def have_sheets(assessment: Assessment, count: int) -> bool:
    """True where areas are few and each has measures enough for a sheet of its own."""
    return 0 < count <= FEW_AREAS and len(assessment.areas) >= WORTH_A_SHEET * count


def shortened(text: str, limit: int) -> str:
    """A text of at most that many characters, cut between words and not after one that leaves the reader hanging.

    Where the first word alone is too long, the text as it stands.
    """
    words = text.split()
    whole = len(words)
    while words and utf16_length(" ".join(words)) > limit:
        words.pop()
    while 1 < len(words) < whole and words[-1].casefold() in DANGLING:
        words.pop()
    return " ".join(words) or text


def in_order(assessment: Assessment) -> list[str]:
    """Ids of the perspectives that have measures, in the framework's order."""
    used = set(assessment.measures["perspective"])
    ordered = sorted(assessment.framework.perspectives, key=lambda perspective: perspective.order)
    return [perspective.id for perspective in ordered if perspective.id in used]
