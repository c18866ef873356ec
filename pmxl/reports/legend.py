"""The legend: what every shape, mark and column of a scorecard means, as far as this one uses them."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator

from pmxl.assess import Assessment
from pmxl.assess.answered import ASKED
from pmxl.framework.columns_audiences import COLUMN_WORDS
from pmxl.reports.captions import HEADINGS
from pmxl.reports.captions import captions
from pmxl.reports.figure import Row
from pmxl.reports.figure import is_known
from pmxl.reports.figure import rows_of
from pmxl.reports.mark import IN_PART
from pmxl.reports.mark import is_in_part
from pmxl.reports.summary import names
from pmxl.rules.rounding import published
from pmxl.sheets import style
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import Style
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Rating
from pmxl.terms import Signal

MEANINGS = {
    Rating.BLUE: "better than target by more than the agreed stretch",
    Rating.GREEN: "at target or better",
    Rating.AMBER: "within the agreed tolerance",
    Rating.RED: "beyond it",
}
GREY_MEANING = "a word in grey is no colour and is not counted"
BETTER = "↗ and ↘ mean better and worse, not up and down."
TRAVEL = f"{{Travel}} compares with the period before: {BETTER}"
LAST_YEAR = f"{{On last year}} compares with the same period a year before: {BETTER}"
SIGNAL = (
    "{Signal}: Common cause is the ordinary ups and downs of the process; Concern and Improvement are more than that"
)
NEITHER = ", and so are High and Low, where neither way is better"
YEAR_END = "{Year end}: the rating that is forecast."
LINE = (
    "Small lines: each measure's last nine figures of its own. The thin straight line, where there is one, is the "
    "target now in force."
)
MOVED = {"travel": "travel", "last year": "travel_year"}
"""The columns that say which way a figure went."""
AT_LEAST = "≥ at least so far: a sum with partners missing"
SETTLED = "; a colour beside it is what it will be whatever they report"
IN_PART_MEANING = f"{IN_PART} compared in part: only those present in both periods are counted in both."
PROVISIONAL = "p provisional: may still change."
OFFICER = "Entered by |Accepted by "
CARRIED = "A measure marked 'of' a period shows its latest figure, which belongs to that period."
YES_NO = "A yes/no measure shows the percentage of partners that say yes."


def legend(
    assessment: Assessment, look: Style = style.SMALL_WRAP, shown: Collection[str] = COLUMN_WORDS
) -> Iterator[Rich]:
    """Its lines, most needed first; of the columns that may stand beside a measure those that are shown."""
    yield ratings(assessment, look)
    said = {heading: heading for heading in HEADINGS.values()} | captions(assessment)
    moved = TRAVEL if "travel" in shown else LAST_YEAR if "last year" in shown else ""
    told = {"signal": signals(assessment), "year end": YEAR_END, "trend": LINE}
    further = " ".join(words for column, words in told.items() if column in shown)
    for words in (moved, further):
        if words:
            yield Rich(((words.format_map(said), look),))
    marks = " ".join(used_marks(assessment, shown))
    if marks:
        yield Rich(((marks, look),))


def ratings(assessment: Assessment, look: Style) -> Rich:
    """`● Green at target or better · ▲ Amber ...`; Blue only where it is used."""
    blue = (assessment.measures["rating"] == Rating.BLUE).any()
    parts: list[tuple[str, Style]] = []
    for rating, meaning in MEANINGS.items():
        if rating is not Rating.BLUE or blue:
            parts += [(style.status_text(rating), look.but(bold=True, color=style.STATUS[rating].color))]
            parts += [(f" {meaning} · ", look)]
    return Rich((*parts, (style.GREY.shape, look.but(bold=True)), (f" {GREY_MEANING}", look)))


def signals(assessment: Assessment) -> str:
    """What the words of the signals mean; of High and Low where one of them stands."""
    is_neutral = assessment.measures["signal"].isin((Signal.HIGH, Signal.LOW)).any()
    return f"{SIGNAL}{NEITHER if is_neutral else ''}."


def used_marks(assessment: Assessment, shown: Collection[str] = COLUMN_WORDS) -> Iterator[str]:
    """The sentence for each mark that stands on this scorecard, where these columns are shown."""
    rows = assessment.measures
    if rows["at_least"].any():
        yield f"{AT_LEAST}{SETTLED if rows.loc[rows['at_least'], 'rating'].isin(MEANINGS).any() else ''}."
    moved = [column for word, column in MOVED.items() if word in shown]
    if any(is_in_part(row, column) for row in rows_of(rows) for column in moved):
        yield IN_PART_MEANING
    if rows["provisional"].any():
        yield PROVISIONAL
    near = counted_as_met(assessment)
    if near:
        yield f"Green though short of target, by no more than was agreed to count as met: {names(near)}."
    entered = rows.loc[rows["settled"].str.contains(OFFICER), "name"]
    if len(entered):
        yield f"An officer entered or accepted figures of {', '.join(entered)}: see the sheet Data for who and why."
    asked = rows.loc[rows["settled"].str.contains(ASKED, regex=False), "name"]
    if len(asked):
        yield f"An answer is awaited about figures behind {names(list(asked))}."
    if (rows["carried"] != "").any():
        yield CARRIED
    if has_shares_of_yes(assessment):
        yield YES_NO
    if (rows["polarity"] == Polarity.RANGE).any():
        yield "A target of two figures is a range to stay in."


def has_shares_of_yes(assessment: Assessment) -> bool:
    """True where the partners' answers to a yes/no measure are shown as the percentage that say yes.

    A partner's own workbook shows its answer, and a reader who has no such measure needs no word of it.
    """
    asked = {measure.id for measure in assessment.framework.measures if measure.kind is Kind.YES_NO}
    return any(row["measure"] in asked and row["kind"] == Kind.PERCENTAGE for row in rows_of(assessment.measures))


def counted_as_met(assessment: Assessment) -> list[str]:
    """The measures that are Green short of their target as published: an agreed band counts as met.

    A sum with partners missing is short so far, and Green whatever they report.
    """
    green = [row for row in rows_of(assessment.measures) if row["rating"] == Rating.GREEN and not row["at_least"]]
    return list(dict.fromkeys(row["name"] for row in green if is_known(row["target"]) and short(row) < 0))


def short(row: Row) -> float:
    """How much better than its target a figure is as both are published; below nought where it is worse."""
    value, target = (published(row[column], int(row["decimals"])).item() for column in ("value", "target"))
    return Polarity(row["polarity"]).sign * (value - target)
