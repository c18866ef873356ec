"""Pdf: what was written, as a PDF too where that is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmxl.batch.printed import Shown


def also_pdf(found: Shown, path: Path, *, asked: bool) -> list[Path]:
    """The PDF beside a workbook; nothing where none is asked for."""
    if not asked:
        return []
    from pmxl.batch.printed import printed
    from pmxl.excel.pdf import printers

    return [printed(found, path, printers())]
