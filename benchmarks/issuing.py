"""How long a return takes to issue, against filling a template with openpyxl and writing it with XlsxWriter."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from itertools import count
from pathlib import Path
from statistics import median

import openpyxl
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from benchmarks.programme import PERIOD
from benchmarks.programme import programme
from benchmarks.recorded import again
from benchmarks.recorded import recorded
from benchmarks.results import as_printed
from benchmarks.results import put
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.framework.make import plan_framework
from pmxl.returns.issue import plan_return
from pmxl.returns.prepare import prepare_form
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import Style
from pmxl.sheets.write import OPTIONS
from pmxl.sheets.write import plan_to_bytes
from pmxl.sheets.write import write_workbook

PARTNERS = 1_000
OTHERS = 100
"""Returns that the others make in a turn, who take as long for each however many they are."""
ROUNDS = 3
OURS = "pmxl issue: asked, made, linted, recorded"
TEMPLATE = "openpyxl: template loaded, filled, saved"
SCRATCH = "XlsxWriter: the same workbook from scratch"
BARE = "XlsxWriter: its cells and nothing else"


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
        with recorded() as self._calls:
            self.template = plan_to_bytes(self.plan)
        self.names = [partner.name for partner in framework.partners[:OTHERS]]
        self._turn = count()
        self._by_hand = path / "by-hand"
        self._by_hand.mkdir()

    def ours(self) -> int:
        """Issues every return; the next turn issues the next revision."""
        return len(issue(self.folder, self.period))

    def by_openpyxl(self) -> int:
        """What an officer with a macro does: open the template, put in what is the partner's, save it."""
        for name in self.names:
            book = openpyxl.load_workbook(BytesIO(self.template))
            for sheet in ("Cover", "Return"):
                book[sheet]["A1"].value = name
            book["Cover"]["C5"].value = name
            out = BytesIO()
            book.save(out)
            self._kept(out.getvalue())
        return len(self.names)

    def by_xlsxwriter(self) -> int:
        """The very same workbook, every part of it, by the calls that make it and nothing around them."""
        for _ in self.names:
            self._kept(again(self._calls, OPTIONS))
        return len(self.names)

    def by_xlsxwriter_bare(self) -> int:
        """The same cells and widths written from scratch, without what guides the typing, prints and protects."""
        for _ in self.names:
            self._kept(bare(self.plan))
        return len(self.names)

    def _kept(self, data: bytes) -> None:
        """Handed to the system and no more: ours alone waits until the disk has it."""
        (self._by_hand / f"{next(self._turn)}.xlsx").write_bytes(data)


def bare(plan: BookPlan) -> bytes:
    """Every cell of a plan through XlsxWriter alone."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    formats: dict[Style, Format] = {}
    for planned in plan.sheets:
        sheet = book.add_worksheet(planned.name)
        for column in planned.columns:
            sheet.set_column(column.first - 1, column.last - 1, column.width)
        for cell in planned.puts:
            look = formats.get(cell.style)
            if look is None:
                look = formats[cell.style] = book.add_format({"font_size": cell.style.size, "bold": cell.style.bold})
            place = (cell.row - 1, cell.col - 1)
            if isinstance(cell.value, Formula):
                sheet.write_formula(*place, f"={cell.value.text}", look, "")
            elif isinstance(cell.value, Rich):
                sheet.write_string(*place, "".join(text for text, _ in cell.value.parts), look)
            else:
                sheet.write(*place, cell.value, look)
    book.close()
    return out.getvalue()


def report() -> str:
    """The table: milliseconds of work and by the clock for each return, medians of interleaved rounds."""
    with tempfile.TemporaryDirectory() as folder:
        issuing = Issuing(Path(folder))
        contestants = {
            TEMPLATE: issuing.by_openpyxl,
            SCRATCH: issuing.by_xlsxwriter,
            BARE: issuing.by_xlsxwriter_bare,
            OURS: issuing.ours,
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in contestants}
        for turn in range(ROUNDS + 1):
            for name, work in contestants.items():
                found = spent(work)
                if turn:
                    taken[name].append(found)
        size = len(issuing.template) // 1024
    each = {name: [1000 * median(column) for column in zip(*turns, strict=True)] for name, turns in taken.items()}
    lines = [
        f"Issuing a return of {size} kB, one of {PARTNERS:,} (milliseconds, and times ours)",
        f"  {'':<44}{'of work':>18}{'by the clock':>18}",
    ]
    for name, times in each.items():
        said = (f"{time:>10.2f}{time / ours:>8.1f}" for time, ours in zip(times, each[OURS], strict=True))
        lines.append(f"  {name:<44}{''.join(said)}")
    return "\n".join(lines)


def spent(work: Callable[[], int]) -> tuple[float, float]:
    """Seconds of work and by the clock for each return that it makes."""
    worked, began = time.process_time(), time.perf_counter()
    made = work()
    return (time.process_time() - worked) / made, (time.perf_counter() - began) / made


if __name__ == "__main__":
    told = report()
    put("Issuing returns", as_printed(told))
    print(told)
