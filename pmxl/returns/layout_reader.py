"""Reading a partner's own sheet through a layout: the same figures, findings and counts as of a return of ours."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

from pmxl.figures import Key
from pmxl.figures import SignOff
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import show
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.returns.check import untested_notes
from pmxl.returns.claim import Sent
from pmxl.returns.entries import Entry
from pmxl.returns.headings import FIGURES
from pmxl.returns.history import History
from pmxl.returns.identity import read_identity
from pmxl.returns.judging import judge_in_order
from pmxl.returns.layout import Layout
from pmxl.returns.layout import fitting
from pmxl.returns.layout import layouts_of
from pmxl.returns.layout import sheets_of
from pmxl.returns.layout_added import Placed
from pmxl.returns.layout_added import add_up
from pmxl.returns.layout_found import Found
from pmxl.returns.layout_found import Unread
from pmxl.returns.layout_found import find
from pmxl.returns.layout_missing import missing_keys
from pmxl.returns.layout_missing import missing_queries
from pmxl.returns.memory import NOTHING
from pmxl.returns.memory import Memory
from pmxl.returns.names import names_of
from pmxl.returns.paper import find_paper
from pmxl.returns.read import ReadReturn
from pmxl.returns.read import outcome_of
from pmxl.returns.rows import described
from pmxl.sheets.cells import ReadBook
from pmxl.terms import Outcome
from pmxl.terms import Severity

SILENT = ("CEL004",)
"""What is told of our own returns only: that a figure is worked out by a formula, as most are in others' workbooks."""

FOREIGN = "STR007"


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a layout finds in a workbook, each figure once; `unread` counts those that did not become one."""

    placed: tuple[Placed, ...]
    findings: tuple[Finding, ...]
    unread: int


def is_foreign(book: ReadBook) -> bool:
    """True for a workbook that is none of our returns, not even a spoilt one."""
    if any(read_identity(sheet) for sheet in book.sheets):
        return False
    try:
        find_paper(book)
    except Refusal as refusal:
        return refusal.finding.code == FOREIGN
    return False


def read_foreign(
    book: ReadBook,
    framework: Framework,
    *,
    history: History,
    denominators: History | None = None,
    memory: Memory = NOTHING,
    expected_period: Period | None = None,
    issued: Collection[Sent] | None = None,
) -> ReadReturn:
    """Reads a workbook that is not ours through the one layout that fits it; refused where none or several do."""
    able, reasons = fitting(book, framework)
    if len(able) == 1:
        return read_layout(
            book,
            able[0],
            framework,
            history=history,
            denominators=denominators,
            memory=memory,
            expected_period=expected_period,
            issued=issued,
        )
    if able:
        named = " and ".join(layout.id for layout in able)
        says = f"This is not one of our returns, and {len(able)} layouts fit it: {named}."
        ask = "Make their files, their sheets or their headings differ in the framework's sheet layouts."
        return refused(book, Finding("STR031", Severity.ERROR, says, ask))
    count = len(layouts_of(framework))
    told = "the layout does not fit it" if count == 1 else f"none of the {count} layouts fits it"
    says = f"This is not one of our returns, and {told}. {reasons}.".replace("..", ".")
    ask = "Send the workbook that was issued to you; or propose a layout for this one: pmxl layout FILE."
    return refused(book, Finding("STR030", Severity.ERROR, says, ask))


def read_layout(
    book: ReadBook,
    layout: Layout,
    framework: Framework,
    *,
    history: History,
    denominators: History | None = None,
    memory: Memory = NOTHING,
    expected_period: Period | None = None,
    issued: Collection[Sent] | None = None,
) -> ReadReturn:
    """Reads and checks a workbook through a layout; raises nothing.

    Figures of one partner make its return of `expected_period`, or else of the last period in it; those of several, or
    of comparators, are an import: they have no partner and no period.
    """
    gathered = gather(book, layout, framework)
    periods = sorted({one.key.period for one in gathered.placed})
    if periods and expected_period and not any(_touch(one, expected_period) for one in periods):
        told = " to ".join(dict.fromkeys((periods[0].label, periods[-1].label)))
        says = f"Its figures are for {told} and the period being collected is {expected_period.label}."
        ask = f"Send the figures for {expected_period.label}, or collect {periods[-1].label}."
        wrong = Finding("RET002", Severity.ERROR, says, ask, found=told, expected=expected_period.label)
        return refused(book, wrong, *gathered.findings, unread=gathered.unread + len(gathered.placed))
    if not gathered.placed:
        none = Finding("STR045", Severity.ERROR, f"Nothing was read through the layout {layout.id}.", "Correct it.")
        first = sorted(gathered.findings, key=lambda f: f.severity is not Severity.ERROR)
        errors = first and first[0].severity is Severity.ERROR
        return refused(book, *(first if errors else (none, *first)), unread=gathered.unread)
    entries = [(_entry(one, framework), False) for one in gathered.placed]
    judged = judge_in_order(entries, framework, history, denominators, imported=True, silent=SILENT, memory=memory)
    missing = missing_keys(layout, gathered.placed, framework)
    findings = (
        _through(layout, gathered),
        *gathered.findings,
        *missing_queries(missing, framework),
        *(finding for one in judged for finding in one.findings),
        *untested_notes(judged, gathered.placed[0].sheet),
    )
    figures = tuple(one.figure for one in judged if one.figure)
    held = sum(figure.held for figure in figures)
    bad = gathered.unread + sum(one.is_refused for one in judged)
    outcome, code = outcome_of(findings)
    partner, period, revision = _whose(gathered.placed, expected_period, issued)
    return ReadReturn(
        partner=partner,
        period=period,
        revision=revision,
        framework_version=framework.version,
        signoff=SignOff(),
        figures=figures,
        findings=_signed(book, findings),
        asked=len(figures) + bad + len(missing),
        kept=len(figures) - held,
        held=held,
        refused=bad,
        missing=len(missing),
        outcome=outcome,
        code=code,
    )


def gather(book: ReadBook, layout: Layout, framework: Framework) -> Gathered:
    """Every figure that a layout finds, added up where the sheet tells of shorter periods; one found twice is none."""
    names, lost = names_of(framework), 0
    found: list[Found] = []
    findings: list[Finding] = []
    for sheet in book.sheets:
        unread = Unread()
        for row in layout.rows:
            if sheet in sheets_of(row, book):
                found += find(book.file, sheet, row, framework, names, unread)
        findings += dict.fromkeys(unread.findings(sheet.name))
        lost += unread.figures
    by_key: dict[Key, list[Found]] = {}
    for one in found:
        if not one.is_blank:
            by_key.setdefault(one.key, []).append(one)
    doubled = {key: some for key, some in by_key.items() if len(some) > 1}
    added = add_up((some[0] for some in by_key.values() if len(some) == 1), framework, book.file)
    told = (*findings, *_twice(doubled, framework), *added.findings)
    refused_ = lost + sum(map(len, doubled.values())) + added.refused
    return Gathered(tuple(added.placed), told, refused_)


def _entry(one: Placed, framework: Framework) -> Entry:
    anywhere = next(iter(one.cells.values())).address
    return Entry(
        key=one.key,
        measure=framework.measure(one.key.measure),
        sheet=one.sheet,
        cells=one.cells,
        places={h: one.cells[h].address if h in one.cells else anywhere for h in FIGURES},
        currency=framework.settings.currency,
        note=one.note,
    )


def _whose(
    placed: Iterable[Placed], wanted: Period | None, issued: Collection[Sent] | None
) -> tuple[str, Period | None, int]:
    """Partner, period and revision of a return; "", None and 0 where it is of several."""
    keys = [one.key for one in placed]
    partners = {key.partner for key in keys}
    if len(partners) != 1 or "" in partners:
        return "", None, 0
    (partner,) = partners
    period = wanted or max((key.period for key in keys), key=lambda p: (p.last_day, p.months))
    revisions = [revision for who, of, revision in issued or () if (who, of) == (partner, period)]
    return partner, period, max(revisions, default=1)


def _touch(one: Period, other: Period) -> bool:
    """True where two periods have days in common."""
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _through(layout: Layout, gathered: Gathered) -> Finding:
    """By which layout it was read."""
    count = len(gathered.placed)
    periods = sorted({one.key.period for one in gathered.placed})
    told = " to ".join(dict.fromkeys((periods[0].label, periods[-1].label)))
    says = f"It was read through the layout {layout.id}: {count:,} figure{'' if count == 1 else 's'} of {told}."
    return Finding("STR039", Severity.NOTE, says, "Nothing needs to be done.", sheet=gathered.placed[0].sheet)


def _twice(doubled: dict[Key, list[Found]], framework: Framework) -> Iterator[Finding]:
    for key, some in doubled.items():
        who = framework.partner(key.partner).name if key.partner else "the comparators"
        cells = " and ".join(f"{one.sheet}!{one.address}" for one in some)
        says = f"{described(key, framework)} of {who} stands in {cells}, and none of them was read."
        ask = "Delete the one that is not meant, or have the layout say which."
        first = next(iter(some[1].cells.values()))
        yield Finding("STR040", Severity.ERROR, says, ask, sheet=some[1].sheet, cell=first.address)


def refused(book: ReadBook, *findings: Finding, unread: int = 0) -> ReadReturn:
    """A workbook of which nothing is taken, and why."""
    return ReadReturn(
        partner="",
        period=None,
        revision=0,
        framework_version="",
        signoff=SignOff(),
        figures=(),
        findings=_signed(book, findings),
        asked=unread,
        kept=0,
        held=0,
        refused=unread,
        missing=0,
        outcome=Outcome.REFUSED,
        code=findings[0].code,
    )


def _signed(book: ReadBook, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with the file they are about."""
    return tuple(replace(finding, file=show(book.file), sha256=book.sha256) for finding in findings)


__all__ = ["is_foreign", "read_foreign", "read_layout"]
