"""The workbook of the annual summary: what its pages say, and that nothing on them is live or clipped."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from pmxl.assess.annual.annual import Annual
from pmxl.assess.annual.outcomes import Verdict
from pmxl.reports.annual.band import FRONT
from pmxl.reports.annual.book import plan_annual
from pmxl.reports.annual.counts import JUDGED
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.measure import clipped
from pmxl.sheets.write import formulas_of
from pmxl.sheets.write import plan_to_bytes
from tests.specimens.years import summed_up
from tests.specimens.years import usual

LONG = "Households that were helped before they lost the home in which they had lived for longer than a year " * 2


@pytest.fixture(scope="module")
def found() -> Annual:
    """The year of the specimens."""
    return usual()


def test_a_year_without_a_figure_says_so(tmp_path: Path) -> None:
    """Nothing is judged, nothing fails, and the page says that nothing can be judged."""
    empty = summed_up(tmp_path, given=(), forms=(), quarters=(), before=False)
    assert set(empty.outcomes["verdict"]) <= {Verdict.UNKNOWN, Verdict.NOT_JUDGED, Verdict.MISSED}
    texts = said_on(empty, FRONT)
    assert "No target of the year can be judged yet." in texts
    assert said_on(empty, "Successes")[-1] == "No success of the year can be told from the figures that are in."
    assert clipped(plan_annual(empty)) == []


def test_the_page_says_what_the_year_came_to(found: Annual) -> None:
    """Counts, the sentence of the targets, the milestone's lateness and what is awaited stand on the first sheet."""
    texts = said_on(found, FRONT)
    assert (
        "Of 7 targets that can be judged, 3 were achieved, 1 narrowly missed and 3 not achieved: The missed one, "
        "The better one and The signed one. A year before, 6 of 8 were achieved."
    ) in texts
    assert "21 days late" in texts
    assert "Update form issued on 20 April 2023 and not back." in said_on(found, "Not in yet")


def test_none_is_a_word_where_nothing_was_achieved(found: Annual) -> None:
    """`none was`, as a person says it."""
    verdicts = found.outcomes["verdict"].where(~found.outcomes["verdict"].isin(list(JUDGED)), Verdict.NARROWLY)
    missed = replace(found, outcomes=found.outcomes.assign(verdict=verdicts))
    said = "Of 7 targets that can be judged, none was achieved, 7 narrowly missed and none not achieved."
    assert any(text.startswith(said) for text in said_on(missed, FRONT))


@pytest.mark.parametrize(
    ("words", "successes", "listed"),
    [("Met.", 8, 8), ("Met.", 15, 15), ("Met.", 60, 20), (LONG, 60, 16), (LONG * 3, 60, 8)],
)
def test_the_page_lists_as_many_as_go_on_it(found: Annual, words: str, successes: int, listed: int) -> None:
    """Nobody is sent to another sheet for two more while half of the page is empty."""
    rows = pd.concat([found.successes.iloc[:1]] * successes, ignore_index=True)
    rows = rows.assign(name=[f"Gone well {n:02}" for n in range(successes)], words=words)
    texts = said_on(replace(found, successes=rows), FRONT)
    assert sum(text.startswith("Gone well") for text in texts) == listed
    more = [f"And {successes - listed} more: see the sheet Successes."] if successes > listed else []
    assert [text for text in texts if text.startswith("And ")] == more


def test_nothing_is_live_and_nothing_is_clipped(found: Annual) -> None:
    """The workbook passes the lint, has no formula though an officer's words look like one, and shows all it holds."""
    plan = plan_annual(found)
    assert formulas_of(plan) == set()
    assert lint_workbook(plan_to_bytes(plan), set()) == []
    assert clipped(plan) == []


def test_the_longest_names_still_fit(found: Annual) -> None:
    """With names of two hundred characters nothing is clipped, and every sheet has a name that Excel takes."""
    frames = {
        name: frame.assign(name=[f"{LONG[:190]} {n}" for n in range(len(frame))])
        for name in ("outcomes", "successes", "exceptions", "foretold", "lessons")
        if len(frame := getattr(found, name))
    }
    side = found.perspectives.assign(name="Exceptions", question=LONG[:150])
    plan = plan_annual(replace(found, perspectives=side, **frames))
    assert clipped(plan) == []
    assert len({sheet.name.casefold() for sheet in plan.sheets}) == len(plan.sheets)


def test_every_link_leads_to_a_sheet(found: Annual) -> None:
    """The first sheet leads to all the others, and each of them back."""
    book = load_workbook(io.BytesIO(plan_to_bytes(plan_annual(found))))
    links = {str(c.hyperlink.location) for row in book[FRONT].iter_rows() for c in row if c.hyperlink}
    assert {link.rpartition("!")[0].strip("'") for link in links} == set(book.sheetnames) - {FRONT}
    assert {str(book[name]["A3"].hyperlink.location) for name in book.sheetnames if name != FRONT} == {f"'{FRONT}'!A1"}


def said_on(annual: Annual, name: str) -> list[str]:
    """Every text on a sheet."""
    book = load_workbook(io.BytesIO(plan_to_bytes(plan_annual(annual))))
    return [cell.value for row in book[name].iter_rows() for cell in row if isinstance(cell.value, str)]
