"""Remembered: by which definitions earlier figures were counted, as far as the frameworks of then are still there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pmxl.framework.models import Framework

if TYPE_CHECKING:
    from pmxl.batch.folder import Folder
    from pmxl.ledger import Ledger

LAST = 4
"""Of so many last figures of a series it is known by which definition they were counted; older frameworks stay shut."""

Defined = Mapping[str, Mapping[str, str]]
"""The version of each measure's definition, by version of the framework."""


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
