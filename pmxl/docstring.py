"""Docstring: the sentence that a rule's three readers share, in the code, in Excel's wizard and on the method sheet."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any


def first_paragraph(function: Callable[..., Any]) -> str:
    """The first paragraph of a function's docstring, on one line."""
    return " ".join((inspect.getdoc(function) or "").split("\n\n")[0].split())
