"""The checks of a return as a whole, on workbooks filled in by hand, and between the returns of two partners."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st
from openpyxl import Workbook

from pmxl.figures import Figure
from pmxl.framework.models_settings import Settings
from pmxl.returns import alike
from pmxl.returns.history import History
from pmxl.returns.read import ReadReturn
from pmxl.terms import Kind
from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.specimens.paper import ALL_FORCE
from tests.specimens.paper import COUNCIL
from tests.specimens.paper import FORCE
from tests.specimens.paper import SIGNED
from tests.specimens.paper import codes
from tests.specimens.paper import heading_columns
from tests.specimens.paper import returned
from tests.specimens.paper import said
from tests.specimens.paper import values
from tests.specimens.small import EASTMOOR
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import HISTORY
from tests.specimens.small import MEASURES
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE
from tests.specimens.small import Q3
from tests.specimens.small import amended
from tests.specimens.small import measure

PLACE = "police.xlsx › Return"


def add_total(area: str, content: object, period: str = "2022-23 Q3") -> Callable[[Workbook], None]:
    """Put a row of totals for burglary below the others."""

    def change(book: Workbook) -> None:
        sheet = book["Return"]
        columns, row = heading_columns(sheet), sheet.max_row + 1
        for heading, typed in (("Ref", "c1"), ("Area", area), ("Period", period), ("Value", content)):
            sheet.cell(row, columns[heading]).value = typed  # type: ignore[assignment]

    return change


@pytest.mark.parametrize("area", ["Total", "all areas", "TOTAL "])
def test_a_total_that_agrees_is_compared_and_not_kept(area: str, tmp_path: Path) -> None:
    """98 and 104 are 202: one Note, every area kept, nothing doubled."""
    found = returned(tmp_path, POLICE, FORCE, change=add_total(area, 202), signed=SIGNED)
    note = said(found, "VAL065")
    assert str(note) == (
        f"{PLACE}!K11: Residential burglary, 2022-23 Q3: the total of 202 offences agrees with its areas. "
        "It was not kept beside them. [VAL065]"
    )
    assert (values(found), found.held, found.outcome) == (ALL_FORCE, 0, Outcome.READ)


def overtyped(book: Workbook) -> None:
    """The second area is called a total."""
    book["Return"]["C7"] = "Total"


@pytest.mark.parametrize("total", [203, "203"])
def test_a_total_broken_by_one_holds_its_areas(total: object, tmp_path: Path) -> None:
    """Any of the areas or the total may be wrong: all areas are held until someone says which."""
    found = returned(tmp_path, POLICE, FORCE, change=add_total("Total", total, ""), signed=SIGNED)
    hold = said(found, "VAL063")
    assert (str(hold), hold.severity) == (
        (
            f"{PLACE}!K11: Residential burglary, 2022-23 Q3: the total is given as 203 offences, and its 2 areas add "
            "up to 202 offences. Correct the area that is wrong, or clear the total. [VAL063]"
        ),
        Severity.HOLD,
    )
    assert [figure.area for figure in found.figures if figure.held] == ["north", "east"]
    assert (found.kept, found.held, found.asked) == (3, 2, 5)


def test_a_total_of_areas_without_a_figure_cannot_be_compared(tmp_path: Path) -> None:
    """One area is missing: the Note says that there was nothing to compare the total with."""
    entries = {name: row for name, row in FORCE.items() if name != "c1 East Division"}
    found = returned(tmp_path, POLICE, entries, change=add_total("Total", 202), signed=SIGNED)
    assert "could not be compared with its areas" in said(found, "VAL065").says
    assert found.held == 0


def test_an_area_overtyped_as_a_total_holds_no_other(tmp_path: Path) -> None:
    """Its row is missed, what stands there is compared with nothing, and the other areas are kept."""
    found = returned(tmp_path, POLICE, FORCE, change=overtyped, signed=SIGNED)
    assert said(found, "STR004").expected == "c1"
    assert "could not be compared with its areas" in said(found, "VAL065").says
    assert (found.held, values(found)["c1 north"]) == (0, ALL_FORCE["c1 north"])


@pytest.mark.parametrize(("area", "content"), [("Total", "n/a"), ("West Division", 12)])
def test_a_row_that_is_no_total_is_still_strange(area: str, content: object, tmp_path: Path) -> None:
    """Without a number, or under another name, the row is asked about as any other that was not asked for."""
    found = returned(tmp_path, POLICE, FORCE, change=add_total(area, content), signed=SIGNED)
    assert said(found, "STR009").severity is Severity.QUERY


def three_areas(first: float, second: float, third: float, tmp_path: Path, history: History = HISTORY) -> ReadReturn:
    """A return of the police with three divisions."""
    areas = (*FRAMEWORK.areas[:2], FRAMEWORK.areas[0].model_copy(update={"id": "west", "name": "West", "aliases": ()}))
    pairs = tuple((POLICE, area.id) for area in areas)
    burglary = measure("c1", "Residential burglary", Kind.COUNT, unit="offences", partners=(POLICE,)).model_copy(
        update={"pairs": pairs, "areas": tuple(area.id for area in areas)}
    )
    framework = amended(measures=(burglary,), targets=(), areas=areas)
    entries = {"c1 North Division": first, "c1 East Division": second, "c1 West": third}
    typed = {name: {"Value": content} for name, content in entries.items()}
    return returned(tmp_path, POLICE, typed, framework=framework, signed=SIGNED, history=history)


def test_one_figure_copied_down_all_areas(tmp_path: Path) -> None:
    """Three areas with the same figure are asked about; two, or three small ones, are not."""
    found = three_areas(98, 98, 98, tmp_path)
    assert str(said(found, "VAL062")) == (
        f"{PLACE}!K6: Residential burglary is 98 offences in each of 3 areas. "
        "Give each area its own figure, or confirm. [VAL062]"
    )
    assert found.kept == 3
    for figures in ((98, 98, 99), (9, 9, 9)):
        assert "VAL062" not in codes(three_areas(*figures, tmp_path))


def test_two_areas_that_changed_places_are_held(tmp_path: Path) -> None:
    """Each has the figure that the other always had; one figure alone, or figures that overlap, say nothing."""
    series = {"north": (98, 104, 101, 99), "east": (40, 44, 41, 43), "west": (70, 120, 60, 110)}
    history: History = {
        ("c1", POLICE, area): [(Q3.step(n - 4), float(one)) for n, one in enumerate(figures)]
        for area, figures in series.items()
    }
    found = three_areas(42, 100, 90, tmp_path, history)
    hold = said(found, "VAL064")
    assert str(hold) == (
        f"{PLACE}!K6: Residential burglary is 42 offences in North Division and 100 offences in East Division: "
        "each is what the other always was. Confirm both figures, or put each in its place. [VAL064]"
    )
    assert [figure.area for figure in found.figures if figure.held] == ["north", "east"]
    assert "VAL064" not in codes(three_areas(100, 42, 90, tmp_path, history))
    assert "VAL064" not in codes(three_areas(100, 100, 90, tmp_path, history))


def test_one_commentary_on_several_measures(tmp_path: Path) -> None:
    """Asked about once; two measures, or a word or two such as `As planned`, may share it."""
    same = "The team is recruiting and the posts are filled in May."
    refs: tuple[str, ...] = ("h1", "h2", "b1")
    typed = {ref: {**row, "Commentary": same if ref in refs else ""} for ref, row in COUNCIL.items()}
    found = returned(tmp_path, NORTHVALE, typed, signed=SIGNED)
    assert str(said(found, "VAL045")) == (
        "northvale.xlsx › Return!M6: The same commentary stands on 3 measures (Households helped early; Relief duties "
        f"owed; Budget spent): '{same}'. Say of each what is particular to it. [VAL045]"
    )
    for refs, words in ((("h1", "h2"), same), (("h1", "h2", "b1"), "As planned.")):
        typed = {ref: {**row, "Commentary": words if ref in refs else ""} for ref, row in COUNCIL.items()}
        assert "VAL045" not in codes(returned(tmp_path, NORTHVALE, typed, signed=SIGNED))


def test_marks_for_quality_are_missed_only_where_they_are_asked_for(tmp_path: Path) -> None:
    """One Query for the return names the figures; a mark instead of a figure needs none."""
    settings = Settings.model_validate({**FRAMEWORK.settings.model_dump(), "quality_asked": True})
    marks = dict.fromkeys(("Accuracy", "Validity", "Reliability", "Timeliness", "Relevance", "Completeness"), 4)
    typed: dict[str, Mapping[str, object]] = {
        ref: {**row, **marks} for ref, row in COUNCIL.items() if ref not in ("h1", "t1")
    }
    typed |= {ref: COUNCIL[ref] for ref in ("h1", "t1")}
    found = returned(tmp_path, NORTHVALE, typed, framework=amended(settings=settings), signed=SIGNED)
    assert said(found, "VAL066").says == "1 figure lacks marks for data quality: Households helped early, 2022-23 Q3."
    assert "VAL066" not in codes(returned(tmp_path, NORTHVALE, typed, signed=SIGNED))


@pytest.mark.parametrize(("day", "early"), [(date(2022, 12, 30), True), (date(2022, 12, 31), False)])
def test_a_sign_off_before_the_period_ended(day: date, early: bool, tmp_path: Path) -> None:
    """The figures of a period cannot be right before it is over."""
    found = returned(tmp_path, POLICE, FORCE, signed=("Head of Insight", day))
    assert ("VAL067" in codes(found)) == early
    if early:
        query = said(found, "VAL067")
        signed = "The return is signed off on 30 December 2022"
        assert query.says == f"{signed}, and the last day of 2022-23 Q3 is 31 December 2022."
        assert query.sheet == "Cover"
        assert query.cell


def given(partner: str, *values: float, areas: tuple[str, ...] = ("",)) -> list[Figure]:
    """Figures of a partner for as many measures as there are values."""
    return [
        Figure(one.id, partner, area, Q3, value=value, sheet="Return", cell="K6")
        for one, value in zip(MEASURES, values, strict=False)
        for area in areas
    ]


def test_the_figures_of_another_partner() -> None:
    """Three in four that both give, three at least, none of them small; figures by area are each partner's own."""
    mine = given(NORTHVALE, 159, 1170, 980, 410)
    twin = alike.twin_of(mine, {EASTMOOR: given(EASTMOOR, 159, 1170, 980, 411), POLICE: given(POLICE, 1, 2, 3, 4)})
    assert twin is not None
    assert str(alike.told(twin, NORTHVALE, FRAMEWORK)) == (
        "Return!K6: 3 of the 4 figures that Northvale Borough Council and Eastmoor & Dale Council both give are the "
        "same, Households helped early, 2022-23 Q3 the first. Confirm that they are Northvale Borough Council's own. "
        "[VAL068]"
    )
    for theirs in (
        given(EASTMOOR, 159, 1170, 981, 411),
        given(EASTMOOR, 159, 1170),
        given(EASTMOOR, 159, 1170, 980, areas=("north",)),
    ):
        assert alike.twin_of(mine, {EASTMOOR: theirs}) is None
    assert alike.twin_of(given(NORTHVALE, 5, 6, 7), {EASTMOOR: given(EASTMOOR, 5, 6, 7)}) is None


def test_parts_are_compared_where_there_are_any() -> None:
    """The same percentage from other parts is no copy; the same small parts are one by chance."""
    whole = [replace(one, numerator=200.0 + n, denominator=300.0) for n, one in enumerate(given(NORTHVALE, 1, 2, 3))]
    other = [replace(one, partner=EASTMOOR, numerator=100.0 + n) for n, one in enumerate(whole)]
    same = [replace(one, partner=EASTMOOR) for one in whole]
    assert alike.twin_of(whole, {EASTMOOR: other}) is None
    assert alike.twin_of(whole, {EASTMOOR: same}) is not None


def test_three_of_five_the_same_are_no_copy() -> None:
    """Enough to look into, and too few of those that both give; four of five are."""

    def said(partner: str, *values: float) -> list[Figure]:
        return [Figure(f"m{n}", partner, "", Q3, value=value) for n, value in enumerate(values)]

    mine = said(NORTHVALE, 101, 102, 103, 104, 105)
    for last, copied in ((204, False), (104, True)):
        everyone = {EASTMOOR: said(EASTMOOR, 101, 102, 103, last, 205)}
        assert (alike.everyone(everyone).twin_of(mine, NORTHVALE) is not None) == copied
        assert alike.near([(NORTHVALE, mine)], everyone) == {EASTMOOR}


def test_what_figures_say_is_said_alike_in_every_process() -> None:
    """A worker that read a return tells it by numbers, and Python's own for a text differs from process to process."""
    said = "import pmxl.figures as f, pmxl.periods as p, pmxl.returns.alike as a; "
    said += "print(*a.words_of([f.Figure('m1', 'elm', '', p.Period(24276, 3, 4), 120.0, 480.0, 25.0)]))"
    told = {
        subprocess.run(
            [sys.executable, "-c", said], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def is_shared(one: Figure, everyone: dict[str, list[Figure]]) -> bool:
    """True where another says the same, and it is telling."""
    others = (other for partner, theirs in everyone.items() if partner != one.partner for other in theirs)
    return (
        one.value is not None
        and one.value >= 100
        and (one.measure, one.value) in {(o.measure, o.value) for o in others}
    )


@hypothesis.settings(deadline=None)
@hypothesis.given(
    st.lists(st.lists(st.sampled_from([None, 99.0, 100.0, 101.0, 250.0]), min_size=4, max_size=4), min_size=2)
)
def test_a_twin_is_found_as_by_asking_each(values: list[list[float | None]]) -> None:
    """Whoever has the most of the same figures is found, and the first of those who have as many."""
    keys = [one.id for one in MEASURES][:4]
    everyone = {
        f"p{place}": [Figure(key, f"p{place}", "", Q3, value=one) for key, one in zip(keys, row, strict=True) if one]
        for place, row in enumerate(values)
    }
    found = alike.everyone(everyone)
    for partner, mine in everyone.items():
        asked = [(other, alike.twin_of(mine, {other: theirs})) for other, theirs in everyone.items()]
        likely = [twin for other, twin in asked if other != partner and twin]
        assert found.twin_of(mine, partner) == max(likely, key=lambda twin: twin.same, default=None)
        words = alike.words_of(mine)
        assert found.is_alone(words) == (len({one for one in mine if is_shared(one, everyone)}) < 3)
        assert not (found.is_alone(words) and found.likely(words, partner))
        near = alike.near([(partner, []), (partner, mine)], everyone)
        assert {twin.partner for twin in likely} <= near <= everyone.keys() - {partner}
        assert all((one.value,) in alike.telling(mine) for one in mine if one.value and one.value >= 100)
