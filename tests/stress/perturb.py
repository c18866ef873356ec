"""`python -m tests.stress.perturb --cases 10000`: perturbed returns by the thousand, and the table of what came."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tests.stress.cases import Case
from tests.stress.cases import play
from tests.stress.cases import table
from tests.stress.operators.catalogue import CATALOGUE
from tests.stress.verdict import Verdict

SEED = "pmxl-4"
HEADS = ("right", "named", "false alarm", "mis-named", "silently wrong", "crashed")


def run(seed: str, count: int) -> Iterable[tuple[Case, bytes]]:
    """The cases of a seed: first each operator alone, then one to three at random."""
    for number in range(count):
        alone = (CATALOGUE[number],) if number < len(CATALOGUE) else None
        yield play(f"{seed}-{number}", alone)


def printed(cases: list[Case]) -> str:
    """The table, one operator a line, the worst columns last."""
    rows = table(cases)
    width = max(map(len, rows))
    lines = [f"{'operator':{width}}" + "".join(f"{head:>16}" for head in HEADS)]
    for name, counts in sorted(rows.items()):
        lines.append(f"{name:{width}}" + "".join(f"{counts[verdict]:>16}" for verdict in Verdict))
    totals = [sum(counts[verdict] for counts in rows.values()) for verdict in Verdict]
    lines.append(f"{'all':{width}}" + "".join(f"{total:>16}" for total in totals))
    return "\n".join(lines)


def told(case: Case) -> str:
    """A case in a few lines."""
    worst = case.worst
    done = "; ".join(f"{name}: {told}" for name, told in case.done)
    return f"{HEADS[worst.verdict]} [{worst.operator}] seed {case.seed}\n  did: {done}\n  {worst.why}"


def main() -> int:
    """Plays the cases, prints the table and the bad ones, fewest operators first."""
    ask = argparse.ArgumentParser(prog="python -m tests.stress.perturb", description=__doc__)
    ask.add_argument("--cases", type=int, default=10_000)
    ask.add_argument("--seed", default=SEED)
    ask.add_argument("--only", default="", help="play one case again, by its seed")
    ask.add_argument("--show", type=int, default=40, help="how many bad cases to print")
    ask.add_argument("--save", type=Path, help="folder for the files of bad cases")
    options = ask.parse_args()
    start, cases, bad = time.monotonic(), [], []
    for case, data in [play(options.only)] if options.only else run(options.seed, options.cases):
        cases.append(case)
        if case.worst.verdict > Verdict.NAMED:
            bad.append(case)
            if options.save:
                options.save.mkdir(parents=True, exist_ok=True)
                (options.save / f"{case.seed}.xlsx").write_bytes(data)
    bad.sort(key=lambda case: (len(case.done), -case.worst.verdict))
    print("\n".join(told(case) for case in bad[: options.show]))
    print(printed(cases))
    print(f"{len(cases)} cases of seed {options.seed} in {time.monotonic() - start:.0f} s; {len(bad)} to look at")
    return int(any(case.worst.verdict > Verdict.MIS_NAMED for case in cases))


if __name__ == "__main__":
    sys.exit(main())
