"""What partners answered and gave anew in a period's returns, and what an officer settled for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pmxl.figures import Figure
from pmxl.figures import value_in_words
from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.ledger import Answer
from pmxl.ledger import Change
from pmxl.ledger import Receipt
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
Files = dict[tuple[str, str, str, str, str], list[str]]
"""By file, partner ("" where the file is of one alone), measure, area and period: what is to be said of a figure."""

ASKED = "Asked, and not answered yet: "
"""How it is said of a figure that it waits for an answer."""

BESIDE = ("VAL009", "VAL015", "VAL016", "VAL040", "VAL041", "VAL042", "VAL043", "VAL044", "VAL045", "VAL066")
"""The codes of what is asked about the words and marks beside a figure."""


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
    return value_in_words(figure.value, kind)


def said_about(receipts: Iterable[Receipt]) -> Files:
    """In what words the findings about each figure of each file were closed; of those still open, what is asked."""
    found: Files = {}
    for receipt in receipts:
        for finding in receipt.findings:
            if receipt.kind == "import" and not finding.partner:
                continue  # kept by an older version, which did not say of which of its partners it is
            words = finding.closed or (f"{ASKED}{finding.says}" if asks_of_the_figure(finding) else "")
            if words and finding.measure:
                for area in finding.areas:
                    whose = (receipt.sha256, finding.partner, finding.measure, area, finding.period)
                    found.setdefault(whose, []).append(words)
    return found


def asks_of_the_figure(finding: Finding) -> bool:
    """True where a finding waits for an answer about a figure itself, and not about what stands beside it."""
    return finding.is_open and finding.code not in BESIDE
