"""Spared: importing xlwings on Windows would, at its end, stop every Excel without a window; this keeps them alive."""

from __future__ import annotations

import atexit
import sys


def spare_excel() -> None:
    """Takes back what xlwings means to do when Python ends; nothing off Windows."""
    windows = sys.modules.get("xlwings._xlwindows")
    if windows is not None:
        atexit.unregister(windows.cleanup)
