"""Together: what is said of very many told in one line and not in hundreds alike."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pmxl.plural import READ
from pmxl.plural import listed
from pmxl.reports.figure import Row
from pmxl.reports.figure import rows_of


def together(awaited: pd.DataFrame, most: int | None = None) -> Iterator[Row]:
    """What is awaited, a row each; of more of whom the same is said one row, where the first of them stands.

    It names all of them, or `most` and how many more.
    """
    rows = rows_of(awaited)
    alike: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        alike.setdefault((row["what"], row["words"]), []).append(row)
    for row in rows:
        mine = alike[row["what"], row["words"]]
        if len(mine) <= READ:
            yield row
        elif row is mine[0]:
            yield {**row, "who": listed((each["who"] for each in mine), most=most)}
