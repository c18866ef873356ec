"""Typing a partner's figures into its return: what goes into each row, with its comments, marks and slips."""

from __future__ import annotations

from functools import lru_cache

from pmxl.periods import Period
from pmxl.readings import read_period
from workbooks.content import RECIPES
from workbooks.fill import Line
from workbooks.fill import Typed
from workbooks.history import Amount
from workbooks.history import Figures
from workbooks.partnership import AREAS as DISTRICTS
from workbooks.sent import MARKS
from workbooks.sent import Said
from workbooks.sent import Sent
from workbooks.sent import Slip
from workbooks.story import SIGNED

CHARACTERISTICS = ("Accuracy", "Validity", "Reliability", "Timeliness", "Relevance", "Completeness")
KINDS = {recipe.id: recipe.row["kind"] for recipe in RECIPES}
AREAS = {row["name"]: row["id"] for row in DISTRICTS}
QUARTER = 3
NOT_DONE = "not done"


class Typist:
    """Types one partner's figures, row by row, as `Sent` says."""

    def __init__(self, sent: Sent, figures: Figures) -> None:
        self._sent = sent
        self._figures = figures

    def __call__(self, line: Line) -> None:
        """Type what belongs in one row."""
        amount = self._amount(line)
        for heading, value in figure_cells(line, amount).items():
            line.type_in(heading, value)
        for heading, mark in zip(CHARACTERISTICS, MARKS[self._sent.partner], strict=True):
            line.type_in(heading, int(mark))
        for said in self._sent.said:
            if belongs(said, line):
                line.type_in("Commentary", said.text)
        for slip in self._sent.slips:
            if belongs(slip, line):
                line.type_in(slip.heading, slip.value(amount))

    def _amount(self, line: Line) -> Amount:
        """The figure that belongs in the row; in an old workbook, the one of so many quarters later."""
        if KINDS[line.ref] == "milestone":
            return Amount()
        asked = period_named(line.period)
        meant = asked.step(self._sent.quarters_old * QUARTER // asked.months)
        return self._figures[line.ref, self._sent.partner, AREAS.get(line.area, ""), meant]


def belongs(one: Said | Slip, line: Line) -> bool:
    """True for a row that a comment or a slip is about: of its measure, and of its area and period where it has one."""
    return one.measure == line.ref and one.area in ("", line.area) and one.period in ("", line.period)


def figure_cells(line: Line, amount: Amount) -> dict[str, Typed]:
    """What is typed under which heading for a figure of the row's kind."""
    kind = KINDS[line.ref]
    if kind == "milestone":
        done = period_named(line.period).last_day >= SIGNED
        return {"Value": SIGNED if done else NOT_DONE}
    if kind == "yes/no":
        return {"Value": "Yes" if amount.value else "No"}
    if amount.denominator is not None:
        return {"Numerator": amount.numerator, "Denominator": amount.denominator}
    return {"Value": amount.value}


@lru_cache
def period_named(label: str) -> Period:
    """The period of a label such as `2025-26 Q3`."""
    found = read_period(label).period
    if found is None:
        raise LookupError(f"{label} is no period")
    return found
