"""Crash: `collect` killed at random moments and run again; the ledger must be what one undisturbed run would have made.

`python -m tests.stress.crash [KILLS] [SEED]` runs 200 unless told otherwise, and ends with 1 where one was different.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from tests.threewoods import canonical
from tests.threewoods import full_inbox
from tests.threewoods import states

MOST_KILLS = 3
"""A trial is killed up to so many times before it is let run to its end."""
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


@dataclass
class Tally:
    """How many kills came when, and in how many trials the ledger was another one in the end."""

    trials: int = 0
    kills: int = 0
    moments: Counter[str] = field(default_factory=Counter)
    different: list[int] = field(default_factory=list)

    def __str__(self) -> str:
        when = ", ".join(f"{count} {moment}" for moment, count in sorted(self.moments.items()))
        told = (
            f"{len(self.different)} different (trials {self.different})" if self.different else "every ledger identical"
        )
        return f"{self.kills} kills in {self.trials} trials: {when}; {told}."


def crash(kills: int, seed: int) -> Tally:
    """Trials until so many kills have hit a run that was going."""
    rnd, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory() as place:
        base, now = Path(place) / "base", Path(place) / "now"
        full_inbox(base)
        expected, seconds = undisturbed(base, Path(place) / "undisturbed")
        while tally.kills < kills:
            tally.trials += 1
            shutil.copytree(base, now)
            for _ in range(min(rnd.randint(1, MOST_KILLS), kills - tally.kills)):
                if run(now, rnd.uniform(0, seconds)) == -KILL:
                    tally.kills += 1
                    tally.moments["after it was kept" if states(now / "ledger.db") else "before"] += 1
            if run(now, None) != 0 or canonical(now) != expected:
                tally.different.append(tally.trials)
            shutil.rmtree(now)
    return tally


def undisturbed(base: Path, now: Path) -> tuple[dict[str, list[object]], float]:
    """What the ledger holds after a run that nobody killed, and how long such a run takes."""
    shutil.copytree(base, now)
    began = time.monotonic()
    assert run(now, None) == 0
    return canonical(now), time.monotonic() - began


def run(path: Path, seconds: float | None) -> int:
    """A collect run in a process of its own, killed after so many seconds; gives how it ended."""
    child = os.fork()
    if child == 0:
        try:
            collect(Folder(path))
            os._exit(0)
        finally:
            os._exit(1)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, KILL)  # one that has ended is not yet taken note of, so this hits nobody else
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> int:
    """The long run, with its tally."""
    kills, seed = (int(word) for word in (sys.argv[1:] + ["200", "7"][len(sys.argv) - 1 :])[:2])
    tally = crash(kills, seed)
    sys.stdout.write(f"{tally}\n")
    return 1 if tally.different else 0


if __name__ == "__main__":
    sys.exit(main())
