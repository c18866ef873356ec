"""The mark of a form: the very hidden sheet that says what it is, and by which it is read whatever its file is called.

It holds the fields of each sheet too, so that a form sent out a year ago is read by the fields that it had then.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from pmxl.returns.digest import digest
from pmxl.returns.forms.field import Field
from pmxl.returns.forms.field import Holds
from pmxl.returns.landmarks import FORM
from pmxl.returns.landmarks import Landmarks
from pmxl.returns.names import folded
from pmxl.returns.paper import text_of
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.text import kept_text

SCHEMA = "1"
"""The layout of the hidden sheet; raised when it changes."""
MARK_SHEET = "_pmxl_form"
KEYS = ("schema", "kind", "to", "for", "revision", "framework", "mark")
HEAD = "form "
SHEET, FIELD, REF = "sheet", "field", "ref"
HOLDS = {str(word): word for word in get_args(Holds)}

Line = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedSheet:
    """A sheet of a form as it was issued: its name, its fields, and the refs of its rows."""

    name: str
    fields: tuple[Field, ...]
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormMark:
    """What the hidden sheet says: texts as they stand there, and whether nothing of it was changed by hand."""

    kind: str
    to: str
    when: str
    revision: str
    framework: str
    mark: str
    sheets: tuple[AskedSheet, ...]
    is_whole: bool
    sheet: str = MARK_SHEET


def line(*words: object) -> Line:
    """A line of the hidden sheet as it will be read back: each text trimmed, nothing blank at its end."""
    texts = [kept_text(" ".join(str(word).split())) for word in words]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def asked_lines(sheet: AskedSheet) -> Iterable[Line]:
    """A sheet with its fields and refs as lines."""
    yield line(SHEET, sheet.name)
    for one in sheet.fields:
        least, most = ("" if bound is None else f"{bound:.15g}" for bound in (one.least, one.most))
        yield line(FIELD, one.key, one.heading, one.holds, least, most, *one.choices)
    for ref in sheet.refs:
        yield line(REF, ref)


def form_mark(book: ReadBook, seen: Landmarks | None = None) -> FormMark | None:
    """The mark of a form; None for any other workbook."""
    for sheet in (seen or Landmarks(book)).with_all(FORM):
        lines = lines_in(sheet)
        said = {folded(one[0]): one[1] for one in lines if len(one) > 1}
        if {f"{HEAD}kind", f"{HEAD}mark"} <= said.keys():
            schema, kind, to, when, revision, framework, mark = (said.get(f"{HEAD}{key}", "") for key in KEYS)
            body = [list(one) for one in lines if folded(one[0]) != f"{HEAD}mark"]
            whole = schema == SCHEMA and digest(body) == mark
            return FormMark(kind, to, when, revision, framework, mark, sheets_in(lines), whole)
    return None


def lines_in(sheet: ReadSheet) -> list[Line]:
    """The lines of a sheet from the top, blank ones left out."""
    by_row: dict[int, list[str]] = {}
    for (row, col), cell in sorted(sheet.cells.items()):
        texts = by_row.setdefault(row, [])
        texts += [""] * (col - 1 - len(texts)) + [text_of(cell)]
    found = (line(*texts) for texts in by_row.values())
    return [one for one in found if one]


def sheets_in(lines: Sequence[Line]) -> tuple[AskedSheet, ...]:
    """The sheets with their fields and refs."""
    found: list[tuple[str, list[Field], list[str]]] = []
    for key, *words in lines:
        if key == SHEET:
            found.append(("".join(words), [], []))
        elif found and key == REF:
            found[-1][2].append("".join(words))
        elif found and key == FIELD:
            found[-1][1].append(field_in(words))
    return tuple(AskedSheet(name, tuple(fields), tuple(refs)) for name, fields, refs in found)


def field_in(words: Sequence[str]) -> Field:
    """A field as its line says; its width does not matter any more."""
    key, heading, holds, least, most, *choices = (*words, *[""] * (5 - len(words)))
    return Field(key, heading, 0, HOLDS.get(holds, "text"), tuple(choices), bound(least), bound(most))


def bound(text: str) -> float | None:
    """A bound as it was written down; None where there is none."""
    try:
        return float(text) if text else None
    except ValueError:
        return None  # typed over by hand: the mark is then not whole, and the form is refused
