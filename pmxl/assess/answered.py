"""What partners answered and gave anew in a period's returns, and what an officer settled for them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmxl.days import day_of
from pmxl.figures import Figure
from pmxl.framework.models import Framework
from pmxl.ledger import Answer
from pmxl.ledger import Change
from pmxl.ledger import Receipt
from pmxl.periods import day_in_words
from pmxl.terms import Kind

if TYPE_CHECKING:
    import pandas as pd

CHANGE_COLUMNS = [
    *(
        "partner",
        "measure",
        "name",
        "area",
        "period",
        "sheet",
        "cell",
        "before",
        "before_words",
        "after",
        "after_words",
    ),
    *("by", "at", "file"),
]
ANSWER_COLUMNS = ["partner", "measure", "name", "area", "period", "code", "says", "how", "text", "by", "at"]
Files = dict[tuple[str, str, str, str], list[str]]
"""By file, measure, area and period: in what words the findings about a figure were closed."""


def changes(framework: Framework, found: Iterable[Change]) -> pd.DataFrame:
    """A row for each figure given again, with the value before and after, and both in words; CHANGE_COLUMNS."""
    import pandas as pd  # here, so that what came is told without it

    names = {measure.id: measure.name for measure in framework.measures}
    kinds = {measure.id: measure.kind for measure in framework.measures}
    rows = [
        {
            "partner": one.after.partner,
            "measure": one.after.measure,
            "name": names.get(one.after.measure, one.after.measure),
            "area": one.after.area,
            "period": one.after.period.label,
            "sheet": one.after.sheet,
            "cell": one.after.cell,
            "before": one.before.value if one.before else None,
            "before_words": words(one.before, kinds.get(one.after.measure)),
            "after": one.after.value,
            "after_words": words(one.after, kinds.get(one.after.measure)),
            "by": one.by,
            "at": one.at,
            "file": one.file,
        }
        for one in found
    ]
    return pd.DataFrame(rows, columns=CHANGE_COLUMNS)


def answers(framework: Framework, found: Iterable[Answer]) -> pd.DataFrame:
    """A row for each thing said to a finding; ANSWER_COLUMNS."""
    import pandas as pd  # here, as above

    names = {measure.id: measure.name for measure in framework.measures}
    rows = [
        {
            "partner": one.partner,
            "measure": one.measure,
            "name": names.get(one.measure, one.measure),
            "area": one.area,
            "period": one.of,
            "code": one.code,
            "says": one.says,
            "how": one.how,
            "text": one.text,
            "by": one.by,
            "at": one.at,
        }
        for one in found
    ]
    return pd.DataFrame(rows, columns=ANSWER_COLUMNS)


def words(figure: Figure | None, kind: Kind | None = None) -> str:
    """A figure in a few words: `46 over 99`, `46.4`, `Yes`, `4 May 2022`, its mark, or that there was none."""
    if figure is None:
        return "no figure"
    if figure.withdrawn:
        return "withdrawn"
    if figure.numerator is not None and figure.denominator is not None:
        return f"{figure.numerator:,.15g} over {figure.denominator:,.15g}"
    if figure.value is None:
        return figure.marker or "no figure"
    if kind is Kind.YES_NO:
        return "Yes" if figure.value else "No"
    return day_in_words(day_of(figure.value)) if kind is Kind.MILESTONE else f"{figure.value:,.15g}"


def closed_words(receipts: Sequence[Receipt]) -> Files:
    """In what words the findings about each figure of each file were closed."""
    found: Files = {}
    for receipt in receipts:
        for finding in receipt.findings:
            if finding.closed and finding.measure:
                for area in finding.areas:
                    whose = (receipt.sha256, finding.measure, area, finding.period)
                    found.setdefault(whose, []).append(finding.closed)
    return found
