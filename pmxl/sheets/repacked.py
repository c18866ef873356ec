"""Repacked: a finished workbook with some of its parts changed, for what XlsxWriter has no call for."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO


def repacked(data: bytes, changed: Callable[[str, bytes], bytes]) -> bytes:
    """The workbook with each part as `changed` gives it back, told its name and its bytes; in the same order."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            after.writestr(part, changed(part.filename, before.read(part)))
    return out.getvalue()
