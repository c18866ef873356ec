"""The indicator library: well-defined measures of partnerships, in words of our own, ready to go into a framework."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field

from pmxl.framework.row import Id
from pmxl.framework.row import Name
from pmxl.shipped import shipped
from pmxl.terms import Accumulate
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Polarity

FILE = "library.csv"


class Indicator(BaseModel):
    """A measure of the library; `caveats` say what misleads about it, and stay in the library."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: Id
    theme: str = Field(min_length=1)
    name: Name
    definition: str = Field(min_length=20)
    kind: Kind
    unit: str = ""
    decimals: int
    multiplier: float | None = None
    polarity: Polarity
    frequency: Frequency
    accumulate: Accumulate
    chain: str
    source: str = Field(min_length=1)
    formula: str = ""
    caveats: str = Field(min_length=1)

    def row(self, objective: str, partners: str, owner: str) -> dict[str, object]:
        """The row of the sheet measures that it becomes."""
        own = self.model_dump(mode="json", exclude={"theme", "caveats"}, exclude_none=True)
        given = {name: value for name, value in own.items() if value != ""}
        more = {"objective": objective, "partners": partners, "data_owner": owner, "performance_owner": owner}
        return given | more


def library(file: Path | None = None) -> tuple[Indicator, ...]:
    """Every measure of the library, in its order."""
    path = file or shipped("templates") / FILE
    with path.open(newline="", encoding="utf-8") as text:
        rows = [{name: value or None for name, value in row.items()} for row in csv.DictReader(text)]
    return tuple(Indicator(**{k: v for k, v in row.items() if v is not None}) for row in rows)  # type: ignore[arg-type]


def matching(indicators: Iterable[Indicator], words: str) -> tuple[Indicator, ...]:
    """Those in which every one of the words stands, in any of their texts."""
    wanted = words.casefold().split()
    return tuple(one for one in indicators if all(word in _text(one) for word in wanted))


def _text(one: Indicator) -> str:
    return " ".join(str(value) for value in one.model_dump(mode="json").values()).casefold()
