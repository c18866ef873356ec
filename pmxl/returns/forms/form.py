"""A form before it is laid out: to whom it goes, what stands in it already, what is asked, and its mark."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import Literal
from typing import NamedTuple

from pmxl.periods import Period
from pmxl.returns.digest import digest
from pmxl.returns.forms.field import Field
from pmxl.returns.forms.mark import HEAD
from pmxl.returns.forms.mark import SCHEMA
from pmxl.returns.forms.mark import AskedSheet
from pmxl.returns.forms.mark import Line
from pmxl.returns.forms.mark import asked_lines
from pmxl.returns.forms.mark import line
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

FormKind = Literal["update", "actions", "journey", "register"]

CALLED: Mapping[str, str] = {"update": "annual update", "actions": "action plan", "journey": "self-assessment"}
"""What people call a form, by its kind."""

NEW = "new-"
"""How the ref of a spare row begins."""


class Looked(NamedTuple):
    """What stands in a row already, in a look of its own, such as a rating in its colours."""

    content: Content
    look: Style


Given = str | Rich | Looked


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row: its ref, what stands in it already (a content for each given heading), and what was said in it before."""

    ref: str
    given: tuple[Given, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet to fill in: its rows, and `spare_rows` blank ones in which something new may be written.

    `given_headings` are heading and width of what stands in each row already, after the ref. `noun` is what a row is,
    for the line under the title; "" says nothing of how many there are.
    """

    name: str
    title: str
    steps: tuple[str, ...]
    given_headings: tuple[tuple[str, float], ...]
    fields: tuple[Field, ...]
    rows: tuple[FormRow, ...]
    spare_rows: int = 0
    noun: str = ""
    least_height: float = 64.0


@dataclass(frozen=True, slots=True)
class Form:
    """A workbook that goes round, as one person or partner (`to`) gets it; `front` and `back` are sheets to read.

    `whose` is the name of who gets it, which stands under each title that does not say it, and on paper.
    """

    kind: FormKind
    to: str
    period: Period
    revision: int
    partnership: str
    framework: str
    sheets: tuple[FormSheet, ...]
    deadline: date | None = None
    return_to: str = ""
    questions_to: str = ""
    title: str = ""
    whose: str = ""
    front: tuple[SheetPlan, ...] = ()
    back: tuple[SheetPlan, ...] = ()

    @property
    def whom(self) -> str:
        """The name of who gets it."""
        return self.whose or self.to

    @property
    def asked(self) -> tuple[AskedSheet, ...]:
        """What is asked, sheet by sheet, with the refs of the spare rows: `new-1` and so on through the whole form."""
        taken = {row.ref for sheet in self.sheets for row in sheet.rows}
        spare = spare_refs(taken)
        return tuple(
            AskedSheet(
                sheet.name,
                sheet.fields,
                (*(row.ref for row in sheet.rows), *(next(spare) for _ in range(sheet.spare_rows))),
            )
            for sheet in self.sheets
        )

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines of the hidden sheet, without its mark."""
        head = (SCHEMA, self.kind, self.to, self.period.label, self.revision, self.framework)
        keys = ("schema", "kind", "to", "for", "revision", "framework")
        said = (line(f"{HEAD}{key}", value) for key, value in zip(keys, head, strict=True))
        return (*said, *(one for sheet in self.asked for one in asked_lines(sheet)))

    @property
    def mark(self) -> str:
        """16 hex digits of what makes this form itself."""
        return digest([list(one) for one in self.body])


def spare_refs(taken: set[str]) -> Iterator[str]:
    """`new-1`, `new-2` and so on, those left out that a row bears already."""
    n = 0
    while True:
        n += 1
        if f"{NEW}{n}" not in taken:
            yield f"{NEW}{n}"
