"""The formulas outside the cells: of conditional formats, data validation, tables, charts and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.sheets.freeze.thaw import Reading
from pmxl.sheets.splice.elements import Element
from pmxl.sheets.splice.part import Edit
from pmxl.terms import Severity

HOLDERS = ("cfRule", "dataValidation", "conditionalFormatting", "sparkline", "ser")
OUTSIDE = ("formula", "formula1", "formula2", "f", "calculatedColumnFormula", "totalsRowFormula", "sqref")
"""Elements that hold a formula; `f` is one of a cell too, and `sqref` says where those of newer Excels apply."""
COLUMN_FORMULA = "calculatedColumnFormula"
BY_HAND = "Take it out, or let it look at a cell that holds the result; then freeze again."


@dataclass(slots=True)
class Rules:
    """What freezing the formulas outside the cells of one part takes."""

    edits: list[Edit] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)
    natives: int = 0
    values: int = 0


def freeze_rules(found: Sequence[Element], reading: Reading, file: str, place: str) -> Rules:
    """The edits that make the formulas of one part native; one that cannot be is a problem, for it has no value."""
    done = Rules()
    for spot in found:
        if spot.name not in OUTSIDE or (spot.parent and spot.parent.name == "c") or not spot.text:
            continue
        told = reading.told(spot.text, place)
        if told is not None and reading.leads_to_addin(told):
            done.problems.append(reads_addin(file, place, spot.text))
        elif told == spot.text:
            continue
        elif told is not None:
            done.natives += reading.is_ours(spot.text)
            done.edits.append(spot.saying(told))
        elif spot.name == COLUMN_FORMULA:
            done.values += 1  # the cells of the column are frozen each by itself; new rows have no formula any more
            done.edits.append(spot.gone)
        else:
            done.problems.append(_no_native(spot, found, file, place))
    return done


def reads_addin(file: str, place: str, formula: str, cell: str = "") -> Finding:
    """A formula that reads what stands in the add-in itself."""
    says = f"The formula {show('=' + formula, 50)} reads a cell of the add-in's own workbook."
    return Finding("XLS012", Severity.ERROR, says, "Put what it reads into this workbook, then freeze again.",
                   file=file, sheet=place, cell=cell)  # fmt: skip


def _no_native(spot: Element, found: Sequence[Element], file: str, place: str) -> Finding:
    what, where = _told_of(spot, found)
    says = f"The formula {show('=' + spot.text, 50)} of {what} has no value, and Excel has no functions for it."
    return Finding("XLS013", Severity.ERROR, says, BY_HAND, file=file, sheet=place, cell=where)


def _told_of(spot: Element, found: Sequence[Element]) -> tuple[str, str]:
    """What kind of thing a formula belongs to, and which cells it is about."""
    holder = spot.parent
    while holder is not None:
        below = next((s.text for s in found if s.name == "sqref" and s.parent is holder), "")
        where = holder.attributes.get("sqref", below)
        if where:
            kind = "a data validation" if holder.name == "dataValidation" else "a conditional format"
            return kind, where.split()[0]
        holder = holder.parent
    return ("a sparkline", "") if spot.parent and spot.parent.name == "sparkline" else ("a drawing or table", "")
