"""Splicing: a workbook of somebody else's copied with sheets, notes and highlights of ours, its own bytes kept."""

from pmxl.sheets.splice.book import splice
from pmxl.sheets.splice.mark import Mark
from pmxl.sheets.splice.part import Unspliceable

__all__ = ["Mark", "Unspliceable", "splice"]
