"""What the returns room needs to know of earlier figures beside their values, taken from the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pmxl.batch.folder import Folder
from pmxl.batch.past import past_of
from pmxl.batch.past import texts_of
from pmxl.framework.models import Framework
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.returns.memory import Memory

if TYPE_CHECKING:
    import pandas as pd

LAST = 4
"""Of so many last figures of a series it is known by which definition they were counted; older frameworks stay shut."""

Defined = Mapping[str, Mapping[str, str]]
"""The version of each measure's definition, by version of the framework."""


def remembered(folder: Folder, ledger: Ledger, recalled: pd.DataFrame, period: Period | None) -> Memory:
    """The parts, words and definitions of what stands, and which periods were published."""
    framework = folder.framework
    sent = [one.framework for one in ledger.issued(period=period)] if period else []
    last = recalled.groupby(["measure", "partner", "area", "months"], sort=False).tail(LAST)  # they come by period
    defined = definitions(folder, ledger, {*last["framework"], *sent})
    return Memory(
        numerators=past_of(framework, recalled, "numerator"),
        words=texts_of(framework, recalled, recalled["commentary"]),
        counted=texts_of(framework, last, counted_by(last, defined)),
        defined=defined,
        published=frozenset(one.period for one in ledger.publications()),
    )


def definitions(folder: Folder, ledger: Ledger, versions: set[str]) -> Defined:
    """The definitions of the framework in force, and of those versions whose bytes are still there."""
    found = {folder.framework.version: definitions_of(folder.framework)}
    for seen in ledger.seen():
        if seen.version in versions - found.keys() and (framework := folder.kept(seen)):
            found[seen.version] = definitions_of(framework)
    return found


def definitions_of(framework: Framework) -> dict[str, str]:
    """The version of each measure's definition."""
    return {measure.id: measure.definition_version for measure in framework.measures}


def counted_by(recalled: pd.DataFrame, defined: Defined) -> list[str]:
    """By which version of its definition each figure was counted; "" where that is not known."""
    pairs = zip(recalled["framework"], recalled["measure"], strict=True)
    return [defined.get(version, {}).get(measure, "") for version, measure in pairs]
