"""Reading a partner's own sheet through a layout: the same figures, findings and counts as of a return of ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmxl.figures import SignOff
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import gravest_first
from pmxl.findings import show
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.plural import listed
from pmxl.returns.answers import read_replies
from pmxl.returns.check import Judged
from pmxl.returns.check import untested_notes
from pmxl.returns.entries import Entry
from pmxl.returns.headings import FIGURES
from pmxl.returns.identity import read_identity
from pmxl.returns.judging import judge_in_order
from pmxl.returns.judging import judge_together
from pmxl.returns.layout import Layout
from pmxl.returns.layout import as_queried
from pmxl.returns.layout import fitting
from pmxl.returns.layout import layouts_of
from pmxl.returns.layout_added import Placed
from pmxl.returns.layout_gather import Gathered
from pmxl.returns.layout_gather import gather
from pmxl.returns.layout_missing import missing_keys
from pmxl.returns.layout_missing import missing_queries
from pmxl.returns.layout_past import Past
from pmxl.returns.layout_past import mark_of
from pmxl.returns.layout_past import touch
from pmxl.returns.layout_past import whose
from pmxl.returns.layout_past import without_queries
from pmxl.returns.paper import find_paper
from pmxl.returns.read import ReadReturn
from pmxl.returns.read import outcome_of
from pmxl.returns.together import Whole
from pmxl.sheets.cells import ReadBook
from pmxl.terms import KEEP_OUT
from pmxl.terms import Outcome
from pmxl.terms import Severity

SILENT = ("CEL004",)
"""What is told of our own returns only: that a figure is worked out by a formula, as most are in others' workbooks."""

FOREIGN = "STR007"


def is_foreign(book: ReadBook) -> bool:
    """True for a workbook that is none of our returns, not even a spoilt one."""
    if any(read_identity(sheet) for sheet in book.sheets):
        return False
    try:
        find_paper(book)
    except Refusal as refusal:
        return refusal.finding.code == FOREIGN
    return False


def read_foreign(book: ReadBook, framework: Framework, past: Past) -> ReadReturn:
    """Reads a workbook that is not ours through the one layout that fits it; refused where none or several do."""
    layouts, mark = layouts_of(framework), mark_of(book, past)
    if mark:
        layouts = tuple(as_queried(layout, mark.when) for layout in layouts)
    able, reasons = fitting(without_queries(book), layouts)
    if len(able) == 1:
        return read_layout(book, able[0], framework, past)
    if able:
        named = listed(layout.id for layout in able)
        says = f"This is not one of our returns, and {len(able)} layouts fit it: {named}."
        ask = "Make their files, their sheets or their headings differ in the framework's sheet layouts."
        return refused(book, Finding("STR031", Severity.ERROR, says, ask))
    count = len(layouts)
    told = "the layout does not fit it" if count == 1 else f"none of the {count} layouts fits it"
    says = f"This is not one of our returns, and {told}. {reasons}.".replace("..", ".")
    ask = "Send the workbook that was issued to you; or propose a layout for this one: pmxl layout FILE."
    return refused(book, Finding("STR030", Severity.ERROR, says, ask))


def read_layout(book: ReadBook, layout: Layout, framework: Framework, past: Past | None = None) -> ReadReturn:
    """Reads and checks a workbook through a layout; raises nothing.

    Figures of one partner make its return of the period being collected, or else of the last period in it; those of
    several, or of comparators, are an import: they have no partner and no period.
    """
    past = past or Past()
    gathered = gather(without_queries(book), layout, framework)
    periods = sorted({one.key.period for one in gathered.placed})
    if not periods:
        none = Finding("STR045", Severity.ERROR, f"Nothing was read through the layout {layout.id}.", "Correct it.")
        said = gravest_first(gathered.findings)
        told = bool(said) and said[0].severity in KEEP_OUT
        return refused(book, *(said if told else (none, *said)), unread=gathered.unread)
    if past.period and not any(touch(one, past.period) for one in periods):
        wrong = _of_another(periods, past.period)
        return refused(book, wrong, *gathered.findings, unread=gathered.unread + len(gathered.placed))
    return _taken(book, layout, framework, gathered, past)


def _taken(book: ReadBook, layout: Layout, framework: Framework, gathered: Gathered, past: Past) -> ReadReturn:
    """What is kept, held and refused of what was gathered, and everything that is said of it."""
    mark = mark_of(book, past)
    partner, period, revision = whose((one.key for one in gathered.placed), past, mark)
    replies, unmatched = read_replies(book, mark)
    judged, said = _judged(book, gathered, framework, period, past)
    missing = tuple(key for key in missing_keys(layout, gathered.placed, framework) if key not in gathered.doubled)
    findings = (
        _through(layout, gathered),
        *gathered.findings,
        *missing_queries(missing, framework),
        *(finding for one in judged for finding in one.findings),
        *said,
        *untested_notes(judged, gathered.placed[0].sheet),
        *unmatched,
    )
    figures = tuple(one.figure for one in judged if one.figure)
    held = sum(figure.held for figure in figures)
    bad = gathered.unread + sum(one.is_refused for one in judged)
    outcome, code = outcome_of(findings)
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
        replies=replies if partner else (),
    )


def _judged(
    book: ReadBook, gathered: Gathered, framework: Framework, period: Period | None, past: Past
) -> tuple[list[Judged], list[Finding]]:
    """Each figure judged as an import's are, those of the partners then together; comparators are nobody's areas."""
    entries = [(_entry(one, framework, book.date1904), False) for one in gathered.placed]
    judged = judge_in_order(
        entries, framework, past.history, past.denominators, imported=True, silent=SILENT, memory=past.memory
    )
    ours = [one for one in judged if one.row.key.partner]
    ours, said = judge_together(Whole(ours, framework, period, gathered.placed[0].sheet, SignOff()))
    return [*ours, *(one for one in judged if not one.row.key.partner)], said


def _entry(one: Placed, framework: Framework, date1904: bool) -> Entry:  # noqa: FBT001 - as the workbook says
    anywhere = next(iter(one.cells.values())).address
    return Entry(
        key=one.key,
        measure=framework.measure(one.key.measure),
        sheet=one.sheet,
        cells=one.cells,
        places={h: one.cells[h].address if h in one.cells else anywhere for h in FIGURES},
        currency=framework.settings.currency,
        note=one.note,
        date1904=date1904,
        framework=framework,
    )


def _of_another(periods: list[Period], wanted: Period) -> Finding:
    """That none of its periods is the one being collected."""
    told = " to ".join(dict.fromkeys((periods[0].label, periods[-1].label)))
    says = f"Its figures are for {told} and the period being collected is {wanted.label}."
    ask = f"Send the figures for {wanted.label}, or move this to the inbox of {periods[-1].label} and collect that."
    return Finding("RET002", Severity.ERROR, says, ask, found=told, expected=wanted.label)


def _through(layout: Layout, gathered: Gathered) -> Finding:
    """By which layout it was read."""
    count = len(gathered.placed)
    periods = sorted({one.key.period for one in gathered.placed})
    told = " to ".join(dict.fromkeys((periods[0].label, periods[-1].label)))
    says = f"It was read through the layout {layout.id}: {count:,} figure{'' if count == 1 else 's'} of {told}."
    return Finding("STR039", Severity.NOTE, says, "Nothing needs to be done.", sheet=gathered.placed[0].sheet)


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
