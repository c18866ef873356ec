"""What is spared of plain figures: a check not run would have said nothing, and a row read short reads the same."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.figures import Key
from pmxl.findings import Refusal
from pmxl.framework.expected import expected
from pmxl.framework.models import Framework
from pmxl.framework.workbook import read_framework
from pmxl.periods import Period
from pmxl.returns import check
from pmxl.returns.check import CHECKS
from pmxl.returns.check import Judged
from pmxl.returns.check import Stages
from pmxl.returns.check import asked
from pmxl.returns.check import asked_of
from pmxl.returns.check import judge
from pmxl.returns.checking import Row
from pmxl.returns.checks.silent import NEVER
from pmxl.returns.checks.silent import OF_THE_PAST
from pmxl.returns.checks.silent import OF_WORDS
from pmxl.returns.checks.silent import SILENT
from pmxl.returns.checks.steady import moved_as_usual
from pmxl.returns.entries import read_entry
from pmxl.returns.given import Given
from pmxl.returns.headings import MARKS
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import VALUE
from pmxl.returns.history import Cell
from pmxl.returns.history import History
from pmxl.returns.identity import Identity
from pmxl.returns.identity import read_identity
from pmxl.returns.memory import Counted
from pmxl.returns.memory import Memory
from pmxl.returns.memory import Said
from pmxl.returns.paper_row import PaperRow
from pmxl.returns.prepare import expected_of
from pmxl.returns.read import ReadReturn
from pmxl.returns.read import read_return
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.read import read_workbook
from pmxl.shipped import shipped
from pmxl.terms import Kind
from tests.minimal_book import zipped
from tests.specimens.given import course_of
from tests.specimens.given import parts
from tests.specimens.given import past
from tests.specimens.given import row_of
from tests.specimens.given import value
from tests.specimens.paper import SIGNED
from tests.specimens.paper import fill
from tests.specimens.paper import issued
from tests.specimens.paper import opened
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import Q3
from tests.specimens.small import amended
from tests.specimens.small import year
from tests.stress.cases import play
from tests.stress.verdict import read
from tests.thorough import cases


def shipped_framework() -> Framework:
    """Of the worked year."""
    framework, _ = read_framework(shipped("workbooks") / "framework.xlsx")
    assert framework is not None
    return framework


FEWEST = 20
MOST_OF = 0.5
WORKED = shipped_framework()
RETURNS = sorted((shipped("workbooks") / "returns").rglob("*.xlsx"))
MOVED: dict[str, object] = {"target_times": 1.1, "commentary_limit": 10, "spc_screening": False}
EDGES = amended(settings=FRAMEWORK.settings.model_copy(update=MOVED))
MEASURES = [one for one in FRAMEWORK.measures if one.kind is not Kind.MILESTONE]
FIGURES = st.one_of(
    st.integers(-20, 2_000).map(float),
    st.floats(-5, 500).map(lambda number: round(number, 2)),
    st.sampled_from((0.0, 0.5, 1.0, 9.0, 25.0, 55.0, 85.0, 95.0, 99.95, 100.0, 100.05, 400.0, 1_000_000.0)),
)
TIMES = st.sampled_from(
    (1.0, 1.0, 1.1, 1.25, 1.26, 1.5, 1.6, 3.0, 3.1, 0.5, 0.3, 10.0, 100.0, 1_000.0, 0.01, -1.0, 0.0)
)
ISSUED_UNDER = st.sampled_from(("", "old"))
WORDS = ("", "n/a", "As agreed.", "It improved on last quarter.", "The team will hire two more nurses by May 2023.")


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """A row of plain numbers, near to what came before it or far, with all that a check may look at."""
    measure = draw(st.sampled_from(MEASURES))
    before = draw(st.lists(FIGURES, max_size=14))
    above, below = (draw(st.lists(st.integers(0, 400).map(float), max_size=6)) for _ in range(2))
    is_near = draw(st.booleans())
    near = draw(st.sampled_from(before)) * draw(TIMES) if before and is_near else draw(FIGURES)
    figures = value(near)
    if measure.kind.of_two_parts and draw(st.booleans()):
        part = st.one_of(FIGURES, st.sampled_from([*above, *below, 100.0]))
        figures = parts(draw(part), draw(part)) | (figures if draw(st.integers(0, 9)) == 0 else {})
    partner, area = draw(st.sampled_from(measure.pairs))
    period = draw(st.sampled_from((Q3, Q3, Q3.step(1), Q3.step(-2))))
    period = Period(period.start, measure.frequency.months) if draw(st.integers(0, 9)) else period
    who: Any = {"partner": partner, "area": area}
    history: dict[Cell, list[tuple[Period, float]]] = dict(past(measure.id, before, **who))  # type: ignore[arg-type]
    cell = (measure.id, partner, area)
    history[cell] = [one for one in history[cell] if draw(st.integers(0, 9))]  # with gaps
    with_own = draw(st.booleans())
    if with_own and history[cell]:
        history = {cell: [*history[cell], (period, draw(FIGURES))]}
    row = row_of(measure.id, figures, history=history, commentary=draw(st.sampled_from(WORDS)), period=period, **who)
    broke = (Q3.step(-draw(st.integers(0, 9))),) if draw(st.booleans()) else ()
    sort = measure.model_copy(update={"seasonal": draw(st.booleans()), "rebase": broke})
    row = replace(row, given=replace(row.given, measure=sort))
    said = [(Q3.step(-1), draw(st.sampled_from(WORDS)))] if draw(st.booleans()) else []
    memory = Memory(
        numerators=laid_out(draw, past(measure.id, above, **who)),
        words={cell: said} if said else {},
        counted=draw(counted(cell)),
        defined={"old": {measure.id: draw(st.sampled_from(("1", "2")))}},
        published=frozenset({year(2022)} if draw(st.booleans()) else ()),
    )
    wholes = laid_out(draw, past(measure.id, below, **who)) if draw(st.booleans()) else None
    return replace(
        row, history=laid_out(draw, row.history), denominators=wholes, memory=memory, issued_under=draw(ISSUED_UNDER)
    )


def laid_out(draw: st.DrawFn, history: History) -> History:
    """A history as it is typed, or as it lies in columns."""
    return {cell: course_of(series) if draw(st.booleans()) else series for cell, series in history.items()}


@st.composite
def counted(draw: st.DrawFn, cell: Cell) -> Said:
    """By which versions earlier figures were counted: not known, known of each, or looked up where it matters."""
    versions = draw(st.lists(st.sampled_from(("1", "1", "2")), max_size=3))
    known = {cell: [(Q3.step(n - len(versions)), one) for n, one in enumerate(versions)]} if versions else {}
    return Counted([{cell[0]: one} for one in versions], lambda: known) if draw(st.booleans()) else known


def in_full(row: Row, *, imported: bool = False) -> Judged:
    """The verdict where every check is run."""
    with mock.patch.object(check, "asked_of", every):
        return judge(row, imported=imported)


def every(row: Row, *, imported: bool = False) -> Stages:
    """Every check that is not turned off."""
    return asked(row.framework.settings.checks_off, imported)


@settings(max_examples=cases(1_200), deadline=None)
@given(rows(), st.booleans())
def test_what_is_spared_would_have_said_nothing(row: Row, imported: bool) -> None:
    """Figure, findings and what could not be tested are the same, whatever the figure and its past."""
    assert judge(replace(row), imported=imported) == in_full(row, imported=imported)


@settings(max_examples=cases(300), deadline=None)
@given(rows().filter(lambda row: row.given.is_plain))
def test_where_a_glance_finds_a_figure_plain_no_check_finds_anything(row: Row) -> None:
    """Each silence for itself, whatever the others say."""
    runs = {one.code: one.run for one in CHECKS}
    for codes, is_silent in SILENT.items():
        if is_silent(row):
            found = {code: runs[code](row) for code in codes}
            assert found == dict.fromkeys(codes)


@settings(max_examples=cases(300), deadline=None)
@given(rows())
def test_with_every_edge_of_a_rule_moved(row: Row) -> None:
    """Under settings other than the usual ones too."""
    row = replace(row, framework=EDGES)
    assert judge(replace(row)) == in_full(row)


def test_every_check_is_spared_or_run_always() -> None:
    """Words that must be read have no silence of their own."""
    codes = {one.code for one in CHECKS}
    told = [code for some in SILENT for code in some]
    assert len(set(told)) == len(told), "say it of each in one place"
    known = {*told, *NEVER}
    assert known | OF_THE_PAST | OF_WORDS <= codes
    assert codes - known == {"VAL040"}, "say in SILENT or NEVER of which plain figures it has nothing to say"


def test_a_clean_figure_is_asked_next_to_nothing() -> None:
    """Of a figure on which nothing can be said no check is run at all."""
    clean = row_of("h1", parts(159, 280), history=past("h1", (52.0, 54.0)), commentary="")
    assert clean.given.is_plain
    assert judge(clean).findings == ()
    assert asked_of(clean) == ()


def test_a_past_in_years_that_begin_otherwise_is_left_to_the_chart() -> None:
    """Its periods have other names, so that what a glance would liken is not for a glance to say."""
    series = past("h1", (52.0, 54.0))
    moved = {cell: [(Period(p.start, p.months, 1), v) for p, v in told] for cell, told in series.items()}
    assert moved_as_usual(row_of("h1", parts(159, 280), history=series))
    assert not moved_as_usual(row_of("h1", parts(159, 280), history=moved))


def in_full_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is spared, and no row is read short."""
    monkeypatch.setattr(check, "asked_of", every)
    monkeypatch.setattr(PaperRow, "given", lambda _row: None)


def test_a_perturbed_return_reads_the_same_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was done to a return, the short way and the long one find the same; most rows take the short one."""
    returns = [play(f"silent {n}")[1] for n in range(cases(120))]
    short = [read(data) for data in returns]
    in_full_everywhere(monkeypatch)
    assert short == [read(data) for data in returns]


def test_a_perturbed_return_reads_the_same_looked_through_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was done to a return, its form is known or not: what it has in common with others changes nothing."""
    returns = [play(f"alike {n}")[1] for n in range(cases(120))]
    short = [read(data) for data in returns]
    monkeypatch.setattr(ReadSheet, "alike", lambda sheet, *_: sheet)
    assert short == [read(data) for data in returns]


MOST_KINDS = 4


def retyped(data: bytes, sheet: int, at: str, *, said: int) -> bytes:
    """A workbook with another of its shared texts in a cell, saved as Excel does: nothing else in it differs."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    part = f"xl/worksheets/sheet{sheet}.xml"
    cell = re.compile(rf'(<c r="{at}"[^>]* t="s"[^>]*><v>)[0-9]+'.encode())
    held[part], count = cell.subn(rf"\g<1>{said}".encode(), held[part])
    assert count == 1
    return zipped(held)


def test_a_label_typed_over_is_seen_among_returns_of_one_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it stands in a run: on the sheet of figures, in its title, on the cover and in the hidden sheet."""
    data = issued(tmp_path, NORTHVALE).read_bytes()
    over = [(2, "A7"), (2, "A7"), (2, "A1"), (1, "A1"), (4, "B2"), (4, "B2"), (4, "B11"), (4, "B11")]
    typed = [retyped(data, sheet, at, said=n % 2) for n, (sheet, at) in enumerate(over)]
    books = [data, *(one for pair in zip(typed, [data] * len(typed), strict=True) for one in pair)]
    found = [[told_of(data) for data in books] for _ in range(2)]
    assert len({repr(one) for one in found[1]}) > MOST_KINDS
    monkeypatch.setattr(ReadSheet, "alike", lambda sheet, *_: sheet)
    whole = [told_of(data) for data in books]
    assert found == [whole, whole]


def told_of(data: bytes) -> tuple[ReadReturn, list[Identity | None]]:
    """What came of a return, and whose each of its sheets says that it is."""
    book = read_workbook("a.xlsx", data)
    return read_return(book, FRAMEWORK, history={}), [read_identity(sheet) for sheet in book.sheets]


def test_the_worked_years_returns_read_the_same_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Good and bad ones, in every sort of file."""
    books = [book for path in RETURNS if (book := readable(path))]
    assert len(books) > FEWEST
    short = [read_return(book, WORKED, history={}) for book in books]
    assert any(one.kept for one in short)
    in_full_everywhere(monkeypatch)
    assert short == [read_return(book, WORKED, history={}) for book in books]


def readable(path: Path) -> ReadBook | None:
    """The workbook; None where it is none."""
    try:
        return read_workbook(path)
    except Refusal:
        return None


def test_a_row_read_short_is_what_its_entry_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cell by cell, with the place of each; and nearly all rows of a return as it comes are read so."""
    seen: list[bool] = []
    short = PaperRow.given

    def both(row: PaperRow) -> Given | None:
        found = short(row)
        seen.append(found is not None)
        assert found is None or (found.is_plain and vars(found) == vars(read_entry(row.entry())))
        return found

    monkeypatch.setattr(PaperRow, "given", both)
    for path in RETURNS:
        if book := readable(path):
            read_return(book, WORKED, history={})
    assert sum(seen) > MOST_OF * len(seen)


def test_half_a_pair_and_a_mark_out_of_its_list_are_left_to_the_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is odd about a row is said by the one that looks at its cells one by one."""
    asked = amended(settings=FRAMEWORK.settings.model_copy(update={"quality_asked": True}))
    path = issued(tmp_path, NORTHVALE, asked)
    book = opened(path)
    fill(book, {"h1": {NUMERATOR: 159}, "o1": {VALUE: 90, MARKS[0]: 7}, "d1": {VALUE: 24, MARKS[0]: 4}}, SIGNED)
    book.save(path)
    seen: dict[str, bool] = {}
    short = PaperRow.given

    def told(row: PaperRow) -> Given | None:
        found = short(row)
        seen[row.key.measure] = found is not None
        return found

    monkeypatch.setattr(PaperRow, "given", told)
    read_return(read_workbook(path), asked, history={})
    assert seen["h1"] is seen["o1"] is False
    assert seen["d1"]


@pytest.mark.parametrize("framework", [WORKED, FRAMEWORK], ids=["worked year", "small"])
def test_what_is_expected_of_all_is_expected_of_each(framework: Framework) -> None:
    """Where nothing came before, every partner and area is rated as the framework's own words for it say."""
    for one in framework.measures:
        for partner, area in (*one.pairs, ("", "")):
            key = Key(one.id, partner, area, Period(Q3.start, one.frequency.months, Q3.first_month))
            own = expected(framework, one, key.period, partner, area)
            assert repr(expected_of(framework, key, {})) == repr(own)
