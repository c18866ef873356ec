"""What is looked at in a form of one kind beyond that each cell holds what its field asks for."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import replace

from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.improve.actions.gate import gate
from pmxl.improve.journey.form import unproven
from pmxl.returns.forms.found import ReadForm
from pmxl.returns.forms.mark import FormMark
from pmxl.returns.forms.mark import form_mark
from pmxl.returns.forms.read import read_form
from pmxl.returns.landmarks import Landmarks
from pmxl.returns.update_mark import update_mark
from pmxl.sheets.cells import ReadBook

Check = Callable[[ReadForm, Framework], Iterable[Finding]]

CHECKS: Mapping[str, tuple[Check, ...]] = {"actions": (gate,), "journey": (unproven,)}
"""The checks of each kind of form; what they find stands beside what the fields' types say. A kind adds a line."""


def mark_in(book: ReadBook, seen: Landmarks | None = None) -> FormMark | None:
    """The mark of a form that goes round, or of an annual update form of before; None for any other workbook."""
    seen = seen or Landmarks(book)
    return form_mark(book, seen) or update_mark(book, seen)


def read_checked(book: ReadBook, mark: FormMark, known: frozenset[str] | None, framework: Framework) -> ReadForm:
    """A form read, and looked at as its kind asks; nothing more is said of one that was refused."""
    found = read_form(book, mark, known, framework.settings.year_starts)
    if found.findings and not found.filled:
        return found
    said = [one for check in CHECKS.get(found.kind, ()) for one in check(found, framework)]
    placed = (replace(one, file=book.file, sha256=book.sha256) for one in said)
    return replace(found, findings=(*found.findings, *placed))
