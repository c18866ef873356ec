"""Report: what the doctor found, for a person and for a program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pmxl.excel.doctor.acceptance import LOOK
from pmxl.excel.doctor.acceptance import Seen
from pmxl.excel.doctor.checks import Told
from pmxl.sheets.publish import write_bytes_beside

MARKS = {"well": "✓", "wrong": "✗", "not here": "–"}


def lines(told: Sequence[Told]) -> list[str]:
    """A line a check, and a line for each thing that is to be done."""
    made = []
    for one in told:
        if one.findings:
            made += [f"{MARKS[one.state]} {finding}" for finding in one.findings]
        else:
            made.append(f"{MARKS[one.state]} {one.name}: {one.says}")
    return made


def record(told: Sequence[Told]) -> dict[str, Any]:
    """The same as one record."""
    return {
        "well": not any(one.findings for one in told),
        "checks": [
            {"name": one.name, "state": one.state, "says": one.says, "findings": [f.as_record() for f in one.findings]}
            for one in told
        ],
    }


def accepted_lines(version: str, seen: Sequence[Seen]) -> list[str]:
    """The report of a quarter of an hour with Excel."""
    passed = sum(one.passed for one in seen)
    made = [f"pmxl in Excel {version}", f"{passed} of {len(seen)} steps as they must be", ""]
    for one in seen:
        made.append(f"{'✓' if one.passed else '✗'} {one.name}: {one.was}")
        made += [] if one.passed else [f"    must be: {one.must_be}"]
    return [*made, "", "To be looked at by a person, each with yes or no:", *(f"  [ ] {look}" for look in LOOK)]


def write_accepted(folder: Path, version: str, seen: Sequence[Seen]) -> Path:
    """Writes the report as text and as JSON beside it; gives the text's path."""
    steps = [{"name": s.name, "must_be": s.must_be, "was": s.was, "passed": s.passed} for s in seen]
    told = {"excel": version, "passed": all(one.passed for one in seen), "steps": steps, "look": list(LOOK)}
    data = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    write_bytes_beside(folder / "pmxl-excel.json", data.encode("utf-8"))
    text = "\n".join(accepted_lines(version, seen)) + "\n"
    return write_bytes_beside(folder / "pmxl-excel.txt", text.encode("utf-8"))
