"""Freezing: a copy of a workbook in which an add-in's formulas are values or native ones; the rest keeps its bytes."""

from __future__ import annotations

from pmxl.sheets.freeze.book import freeze
from pmxl.sheets.freeze.frozen import Frozen

__all__ = ["Frozen", "freeze"]
