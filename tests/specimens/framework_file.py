"""framework.xlsx as tests begin with it: the same rows are written and linted once, and copied from then on."""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path

from pmxl.framework.make import plan_framework
from pmxl.framework.rows import FrameworkRows
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.write import sound_bytes


def framework_file(rows: FrameworkRows, path: Path, name: str = "") -> Path:
    """The workbook as `write_workbook(plan_framework(rows, name=name), path)` writes it."""
    return write_bytes_beside(path, _bytes_of(pickle.dumps((rows, name))))


@cache
def _bytes_of(pickled: bytes) -> bytes:
    """Made from its key alone, so that rows changed later are other rows."""
    rows, name = pickle.loads(pickled)
    return sound_bytes(plan_framework(rows, name=name), "framework.xlsx")
