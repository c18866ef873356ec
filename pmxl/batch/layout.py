"""Layout: what one file looks like to a layout, its own or a proposed one, and what would be read through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pmxl.batch.apart import apart
from pmxl.batch.folder import Folder
from pmxl.figures import Figure
from pmxl.findings import Finding
from pmxl.findings import errors_in
from pmxl.findings import refuse
from pmxl.framework.columns_layouts import LAYOUTS
from pmxl.framework.models import Framework
from pmxl.framework.rows import rows_of
from pmxl.framework.workbook import read_rows
from pmxl.returns.layout import Layout
from pmxl.returns.layout import layouts_of
from pmxl.returns.layout_guess import Guess
from pmxl.returns.layout_guess import guess
from pmxl.returns.layout_reader import is_foreign
from pmxl.returns.layout_reader import read_layout
from pmxl.returns.names import nearest
from pmxl.returns.read import ReadReturn
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.read import read_workbook

COLUMNS = tuple(column.name for column in LAYOUTS.columns)
"""The columns of the framework's sheet of layouts, in order."""

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Looked:
    """A file seen through a layout: its rows, whether they were proposed, and what is read through them.

    `columns` are the address of the first figure in each column of figures, how a layout names it, and that figure;
    `others` the sheets that could have been meant, `unplaced` the measures that no column was like. `lacking` is what
    the rows still need before the framework takes them; nothing is read until then. `ours` is True of our own returns.
    """

    file: str
    sha256: str
    layout: str
    proposed: bool
    rows: tuple[Row, ...]
    sheet: str = ""
    columns: tuple[tuple[str, str, str], ...] = ()
    others: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    lacking: tuple[Finding, ...] = ()
    ours: bool = False
    read: ReadReturn | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that are read."""
        return self.read.figures if self.read else ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the rows, or else what is said of what was read."""
        return self.lacking or (self.read.findings if self.read else ())

    @property
    def needs_answer(self) -> bool:
        """True where a layout of the framework refuses or holds a figure; what is only proposed asks nothing yet."""
        read = self.read
        return not self.proposed and read is not None and bool(read.held or read.refused or not read.figures)


def look(folder: Folder, path: Path, layout: str = "", sheet: str = "") -> Looked:
    """Proposes a layout for a file (for the sheet named), or takes the one named, and reads through it; keeps nothing.

    A Refusal where there is no such file or layout (ENV009, STR046), or nothing in the file to go by (STR047).
    """
    if not path.is_file():
        raise refuse("ENV009", f"There is no file {path}.", "Check the name and the folder.")
    framework = folder.framework
    if layout:
        _find(framework, layout)
    return apart(partial(look_at, framework=framework, layout=layout, sheet=sheet), path, framework.settings)


def look_at(path: Path, framework: Framework, layout: str = "", sheet: str = "") -> Looked:
    """What the worker process does that reads the file."""
    book = read_workbook(path)
    if layout:
        return _seen(book, _find(framework, layout), framework)
    return _proposed(book, framework, sheet)


def _seen(book: ReadBook, layout: Layout, framework: Framework) -> Looked:
    """Through one of the framework's own layouts."""
    written = [row for row in rows_of(framework)["layouts"] if row["layout"] == layout.id]
    read = read_layout(book, layout, framework)
    return Looked(
        file=book.file,
        sha256=book.sha256,
        layout=layout.id,
        proposed=False,
        rows=tuple(written),
        ours=not is_foreign(book),
        read=read,
    )


def _proposed(book: ReadBook, framework: Framework, sheet: str) -> Looked:
    """Through one that is guessed."""
    if sheet and sheet.casefold() not in (page.name.casefold() for page in book.sheets):
        near = nearest(sheet, [page.name for page in book.sheets])
        hint = f" The nearest is {near}." if near else ""
        raise refuse("STR048", f"There is no sheet {sheet}.{hint}", "Name one of its sheets.", file=book.file)
    found = guess(book, framework, sheet)
    if found is None:
        says = "No sheet of it holds figures beside names of partners, areas or measures that the framework knows."
        ask = "Add the names that it uses to the aliases in the framework, or write the layout by hand."
        raise refuse("STR047", says, ask, file=book.file)
    rows, lacking, read = _tried(book, found, framework)
    placed = {row.get("measure") for row in rows}
    by_label = any(row.get("measure_column") for row in rows)
    return Looked(
        file=book.file,
        sha256=book.sha256,
        layout=str(rows[0]["layout"]),
        proposed=True,
        rows=rows,
        sheet=found.sheet,
        columns=found.columns,
        others=found.others,
        unplaced=() if by_label else tuple(m.id for m in framework.measures if m.id not in placed),
        lacking=lacking,
        ours=not is_foreign(book),
        read=read,
    )


def _tried(
    book: ReadBook, found: Guess, framework: Framework
) -> tuple[tuple[Row, ...], tuple[Finding, ...], ReadReturn | None]:
    """The proposed rows under a name that is free, what they lack, and what is read where they lack nothing."""
    names = {layout.id for layout in layouts_of(framework)}
    id_ = str(found.rows[0]["layout"])
    free = next(name for n in range(1, len(names) + 3) if (name := id_ if n == 1 else f"{id_}-{n}") not in names)
    rows = tuple({**row, "layout": free} for row in found.rows)
    tables = rows_of(framework)
    made, findings = read_rows({**tables, "layouts": rows})
    lacking = tuple(error for error in errors_in(findings) if error.sheet == "layouts")
    if made is None:
        return rows, lacking, None
    (layout,) = layouts_of(made)
    return rows, lacking, read_layout(book, layout, made)


def _find(framework: Framework, named: str) -> Layout:
    layouts = {layout.id: layout for layout in layouts_of(framework)}
    if named in layouts:
        return layouts[named]
    there = f"It has {', '.join(layouts)}." if layouts else "Its sheet layouts is empty."
    raise refuse("STR046", f"The framework has no layout {named}. {there}", "Name one of them, or leave --layout out.")
