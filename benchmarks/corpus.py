"""Corpus: returns of the programme as partners send them back, as many as wanted, made in seconds and always the same.

One return is issued; every other is that one with another partner's name, fingerprint and figures put into its parts.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from pathlib import Path
from random import Random

from benchmarks.drawn import QUARTERS
from benchmarks.drawn import Drawn
from benchmarks.drawn import Figures
from benchmarks.programme import PERIOD
from benchmarks.programme import partner_id
from benchmarks.programme import partner_name
from benchmarks.programme import programme
from benchmarks.zipped import Zipped
from pmxl.batch.folder import Folder
from pmxl.figures import Figure
from pmxl.framework.make import plan_framework
from pmxl.ledger import Issued
from pmxl.ledger import Receipt
from pmxl.returns.body import FIRST_ROW
from pmxl.returns.form import AskedRow
from pmxl.returns.form import ReturnForm
from pmxl.returns.headings import COMMENTARY
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import RATING
from pmxl.returns.headings import VALUE
from pmxl.returns.headings import column_of
from pmxl.returns.identity import fingerprint
from pmxl.returns.issue import plan_return
from pmxl.returns.prepare import prepare_form
from pmxl.returns.rated import rating_of
from pmxl.sheets.cells import column_letters
from pmxl.sheets.write import plan_to_bytes
from pmxl.sheets.write import write_workbook
from pmxl.terms import Outcome
from pmxl.terms import Rating

STRINGS, COVER, RETURN, CORE = (
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "docProps/core.xml",
)
LOT = 500
"""Partners whose earlier figures are kept at once."""

SIGNED_ON = 45672
"""15 January 2025, as Excel counts days."""

REASON = "fewer staff than planned in the last weeks of the quarter; the posts were filled in January."
SILENT = 0.1
"""So many of the Reds come without a word."""

FILLED = re.compile(r'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")(?:/>| t="str">(<f>[^<]*</f>)<v>[^<]*</v></c>)')


class Corpus:
    """A partnership folder of so many partners, their returns issued, and their answers to be put into an inbox."""

    def __init__(self, path: Path, partners: int) -> None:
        """Writes framework.xlsx where there is none, and says in the ledger that every return was issued."""
        self.folder = Folder(path)
        self.partners = partners
        path.mkdir(parents=True, exist_ok=True)
        if not self.folder.framework_file.exists():
            write_workbook(plan_framework(programme(partners), guide=False), self.folder.framework_file)
        framework = self.folder.framework
        self.period = self.folder.period(PERIOD)
        self._form = prepare_form(framework, framework.partner(partner_id(0)), self.period, {})
        self._shape = Shape(self._form)
        self.issue()

    def issue(self) -> None:
        """Says in the ledger what was issued, and what came in the quarters before, where it does not yet."""
        if self._before.exists():
            return
        with self.folder.ledger() as ledger:
            ledger.issue(self._issued())
            for first in range(0, self.partners, LOT):
                ledger.keep([self._past(first)])
        shutil.copyfile(self.folder.ledger_file, self._before)

    def forget(self) -> None:
        """As before the first return came; what was kept is moved aside, for files just removed make the next dear."""
        self.folder.raw.rename(self.folder.path / f"raw-{time.time_ns()}")
        for note in self.folder.notes.glob("*.json"):
            note.unlink()
        shutil.copyfile(self._before, self.folder.ledger_file)

    @property
    def _before(self) -> Path:
        return self.folder.path / "ledger-before.db"

    def _past(self, first: int) -> tuple[Receipt, list[Figure]]:
        """The earlier figures of some partners, as an import."""
        numbers = range(first, min(first + LOT, self.partners))
        figures = [figure for number in numbers for figure in self._shape.past(number)]
        name, when = f"past-{first}.csv", datetime(2025, 1, 1, tzinfo=UTC)
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        receipt = Receipt(
            file=name,
            sha256=sha256,
            kind="import",
            outcome=Outcome.READ,
            received_at=when,
            framework=self.folder.framework.version,
            kept=len(figures),
        )
        return receipt, figures

    @property
    def inbox(self) -> Path:
        """Where the answers are put."""
        return self.folder.inbox(self.period)

    def fill(self, first: int = 0, last: int | None = None) -> None:
        """Puts the filled returns of these partners (all of them) into the inbox."""
        self.inbox.mkdir(parents=True, exist_ok=True)
        for number in range(first, self.partners if last is None else last):
            self.inbox.joinpath(f"{partner_id(number)}.xlsx").write_bytes(self.returned(number))

    def returned(self, number: int) -> bytes:
        """One filled return."""
        return self._shape.filled(number, fingerprint(self._form_of(number)))

    def _form_of(self, number: int) -> ReturnForm:
        return replace(self._form, partner=self.folder.framework.partner(partner_id(number)))

    def _issued(self) -> Iterator[Issued]:
        for number in range(self.partners):
            form = self._form_of(number)
            yield Issued(
                partner=form.partner.id,
                period=form.period,
                revision=1,
                fingerprint=fingerprint(form),
                framework=form.framework,
                file=f"{form.partner.id}.xlsx",
                issued_at=datetime(2025, 1, 2, tzinfo=UTC),
                due=form.deadline,
            )


class Shape:
    """The issued return that all are made from, in the parts that differ and those that do not."""

    def __init__(self, form: ReturnForm) -> None:
        self._rows = form.rows
        self._own = fingerprint(form).encode()
        self._zip = Zipped(plan_to_bytes(plan_return(form)))
        self._strings = self._zip.part(STRINGS).decode()
        count = self._strings.count("<si>")
        self._signature, self._first_reason = count, count + 1
        self._reasons = "".join(f"<si><t>{row.measure.name}: {REASON}</t></si>" for row in form.rows)
        self._body = self._zip.part(RETURN).decode()
        self._core = self._zip.part(CORE)
        signed = self._signed(self._zip.part(COVER).decode())
        self._zip.put(COVER, signed.encode())

    def filled(self, number: int, mark: str) -> bytes:
        """The return of one partner."""
        names = ((partner_name(0), partner_name(number)), (partner_id(0), partner_id(number)))
        said = f"<si><t>Head of Help {number:05}</t></si>{self._reasons}</sst>"
        strings, core = self._strings.replace("</sst>", said), self._core.decode()
        for mine, theirs in names:
            strings, core = strings.replace(mine, theirs), core.replace(mine, theirs)
        strings = strings.replace(self._own.decode(), mark)
        parts = {STRINGS: strings.encode(), CORE: core.encode(), RETURN: self._typed(number).encode()}
        return self._zip.with_parts(parts)

    def figures_of(self, number: int) -> Figures:
        """The figures of one partner."""
        return Figures(number, [row.measure for row in self._rows])

    def past(self, number: int) -> Iterator[Figure]:
        """Those of the quarters before, oldest first, each once."""
        figures = self.figures_of(number)
        for back in range(QUARTERS, 0, -1):
            for row, period, drawn in figures.of(self._rows, back):
                yield Figure(row.measure.id, partner_id(number), row.area, period, drawn.part, drawn.whole, drawn.value)

    def _typed(self, number: int) -> str:
        """The sheet of figures with every cell that a person fills in, and what its formulas then show."""
        given: dict[str, str] = {}
        draw = Random(number)
        for place, (row, _, drawn) in enumerate(self.figures_of(number).of(self._rows), FIRST_ROW):
            given |= self._row(row, place, drawn, draw)
        return FILLED.sub(lambda found: self._cell(found, given), self._body)

    def _row(self, row: AskedRow, place: int, drawn: Drawn, draw: Random) -> dict[str, str]:
        heads = (NUMERATOR, DENOMINATOR, VALUE, RATING, COMMENTARY)
        at = {heading: f"{column_letters(column_of(heading))}{place}" for heading in heads}
        said: dict[str, str] = {}
        if row.expected is not None:
            said[at[RATING]] = rating_of(row.measure, row.expected, drawn.value, None)
        if said.get(at[RATING]) == Rating.RED and draw.random() > SILENT:
            said[at[COMMENTARY]] = f"#{self._first_reason + place - FIRST_ROW}"
        if drawn.whole is not None:
            said |= {at[NUMERATOR]: str(drawn.part), at[DENOMINATOR]: str(drawn.whole)}
        return said | {at[VALUE]: repr(drawn.value)}

    @staticmethod
    def _cell(found: re.Match[str], given: dict[str, str]) -> str:
        """The cell as Excel saves it."""
        where, look, formula = found[1], found[2], found[3] or ""
        said = given.get(where)
        if said is None:
            return found[0]
        if said[0] == "#":
            return f'<c r="{where}"{look} t="s"><v>{said[1:]}</v></c>'
        kind = "" if said[0].isdigit() else ' t="str"'
        return f'<c r="{where}"{look}{kind}>{formula}<v>{said}</v></c>'

    def _signed(self, cover: str) -> str:
        """The cover with the two cells below each other that are signed."""
        empty = re.findall(r'<c r="(C[0-9]+)" s="[0-9]+"/>', cover)[-2:]
        for where, said in zip(
            empty, (f' t="s"><v>{self._signature}</v></c>', f"><v>{SIGNED_ON}</v></c>"), strict=True
        ):
            cover = re.sub(rf'(<c r="{where}" s="[0-9]+")/>', rf"\g<1>{said}", cover)
        return cover
