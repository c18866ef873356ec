"""No link and no word of a workbook leads to a sheet that it does not have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmxl.framework.models_audiences import Audience
from pmxl.reports.layouts.matrix import ONLY
from pmxl.reports.legend import OFFICER
from pmxl.reports.scorecard import plan_scorecard
from pmxl.reports.ties import unsent
from pmxl.sheets import style
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.shown import shown
from tests.specimens.assessment import specimen

ENTERED = f"{OFFICER.split('|')[0]}the performance officer on 3 May."
MOVED = "2 changes to what was agreed or published since 3 May 2022: see the sheet Goalposts."


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (MOVED, "2 changes to what was agreed or published since 3 May 2022."),
        (ONLY.format(9), "A print of this page has the first 9 partners."),
        (f"{MOVED} And so on.", "2 changes to what was agreed or published since 3 May 2022. And so on."),
    ],
)
def test_words_that_send_to_a_sheet_stand_only_where_it_is(words: str, left: str) -> None:
    """In one style or in several; what is said beside them stays."""
    there = {"Goalposts", "Partners"}
    assert unsent(Put(1, 1, words), there) == Put(1, 1, words)
    assert unsent(Put(1, 1, words), {"Scorecard"}) == Put(1, 1, left)
    rich = Put(1, 1, Rich((("Note: ", style.BODY), (words, style.NOTE))))
    assert shown(unsent(rich, there).value) == f"Note: {words}"
    assert shown(unsent(rich, {"Scorecard"}).value) == f"Note: {left}"


@pytest.mark.parametrize(
    "words",
    [
        "Two teams left; the sheet metal works closed.",
        "Late: see Data for March.",
        "All of it: see the sheet Data.",
        "We moved two of them in May: see the sheet Goalposts.",
        "Three were late: see the sheet Data for who and why.",
        12.5,
    ],
)
def test_what_partners_say_stays_as_they_said_it(words: str | float) -> None:
    """Only our own sentences are shortened, and figures are no words."""
    assert unsent(Put(1, 1, words), {"Scorecard"}) == Put(1, 1, words)


@pytest.mark.parametrize("pages", [("method",), ("method", "data", "goalposts")])
def test_an_audience_is_sent_to_the_sheets_that_it_is_given(pages: tuple[str, ...]) -> None:
    """A cut of the workbook without Data or Goalposts names neither; one that has them does."""
    found = specimen()
    found = replace(
        found,
        measures=found.measures.assign(settled=ENTERED),
        method=(*found.method, ("Goalposts", MOVED)),
        audience=Audience(id="b", name="Board", pages=pages),
    )
    book = plan_scorecard(found)
    said = " ".join(shown(put.value) for sheet in book.sheets for put in sheet.puts)
    assert "An officer entered or accepted figures of" in said
    assert MOVED.split(":")[0] in said
    there = {sheet.name for sheet in book.sheets}
    assert ("Data" in there) == ("data" in pages)
    for name in ("Data", "Goalposts"):
        assert (f"the sheet {name}" in said) == (name in there)
