"""The past as the returns room needs it: accepted figures by measure, partner and area, oldest first."""

from __future__ import annotations

from pmxl.framework.lives import roots
from pmxl.framework.models import Framework
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.returns.history import History


def past(framework: Framework, ledger: Ledger) -> History:
    """Every accepted figure in its place; a partner or area that took over from just one other has that one's past."""
    first_month = framework.settings.year_starts
    recalled = ledger.recall()
    recalled = recalled[recalled["value"].notna() & (recalled["partner"] != "")].sort_values("start")
    found: dict[tuple[str, str, str], list[tuple[Period, float]]] = {}
    columns = ("measure", "partner", "area", "start", "months", "value")
    for measure, partner, area, start, months, value in zip(*(recalled[c].tolist() for c in columns), strict=True):
        found.setdefault((measure, partner, area), []).append((Period(start, months, first_month), value))
    return inherited(framework, found)


def inherited(
    framework: Framework, found: dict[tuple[str, str, str], list[tuple[Period, float]]]
) -> dict[tuple[str, str, str], list[tuple[Period, float]]]:
    """Adds a sole predecessor's figures in front of its successor's own."""
    partners, areas = roots(framework, "partner"), roots(framework, "area")
    heirs: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}
    for key in found:
        measure, partner, area = key
        heir = (measure, partners.get(partner, partner), areas.get(area, area))
        if heir != key:
            heirs.setdefault(heir, []).append(key)
    for heir, before in heirs.items():
        if len(before) == 1:
            own = found.get(heir, [])
            opens = own[0][0] if own else None
            found[heir] = [item for item in found[before[0]] if opens is None or item[0] < opens] + own
    return found
