"""How long a master scorecard takes to write, against XlsxWriter alone writing the very same cells and charts."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from statistics import median

from benchmarks.programme import PERIOD
from benchmarks.programme import programme
from benchmarks.recorded import again
from benchmarks.recorded import recorded
from benchmarks.results import as_printed
from benchmarks.results import put
from pmxl.assess import Assessment
from pmxl.assess import assess
from pmxl.assess.master import of_everybody
from pmxl.batch.folder import Folder
from pmxl.figures import Figure
from pmxl.framework.make import plan_framework
from pmxl.framework.models import Framework
from pmxl.framework.rows import FrameworkRows
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.resting import collector_resting
from pmxl.sheets.write import OPTIONS
from pmxl.sheets.write import plan_to_bytes
from pmxl.sheets.write import sound_bytes
from pmxl.sheets.write import write_workbook
from pmxl.terms import Outcome

PARTNERS = 50
MANY = 1_000
MEASURES = 40
QUARTERS = 8
ROUNDS = 3
OPENS = 2023
CAME = datetime(2025, 1, 20, 12, tzinfo=UTC)


def rows_of(partners: int) -> FrameworkRows:
    """The programme with forty quarterly measures, which began two years ago."""
    rows = programme(partners)
    plain = [row for row in rows["measures"] if row["frequency"] == "quarter"]
    measures, targets = [], []
    for n in range(MEASURES):
        kind = plain[n % len(plain)]
        id_ = kind["id"] if n < len(plain) else f"{kind['id']}-{n // len(plain) + 1}"
        name = f"{kind['name']}, {n // len(plain) + 1}" if n >= len(plain) else kind["name"]
        measures.append({**kind, "id": id_, "name": name, "first_period": f"{OPENS}-24 Q1", "key": n < len(plain)})
        targets += [{**row, "measure": id_} for row in rows["targets"] if row["measure"] == kind["id"]]
    return {**rows, "measures": measures, "targets": targets}


def fill(ledger: Ledger, framework: Framework, shown: Period) -> None:
    """A return of every partner in every quarter up to the one shown."""
    chance = random.Random(8)
    for back in range(QUARTERS - 2, -1, -1):
        period = Period(shown.start - 3 * back, 3)
        ledger.keep([sent(framework, partner.id, period, chance) for partner in framework.partners])


def sent(framework: Framework, partner: str, period: Period, chance: random.Random) -> tuple[Receipt, list[Figure]]:
    """One partner's figures of a quarter."""
    found = []
    for measure in framework.measures:
        below = float(chance.randint(60, 900))
        above = float(chance.randint(1, int(below)))
        parts = (above, below, above / below * measure.multiplier) if measure.kind.of_two_parts else (None, None, above)
        found.append(Figure(measure.id, partner, "", period, *parts))
    digest = sha256(f"{partner} {period.start}".encode()).hexdigest()
    size = len(found)
    receipt = Receipt(
        file=f"{partner}.xlsx",
        sha256=digest,
        kind="return",
        outcome=Outcome.READ,
        received_at=CAME,
        partner=partner,
        period=period,
        revision=1,
        read=size,
        kept=size,
    )
    return receipt, found


def assessed(partners: int, folder: Path) -> tuple[Assessment, float]:
    """The programme's period assessed, and the seconds of work that it took."""
    folder.mkdir(parents=True, exist_ok=True)
    place = Folder(folder)
    write_workbook(plan_framework(rows_of(partners), guide=False), place.framework_file)
    shown = place.period(PERIOD)
    with Ledger.open(folder / "ledger.db") as ledger:
        fill(ledger, place.framework, shown)
        start = time.process_time()
        return assess(place.framework, ledger, shown, frames=of_everybody), time.process_time() - start


def report(partners: int = PARTNERS) -> str:
    """The table: seconds of work, medians of interleaved rounds, the collector of garbage resting as in the command."""
    with tempfile.TemporaryDirectory() as folder:
        found, judging = assessed(partners, Path(folder))
    with recorded() as calls:
        plan_to_bytes(plan_scorecard(found))
    names = ("XlsxWriter alone: the same cells, formats and charts", "pmxl: laid out and written", "pmxl: linted too")
    works: tuple[Callable[[], bytes], ...] = (
        lambda: again(calls, OPTIONS),
        lambda: plan_to_bytes(plan_scorecard(found)),
        lambda: sound_bytes(plan_scorecard(found), "scorecard.xlsx"),
    )
    taken: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(ROUNDS + 1):
        for name, work in zip(names, works, strict=True):
            start = time.process_time()
            with collector_resting():
                work()
            if turn:
                taken[name].append(time.process_time() - start)
    seconds = {name: median(each) for name, each in taken.items()}
    bare = seconds[names[0]]
    cells = sum(call.name.startswith("write") for call in calls)
    lines = [
        f"Scorecard of {MEASURES} measures, {partners:,} partners in the data, {cells:,} cells (seconds of work)",
        *(f"  {name:<54}{took:>8.2f}{took / bare:>8.2f}" for name, took in seconds.items()),
        f"  {'pmxl: assessed before':<54}{judging:>8.2f}",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--partners", type=int, default=MANY)
    table = report(arguments.parse_args().partners)
    put("Writing a scorecard", as_printed(table))
    print(table)
