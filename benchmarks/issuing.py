"""How long a return takes to issue, against filling a template with openpyxl and writing it with XlsxWriter."""

from __future__ import annotations

import tempfile
from io import BytesIO
from itertools import count
from pathlib import Path

import openpyxl
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from benchmarks.programme import PERIOD
from benchmarks.programme import programme
from benchmarks.rounds import medians
from benchmarks.rounds import table
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.framework.make import plan_framework
from pmxl.returns.issue import plan_return
from pmxl.returns.prepare import prepare_form
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import Style
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.write import plan_to_bytes
from pmxl.sheets.write import write_workbook

PARTNERS = 200
OURS = "pmxl issue: asked, made, linted, kept"
TEMPLATE = "openpyxl: template loaded, filled, saved"
SCRATCH = "XlsxWriter: the same cells and nothing else"


class Issuing:
    """A programme of some partners whose returns are issued in one contestant and made by hand in the others."""

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self.folder = Folder(path)
        write_workbook(plan_framework(programme(PARTNERS), guide=False), self.folder.framework_file)
        framework = self.folder.framework
        self.period = self.folder.period(PERIOD)
        form = prepare_form(framework, framework.partners[0], self.period, {})
        self.plan = plan_return(form)
        self.template = plan_to_bytes(self.plan)
        self.names = [partner.name for partner in framework.partners]
        self._turn = count()

    def ours(self) -> None:
        """Issues every return; the next turn issues the next revision."""
        issue(self.folder, self.period)

    def by_openpyxl(self) -> None:
        """What an officer with a macro does: open the template, put in what is the partner's, save it."""
        for name in self.names:
            book = openpyxl.load_workbook(BytesIO(self.template))
            for sheet in ("Cover", "Return"):
                book[sheet]["A1"].value = name
            book["Cover"]["C5"].value = name
            out = BytesIO()
            book.save(out)
            self._kept(out.getvalue())

    def by_xlsxwriter(self) -> None:
        """The same cells and widths written from scratch, without what guides the typing, prints and protects."""
        for _ in self.names:
            self._kept(bare(self.plan))

    def _kept(self, data: bytes) -> None:
        write_bytes_beside(self.folder.path / "by-hand" / f"{next(self._turn)}.xlsx", data)


def bare(plan: BookPlan) -> bytes:
    """Every cell of a plan through XlsxWriter alone."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    formats: dict[Style, Format] = {}
    for planned in plan.sheets:
        sheet = book.add_worksheet(planned.name)
        for column in planned.columns:
            sheet.set_column(column.first - 1, column.last - 1, column.width)
        for put in planned.puts:
            look = formats.get(put.style)
            if look is None:
                look = formats[put.style] = book.add_format({"font_size": put.style.size, "bold": put.style.bold})
            place = (put.row - 1, put.col - 1)
            if isinstance(put.value, Formula):
                sheet.write_formula(*place, f"={put.value.text}", look, "")
            elif isinstance(put.value, Rich):
                sheet.write_string(*place, "".join(text for text, _ in put.value.parts), look)
            else:
                sheet.write(*place, put.value, look)
    book.close()
    return out.getvalue()


def report() -> str:
    """The table, for each return."""
    with tempfile.TemporaryDirectory() as folder:
        issuing = Issuing(Path(folder))
        contestants = {TEMPLATE: issuing.by_openpyxl, SCRATCH: issuing.by_xlsxwriter, OURS: issuing.ours}
        seconds = {name: taken / PARTNERS for name, taken in medians(contestants, rounds=3).items()}
        size = len(issuing.template) // 1024
        return table(f"Issuing a return of {size} kB, one of {PARTNERS}", seconds, OURS)
