"""How long figures take to load into the ledger against bare sqlite3, and how long one scorecard's question takes."""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.programme import MEASURES
from benchmarks.programme import partner_id
from benchmarks.results import as_printed
from benchmarks.results import put
from pmxl.figures import Figure
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.terms import Outcome

FIGURES = 100_000
WHOLE = 2_500_000
QUARTERS = 40
LEDGER = "ledger.db"
LOT = 1_000
"""Returns that are kept together, as pmxl collect does."""

OPENS = datetime(2014, 7, 1, tzinfo=UTC)
ASKED = 7
"""How often a question is asked; the median counts."""

Batch = list[tuple[Receipt, list[Figure]]]

BARE = """
CREATE TABLE receipts (id INTEGER PRIMARY KEY, file TEXT, sha256 TEXT, partner INTEGER, start INTEGER, revision INTEGER,
    received_at INTEGER);
CREATE TABLE figures (id INTEGER PRIMARY KEY, receipt INTEGER, measure INTEGER, partner INTEGER, area INTEGER,
    start INTEGER, months INTEGER, numerator REAL, denominator REAL, value REAL, marker TEXT, low INTEGER,
    withdrawn INTEGER, held INTEGER, disputed INTEGER, provisional INTEGER, commentary TEXT, quality TEXT,
    sheet TEXT, cell TEXT, note TEXT, opened_at INTEGER, closed_at INTEGER);
CREATE INDEX figures_of ON figures (partner, start);
CREATE INDEX figures_from ON figures (receipt);
"""


def batches(figures: int) -> Iterator[Batch]:
    """So many figures, a quarter of all partners after the other, in lots of returns."""
    chance, partners = random.Random(8), max(figures // (QUARTERS * len(MEASURES)), 1)
    for quarter in range(QUARTERS):
        period = Period((2014 * 12 + 3) + 3 * quarter, 3)
        came = OPENS + timedelta(days=91 * quarter)
        for first in range(0, partners, LOT):
            yield [sent(partner_id(n), period, came, chance) for n in range(first, min(first + LOT, partners))]


def sent(partner: str, period: Period, came: datetime, chance: random.Random) -> tuple[Receipt, list[Figure]]:
    """One return: every measure once, its parts where it has them."""
    found = []
    for row, (measure, _, kind, multiplier, *_) in enumerate(MEASURES, 8):
        below = float(chance.randint(60, 900))
        above = float(chance.randint(1, int(below)))
        parts = kind not in ("count", "money")
        over, under, value = (above, below, above / below * multiplier) if parts else (None, None, above)
        found.append(Figure(measure, partner, "", period, over, under, value, sheet="Return", cell=f"F{row}"))
    size, digest = len(found), sha256(f"{partner} {period.start}".encode()).hexdigest()
    receipt = Receipt(
        file=f"{partner}.xlsx",
        sha256=digest,
        kind="return",
        outcome=Outcome.READ,
        partner=partner,
        period=period,
        revision=1,
        received_at=came,
        read=size,
        kept=size,
    )
    return receipt, found


def load(folder: Path, figures: int) -> tuple[float, float]:
    """Seconds that our ledger takes to keep them, with all its rules, and that sqlite3 alone takes for the same rows.

    Lot by lot one after the other, each lot one transaction: a machine that is busy meanwhile is so for both.
    """
    taken = [0.0, 0.0]
    with Ledger.open(folder / LEDGER) as ledger, closing(sqlite3.connect(folder / "bare.db")) as connection:
        connection.executescript(BARE)
        contestants: tuple[Callable[[Batch], object], ...] = (ledger.keep, Bare(connection).keep)
        for batch in batches(figures):
            for place, keep in enumerate(contestants):
                start = time.process_time()
                keep(batch)
                taken[place] += time.process_time() - start
    return taken[0], taken[1]


class Bare:
    """sqlite3 alone: integer keys, the same indexes on figures, and no rule."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.number = {"": 0}
        self.files = 0

    def keep(self, batch: Batch) -> None:
        """Insert a lot and commit it."""
        number = self.number
        for kept, given in batch:
            for word in (kept.partner, *(figure.measure for figure in given)):
                number.setdefault(word, len(number))
        filed = list(enumerate(batch, self.files))
        papers = (receipt_row(number, *one) for one in filed)
        self.connection.executemany("INSERT INTO receipts VALUES (?,?,?,?,?,?,?)", papers)
        rows = (figure_row(number, id_, figure) for id_, (_, given) in filed for figure in given)
        self.connection.executemany(f"INSERT INTO figures VALUES (NULL,{','.join('?' * 22)})", rows)
        self.connection.commit()
        self.files += len(batch)


def receipt_row(number: dict[str, int], id_: int, entry: tuple[Receipt, list[Figure]]) -> tuple[Any, ...]:
    """One file."""
    kept = entry[0]
    start = kept.period.start if kept.period else None
    return id_, kept.file, kept.sha256, number[kept.partner], start, kept.revision, int(kept.received_at.timestamp())


def figure_row(number: dict[str, int], id_: int, f: Figure) -> tuple[Any, ...]:
    """One figure, with integers for the words that come again and again."""
    keys = id_, number[f.measure], number[f.partner], 0, f.period.start, f.period.months
    flags = f.low, f.withdrawn, f.held, False, f.provisional
    words = f.commentary, f.quality, f.sheet, f.cell, f.note
    return *keys, f.numerator, f.denominator, f.value, f.marker, *flags, *words, 0, None


def question(path: Path) -> float:
    """Seconds of processor time that the figures behind one partner's scorecard take, ten years of them."""
    taken = []
    with Ledger.open(path) as ledger:
        for turn in range(ASKED + 1):
            start = time.process_time()
            found = ledger.recall(partners=[partner_id(turn)], held=True)
            if turn:
                taken.append(time.process_time() - start)
            if found.empty:
                raise SystemExit("The ledger gave no figure back.")
    return sorted(taken)[len(taken) // 2]


def report(figures: int = FIGURES) -> str:
    """The table: seconds of processor time for as many figures."""
    with tempfile.TemporaryDirectory() as folder:
        loaded, floor = load(Path(folder), figures)
        asked = question(Path(folder) / LEDGER)
    return "\n".join(
        [
            f"Ledger: {figures:,} figures in returns of {len(MEASURES)}, in lots of {LOT:,} (seconds of work)",
            f"  bare sqlite3, integer keys, same indexes     {floor:>8.2f}",
            f"  pmxl: kept by every rule                     {loaded:>8.2f}   {loaded / floor:.2f} times",
            f"  pmxl: the figures of one scorecard           {asked:>8.4f}   {100 * asked / loaded:.2f} % of the load",
        ]
    )


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--figures", type=int, default=WHOLE)
    table = report(arguments.parse_args().figures)
    put("Loading the ledger", as_printed(table))
    print(table)
