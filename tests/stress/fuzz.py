"""`python -m tests.stress.fuzz --cases 20000`: files of chance; each ends in one outcome, in time, with no fault."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from pmxl.findings import Refusal
from pmxl.returns.read import read_return
from pmxl.sheets.read import read_workbook
from tests.stress.book import Book
from tests.stress.book import zipped
from tests.stress.filled import filled
from tests.stress.partnership import COUNCIL
from tests.stress.partnership import FRAMEWORK
from tests.stress.partnership import HISTORY
from tests.stress.partnership import PERIOD
from tests.stress.partnership import POLICE

SLOW = 2.0
"""Seconds that no file of this size may take."""

HEADS = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<?xml",
    b"<html>",
    b"ref,value\n",
    b"%PDF-",
)
TOKENS = (
    b"<", b">", b"&", b"&#0;", b"&#xFFFF;", b"]]>", b"<!--", b"<![CDATA[", b"\x00", b"\xff\xfe", b"'", b'"', b"/>",
    b"-1", b"4294967296", b"1e999", b"NaN", b"XFE1", b"A0", b"A1048577", b"</row>", b"</sheetData>", b"<row>", b"<c>",
    b'<c r="A1" t="s"><v>-1</v></c>', b'<f t="shared" si="9"/>', b"<si/>", b"\xc3\x28", b"\xed\xa0\x80", b" " * 4096,
)  # fmt: skip

Mutate = Callable[[Random, bytes], bytes]


def noise(rng: Random, _data: bytes) -> bytes:
    """Random bytes behind the head of some kind of file, or behind none."""
    return rng.choice((b"", *HEADS)) + rng.randbytes(rng.randint(0, 4000))


def cut(rng: Random, data: bytes) -> bytes:
    """The front of a workbook, or its back."""
    at = rng.randrange(len(data))
    return data[:at] if rng.random() < 0.7 else data[at:]


def flips(rng: Random, data: bytes) -> bytes:
    """A few bits flipped."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def directory(rng: Random, data: bytes) -> bytes:
    """Bytes changed in the directory of the zip, where names, sizes and places are."""
    start = data.find(b"PK\x01\x02")
    changed = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        changed[rng.randrange(start, len(changed))] = rng.randrange(256)
    return bytes(changed)


def spliced(rng: Random, data: bytes) -> bytes:
    """A stretch of the file put somewhere else in it."""
    start, to = rng.randrange(len(data)), rng.randrange(len(data))
    piece = data[start : start + rng.randint(1, 200)]
    return data[:to] + piece + data[to + len(piece) * rng.randint(0, 1) :]


def part(rng: Random, data: bytes) -> bytes:
    """One part changed inside, the sums of the container right again."""
    parts = Book(data).parts
    name = rng.choice([one for one in parts if one.startswith("xl/") and one.endswith((".xml", ".rels"))])
    parts[name] = rng.choice((_flipped, _token, _dropped, _doubled, _attribute))(rng, parts[name])
    return zipped(parts)


def _flipped(rng: Random, text: bytes) -> bytes:
    return flips(rng, text)


def _token(rng: Random, text: bytes) -> bytes:
    at = rng.randrange(len(text))
    return text[:at] + rng.choice(TOKENS) + text[at:]


def _dropped(rng: Random, text: bytes) -> bytes:
    at = rng.randrange(len(text))
    return text[:at] + text[at + rng.randint(1, 300) :]


def _doubled(rng: Random, text: bytes) -> bytes:
    at = rng.randrange(len(text))
    piece = text[at : at + rng.randint(1, 300)]
    return text[:at] + piece + text[at:]


def _attribute(rng: Random, text: bytes) -> bytes:
    """The value of an attribute changed, all else well formed."""
    quotes = [n for n, ch in enumerate(text) if ch == ord('"')]
    if len(quotes) < 2:
        return text
    at = rng.randrange(len(quotes) - 1)
    value = rng.choice(
        (b"", b"-1", b"0", b"4294967296", b"A0", b"xx", b"1e9", b"../x", b"rId999", b"n", b"http://127.0.0.1")
    )
    return text[: quotes[at] + 1] + value + text[quotes[at + 1] :]


MUTATORS: dict[str, Mutate] = {
    "noise": noise,
    "cut": cut,
    "flips": flips,
    "directory": directory,
    "spliced": spliced,
    "part": part,
}


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What became of one file."""

    seed: str
    mutator: str
    outcome: str
    seconds: float
    fault: str = ""


def made(seed: str) -> tuple[str, bytes]:
    """The file of a seed, and how it was changed."""
    rng = Random(seed)
    name = rng.choice((*MUTATORS, "part", "part", "part"))
    whole = filled(rng.choice((COUNCIL, POLICE)), Random(rng.randrange(8))).data()
    return name, MUTATORS[name](rng, whole)


def fuzz(seed: str) -> Fuzzed:
    """Reads the file of a seed; a fault is anything but a reading or a refusal that says what and what to do."""
    name, data = made(seed)
    start, fault = time.monotonic(), ""
    try:
        book = read_workbook("return.xlsx", data)
        outcome = str(read_return(book, FRAMEWORK, expected_period=PERIOD, history=HISTORY).outcome)
    except Refusal as refusal:
        outcome = "REFUSED"
        if not all(finding.code and finding.says and finding.ask for finding in refusal.findings):
            fault = f"a refusal that does not say what or what to do: {refusal}"
    except BaseException as error:  # even a panic of a native reader; no file may cause one
        if isinstance(error, KeyboardInterrupt):
            raise
        outcome, fault = "CRASHED", f"{type(error).__name__}: {error}"
    seconds = time.monotonic() - start
    if seconds > SLOW and not fault:
        fault = f"took {seconds:.1f} s"
    return Fuzzed(seed, name, outcome, seconds, fault)


def main() -> int:
    """Reads the files, prints the table and every fault."""
    ask = argparse.ArgumentParser(prog="python -m tests.stress.fuzz", description=__doc__)
    ask.add_argument("--cases", type=int, default=20_000)
    ask.add_argument("--seed", default="pmxl-fuzz-4")
    options = ask.parse_args()
    start, found = time.monotonic(), []
    for number in range(options.cases):
        found.append(fuzz(f"{options.seed}-{number}"))
        if found[-1].fault:
            print(f"{found[-1].mutator} seed {found[-1].seed}: {found[-1].fault}", flush=True)
    counts = Counter((one.mutator, one.outcome) for one in found)
    outcomes = sorted({outcome for _mutator, outcome in counts})
    print(f"{'':12}" + "".join(f"{outcome:>12}" for outcome in outcomes))
    for name in MUTATORS:
        print(f"{name:12}" + "".join(f"{counts[name, outcome]:>12}" for outcome in outcomes))
    slowest = max(one.seconds for one in found)
    print(f"{len(found)} files of seed {options.seed} in {time.monotonic() - start:.0f} s; the slowest {slowest:.2f} s")
    return int(any(one.fault for one in found))


if __name__ == "__main__":
    sys.exit(main())
