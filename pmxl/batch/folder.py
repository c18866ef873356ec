"""Folder: a partnership's files by the names that CONTRACT fixes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pmxl.batch.templates import Templates
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import errors_in
from pmxl.findings import refuse
from pmxl.framework.models import Framework
from pmxl.framework.workbook import read_framework
from pmxl.improve.logbook.logbook import NAME as LOGBOOK
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.read import read_logbook
from pmxl.ledger import Ledger
from pmxl.ledger import Seen
from pmxl.ledger import keep_raw
from pmxl.ledger import raw_path
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.readings import read_period
from pmxl.sheets.intake import take

if TYPE_CHECKING:
    from pmxl.assess import Version


LOOKED_THROUGH = "ledger.json"
"""Where it is noted that the ledger was looked through for damage."""


@dataclass
class Folder:
    """A partnership folder; `ledger_url` places the ledger elsewhere than in `ledger.db`."""

    path: Path
    ledger_url: str = field(default="", repr=False)  # there may be a password in it

    @property
    def framework_file(self) -> Path:
        """The framework workbook."""
        return self.path / "framework.xlsx"

    @property
    def logbook_file(self) -> Path:
        """The workbook in which people write down what no figure tells."""
        return self.path / LOGBOOK

    @cached_property
    def logbook(self) -> Logbook:
        """What the logbook says, and what is wrong in it; empty where there is none."""
        return read_logbook(self.logbook_file, self.last_sound)

    @property
    def raw(self) -> Path:
        """Where the bytes of every file ever read are kept."""
        return self.path / "raw"

    def issued(self, period: Period) -> Path:
        """What we sent for a period."""
        return self.path / "returns" / period.slug / "issued"

    def inbox(self, period: Period) -> Path:
        """What partners sent back for a period."""
        return self.path / "returns" / period.slug / "inbox"

    def queries(self, period: Period) -> Path:
        """What we sent back to be answered for a period."""
        return self.path / "returns" / period.slug / "queries"

    def scorecard(self, period: Period, kind: str = "") -> Path:
        """The master scorecard of a period; `kind` names another beside it: `draft`, `as-at-2023-02-03`."""
        name = f"scorecard-{kind}.xlsx" if kind else "scorecard.xlsx"
        return self.path / "scorecards" / period.slug / name

    def annual(self, year: Period, kind: str = "") -> Path:
        """The annual performance summary of a year; `kind` as for the scorecard."""
        return self.scorecard(year).with_name(f"annual-{kind}.xlsx" if kind else "annual.xlsx")

    def public(self, period: Period, kind: str = "") -> Path:
        """The public workbook of a period, beside which its page lies; `kind` as for the scorecard."""
        return self.scorecard(period).with_name(f"public-{kind}.xlsx" if kind else "public.xlsx")

    @cached_property
    def templates(self) -> Templates:
        """How this partnership has its workbooks."""
        return Templates(self.path / "templates")

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything the framework review says."""
        return self._read[1]

    @cached_property
    def framework(self) -> Framework:
        """The framework; a Refusal listing every Error when it has any, for nothing else runs on such a framework."""
        framework, findings = self._read
        if framework is None:
            raise Refusal(*errors_in(findings))
        return framework

    @cached_property
    def last_sound(self) -> Framework:
        """The framework, or while an Error stops it the last that had none: for what was published need not wait."""
        if self._read[0] is not None or not (self.ledger_url or self.ledger_file.exists()):
            return self.framework
        with self.ledger() as ledger:
            seen = ledger.seen()
        try:
            return self.framework_of(seen[-1]) if seen else self.framework
        except Refusal:  # that one cannot be had: what is wrong with this one is what is to be mended
            return self.framework

    def must_be_one(self) -> None:
        """Refuses a folder in which there is no framework (ENV007)."""
        if not self.framework_file.exists():
            raise refuse(
                "ENV007",
                f"There is no framework.xlsx in {self.path.resolve()}.",
                "Go to your partnership's folder, name it with --partnership, or make one with: pmxl new FOLDER.",
            )

    @cached_property
    def _read(self) -> tuple[Framework | None, tuple[Finding, ...]]:
        self.must_be_one()
        return read_framework(self.framework_file)

    @property
    def rehearsals(self) -> Path:
        """Where the workbooks of rehearsals lie, each named by its measure, and by a partner where it is of one."""
        return self.path / "scorecards" / "rehearsals"

    @property
    def notes(self) -> Path:
        """Where it is noted what was looked at before; without it all is looked at again."""
        return self.path / "returns" / ".seen"

    @property
    def ledger_file(self) -> Path:
        """The ledger, where it is not placed elsewhere."""
        return self.path / "ledger.db"

    def ledger(self) -> Ledger:
        """The ledger, opened; made when first needed. The framework in use is recorded in it, its bytes in raw/.

        Refused where another is named that is not there while the partnership has its own (ENV009): an empty one would
        be made, and all that was kept would seem lost.
        """
        url = self.ledger_url
        if url and "://" not in url and not Path(url).exists() and self.ledger_file.exists():
            says = f"There is no ledger {url}, and the figures of this partnership are in {self.ledger_file}."
            ask = f"Check the name, or take them there first with pmxl copy-ledger {url}."
            raise refuse("ENV009", says, ask)
        ledger = Ledger.open(self.ledger_url or self.ledger_file, note=self.notes / LOOKED_THROUGH)
        if self.framework_file.exists() and self._read[0] is not None:
            self._see(ledger, self._read[0])
        return ledger

    def _see(self, ledger: Ledger, framework: Framework) -> None:
        if any(seen.version == framework.version for seen in ledger.seen()[-1:]):
            return
        data = take(self.framework_file)
        sha256 = hashlib.sha256(data).hexdigest()
        keep_raw(self.raw, data, sha256)
        ledger.see(Seen(framework.version, sha256, datetime.now(UTC)))

    def framework_of(self, seen: Seen) -> Framework:
        """A framework as it was recorded, read from its kept bytes; a Refusal where they are gone."""
        kept = raw_path(self.raw, seen.sha256)
        if not kept.is_file():
            since = day_in_words(seen.seen_at)
            says = f"The framework {seen.version}, in use from {since}, is no longer in {self.raw.name}."
            raise refuse("ENV027", says, "Bring back the folder raw from a backup.", found=seen.sha256)
        framework, findings = read_framework(Path("framework.xlsx"), kept.read_bytes())
        if framework is None:
            raise Refusal(*errors_in(findings))
        return framework

    def versions(self, ledger: Ledger, framework: Framework, as_at: datetime | None) -> tuple[list[Version], int]:
        """The frameworks in use one after the other up to the one given, which is the last; and how many are lost.

        Lost is one whose bytes are in another machine's raw/, or that the checks of today would not let pass.
        """
        from pmxl.assess import Version  # here, so that what only looks into the folder starts without the assessment

        every = ledger.seen()
        seen = [one for one in every if as_at is None or one.seen_at <= as_at] or every[:1]
        known: dict[str, Framework | None] = {framework.version: framework}
        for one in seen:
            if one.version not in known:
                known[one.version] = self.kept(one)
        read = ((known[one.version], one.seen_at) for one in seen)
        return [Version(frame, since) for frame, since in read if frame], sum(not frame for frame in known.values())

    def kept(self, seen: Seen) -> Framework | None:
        """A framework as it was recorded; None where its bytes are gone or would not pass the checks of today."""
        try:
            return self.framework_of(seen)
        except Refusal:
            return None  # told on the method sheet: a scorecard of today does not need it

    def framework_at(self, moment: datetime) -> Framework:
        """The framework that was in use at a moment; of a time before the first record, the first recorded."""
        with self.ledger() as ledger:
            seen = ledger.seen()
        before = [one for one in seen if one.seen_at <= moment] or seen[:1]
        if not before or before[-1].version == self.last_sound.version:
            return self.last_sound
        return self.framework_of(before[-1])

    def period(self, written: str) -> Period:
        """The period a person named; a Refusal naming both readings when it can be read two ways."""
        reading = read_period(written, months=None, first_month=self.last_sound.settings.year_starts)
        if reading.period is not None and reading.is_sure:
            return reading.period
        says = reading.problem or f"'{written}' can be read as {' or as '.join(p.label for p in reading.readings)}."
        choices = " or ".join(f'"{p.label}"' for p in reading.readings) or '"2025-26 Q1", "2025-26 M05" or "2025-26"'
        raise refuse("NUM050", says, f"Type {choices}.", found=written)
