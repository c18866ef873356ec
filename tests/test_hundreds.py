"""Hundreds of partners in one scorecard: it still says what matters in a few lines, and prints what somebody reads."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest

from pmxl.assess import Assessment
from pmxl.assess import assess
from pmxl.assess.annual.awaited import COLUMNS
from pmxl.assess.annual.part import part_of_year
from pmxl.assess.audience import areas_of
from pmxl.assess.sources import FEW
from pmxl.batch.board_figures import board_figures
from pmxl.batch.scorecard import five_lines
from pmxl.console.made import FIRST
from pmxl.console.made import print_made
from pmxl.console.made import say_files
from pmxl.console.many import MANY as SCREEN
from pmxl.figures import Figure
from pmxl.framework.models import Area
from pmxl.framework.models import Partner
from pmxl.ledger import Ledger
from pmxl.plural import NAMED
from pmxl.plural import READ
from pmxl.plural import listed
from pmxl.reports import exceptions
from pmxl.reports import pages
from pmxl.reports import turned
from pmxl.reports.annual.together import together
from pmxl.reports.contributions import PRINTED as PRINTED_ROWS
from pmxl.reports.entry import entries
from pmxl.reports.entry import whose
from pmxl.reports.matrix import matrix
from pmxl.reports.measure.page import PRINTED as PRINTED_PARTNERS
from pmxl.reports.paper import KEPT
from pmxl.reports.paper import TABLES_KEPT
from pmxl.reports.paper import WIDE
from pmxl.reports.paper import points
from pmxl.reports.public import tables as public
from pmxl.reports.public.tables import place
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.read import read_workbook
from pmxl.sheets.shown import shown
from pmxl.sheets.write import plan_to_bytes
from tests.specimens.assessment import specimen
from tests.specimens.assessments import large
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import row
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance

MANY, LATE = 120, 20
RATE = {"kind": "percentage", "unit": "%", "multiplier": 100, "pooling": "ratio", "decimals": 1}
MEASURES = 7
BACK = range(MANY - LATE)
"""Those who have returned."""


OFF = (40, 41)
"""Those whose own figure is Red."""


def partner(n: int) -> str:
    """The id of one of them."""
    return f"p{n:03}"


def parts(n: int) -> tuple[int, int]:
    """A partner's parts: two far off a target of 50 % and small, all others at 60 % and ever larger."""
    return (10, 100) if n in OFF else (600 + 6 * n, 1000 + 10 * n)


def given(id_: str) -> list[Figure]:
    """What came of one measure: in the period and in the one before, two cases less each."""
    now = [figure(id_, partner(n), parts=parts(n), commentary=f"What {n} says.") for n in BACK]
    return now + [figure(id_, partner(n), parts=(parts(n)[0] - 2, parts(n)[1]), period=Q3.previous) for n in BACK]


@cache
def found(many: int = MANY, measures: int = MEASURES) -> Assessment:
    """So many partners, nine of whom have not returned, on a handful of measures, the first a key measure."""
    who = tuple(partner(n) for n in range(many))
    ids = [f"m{n}" for n in range(measures)]
    listed = [measure(id_, partners=who, key=not n, **RATE) for n, id_ in enumerate(ids)]
    framed = framework(
        *listed,
        partners=tuple(Partner(id=id_, name=f"Partner {id_[1:]}") for id_ in who),
        targets=tuple(target(id_, target=50, partner=each) for id_ in ids for each in ("", *who)),
        tolerances=tuple(tolerance(id_, "band", amount=5, unit="points") for id_ in ids),
    )
    back = {partner(n) for n in range(many - LATE)}
    with TemporaryDirectory() as place:
        return assessed(Path(place), framed, [one for id_ in ids for one in given(id_) if one.partner in back])


@cache
def book() -> BookPlan:
    """Their scorecard."""
    return plan_scorecard(found())


def sheet(name: str) -> SheetPlan:
    """One of its sheets."""
    return next(one for one in book().sheets if one.name == name)


def words(made: SheetPlan) -> list[str]:
    """Every text on a sheet."""
    return [put.value for put in made.puts if isinstance(put.value, str)]


def test_those_awaited_are_named_until_they_are_too_many() -> None:
    """The first few and how many more, in the figure's words and in the lines that the command prints."""
    awaited = [f"Partner {n:03}" for n in range(MANY - LATE, MANY)]
    assert row(found(), "m0")["waiting"] == f"{', '.join(awaited[:NAMED])} and {LATE - NAMED} more"
    late = f"{', '.join(awaited[:NAMED])} and {LATE - NAMED} more"
    assert five_lines(found())[1] == f"{len(BACK)} of {MANY} partners have returned: waiting for {late}."


def test_a_narrow_column_counts_those_awaited() -> None:
    """A column of a few words has no room for names."""
    told = [text for text in words(sheet("Community")) if text.startswith(f"{len(BACK)} of {MANY}")]
    assert len(told) == MEASURES
    assert {text.split("\n")[1] for text in told} == {f"waiting for {LATE}"}


def test_those_off_target_speak_first_and_then_the_largest() -> None:
    """Of very many the Red ones, though small; of those that are alike the largest."""
    said = row(found(), "m0")["commentary"].split("\n")
    assert said[:FEW] == [f"Partner {n:03}: What {n} says." for n in (*OFF, BACK[-1])]
    assert said[FEW:] == [f"And {len(BACK) - FEW} more."]
    assert [row(found(), "m0", partner=partner(n))["rating"] for n in (*OFF, BACK[-1])] == ["Red", "Red", "Green"]


def test_as_many_as_can_be_read_are_told_in_full_and_in_order() -> None:
    """Few partners, as most partnerships are, lose no word."""
    said = row(found(READ + LATE, 1), "m0")["commentary"].split("\n")
    assert said == [f"Partner {n:03}: What {n} says." for n in range(READ)]


def test_a_part_of_the_year_quotes_the_same(tmp_path: Path) -> None:
    """Where nothing of the partners is told, their ratings still say who speaks first."""
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, given("m0"))
        part = assess(found().framework, ledger, Q3, frames=part_of_year)
    assert part.partners.empty
    assert row(part, "m0")["commentary"] == row(found(), "m0")["commentary"]


def test_partners_of_one_name_are_counted_each(tmp_path: Path) -> None:
    """A number that is said has to be right: three of the same name are three, in the words and in the lines."""
    who = tuple(partner(n) for n in range(READ + 3))
    partners = tuple(Partner(id=id_, name="Trust" if n < 3 else f"Partner {n}") for n, id_ in enumerate(who))
    made = assessed(tmp_path, framework(measure("m0", partners=who), partners=partners), [figure("m0", who[-1], 5)])
    named_ = "Trust, Trust, Trust, Partner 3, Partner 4"
    assert row(made, "m0")["waiting"] == f"{named_} and {len(who) - 1 - NAMED} more"
    assert five_lines(made)[1].endswith(f"waiting for {named_} and {len(who) - 1 - NAMED} more.")


def test_of_a_partners_own_words_none_is_left_out(tmp_path: Path) -> None:
    """It may return a score of areas: they are one partner's, and all told."""
    areas = tuple(Area(id=f"a{n:02}", name=f"Area {n}") for n in range(MANY // 6))
    ids = tuple(area.id for area in areas)
    framed = framework(measure("m0", partners=("ash",), areas=ids), areas=areas)
    given_ = [figure("m0", "ash", 5, area=id_, commentary=f"What {id_} says.") for id_ in ids]
    made = assessed(tmp_path, framed, given_)
    assert row(made, "m0", partner="ash")["commentary"].split("\n") == [f"What {id_} says." for id_ in ids]
    assert row(made, "m0")["commentary"].split("\n") == [f"Ash: What {id_} says." for id_ in ids]


def test_every_partner_keeps_its_own_words() -> None:
    """What is not told of the whole stands beside the partner's own figure."""
    assert row(found(), "m0", partner=partner(50))["commentary"] == "What 50 says."
    assert list(found().figures["commentary"]).count("What 50 says.") == MEASURES


def at(puts: tuple[Put, ...]) -> dict[tuple[int, int], Put]:
    """Cells by row and column."""
    return {(put.row, put.col): put for put in puts}


def test_a_matrix_on_its_side_says_what_it_says_upright() -> None:
    """Every figure with its look under the name of its measure and beside that of its partner, and the whole first."""
    upright = at(matrix(found(), "partner", 1, [10.0] * (MANY + 3)).puts)
    made = at(turned.turned(found(), "partner", 1, turned.widths(found(), "partner")).puts)
    names = {put.value: row for (row, col), put in upright.items() if col == 1}
    titles = {made[2, col].value.parts[0][0]: col for col in range(2, MEASURES + 2)}  # type: ignore[union-attr]
    assert [made[row, 1].value for row in range(3, MANY + 4)] == [upright[1, col].value for col in range(3, MANY + 4)]
    for name, col in titles.items():
        mine = [(put.value, put.style.number_format, put.style.fill) for put in column(made, col)]
        assert mine == [
            (put.value, put.style.number_format, put.style.fill)
            for put in (upright[names[name], each] for each in range(3, MANY + 4))
        ]


def column(cells: dict[tuple[int, int], Put], col: int) -> list[Put]:
    """The figures of one column of the matrix on its side."""
    return [cells[row, col] for row in range(3, MANY + 4)]


def test_the_matrix_stands_on_its_side_and_prints_on_one_page_across() -> None:
    """Headings and the partnership's figures on every page, and all columns wide enough to be read on one."""
    made = sheet("Partners")
    head = next(put.row for put in made.puts if isinstance(put.value, Rich))
    assert made.page.repeat_rows == (head - 1, head + 1)
    assert made.page.col_breaks == ()
    assert made.freeze == (head + 2, 2)
    assert sum(points([one.width for one in made.columns])) <= WIDE["A3"]


def test_the_public_file_finds_every_figure_in_a_matrix_on_its_side(tmp_path: Path) -> None:
    """What the public is told is compared with the scorecard, whichever way its matrix lies."""
    path = tmp_path / "scorecard.xlsx"
    path.write_bytes(plan_to_bytes(book()))
    stands = board_figures(read_workbook(path), found().framework)
    known = found().partners[found().partners["value"].notna()]
    assert len(known) == len(BACK) * MEASURES
    for one in known.to_dict("records"):
        name = found().framework.partner(one["partner"]).name
        [cell] = stands[place(public.PARTNERS, [one["measure"], name], public.FIGURE)]
        assert cell.value == pytest.approx(one["value"])
        assert cell.sheet == "Partners"


def test_a_perspective_stands_over_every_page_of_its_measures() -> None:
    """Columns over several pages: each page says what its measures serve, and no name is cut."""
    whole = large(specimen(), 40, 90, 60)
    made = next(one for one in plan_scorecard(whole).sheets if one.name == "Partners")
    head = next(put.row for put in made.puts if isinstance(put.value, Rich))
    over = [put for put in made.puts if put.row == head - 1]
    assert made.page.col_breaks
    assert {put.col for put in over} >= {turned.FIXED + 1, *made.page.col_breaks}
    assert [col for put in over for col in range(put.col, max(put.col, put.to_col) + 1)] == list(
        range(turned.FIXED + 1, turned.FIXED + 41)
    )
    assert all(put.style.wrap for put in over)


def test_long_tables_are_kept_from_print_and_lose_no_row() -> None:
    """Contributions prints its title, a key measure's page ends under its charts; the tables are there."""
    parts_, key = sheet("Contributions"), sheet("Measure m0")
    assert MANY * MEASURES > PRINTED_ROWS
    assert MANY > PRINTED_PARTNERS
    assert KEPT in words(parts_)
    assert (parts_.page.area, len(parts_.tables[0].rows)) == ((1, 1, 4, 10), MANY * MEASURES)
    note = next(put.row for put in key.puts if put.value == TABLES_KEPT)
    assert key.page.area is not None
    assert key.page.area[2] == note
    assert {f"Partner {n:03}" for n in range(MANY)} <= {put.value for put in key.puts if put.row > note}
    assert max(key.page.breaks, default=0) <= note


def test_few_partners_print_as_they_did() -> None:
    """No note and no cut where the tables can be read."""
    few = {one.name: one for one in plan_scorecard(found(READ + LATE, 1)).sheets}
    assert not {KEPT, TABLES_KEPT} & {text for name in ("Contributions", "Measure m0") for text in words(few[name])}
    assert few["Contributions"].page.area == (1, 1, 4 + READ + LATE, 10)


def test_of_hundreds_of_exceptions_the_first_are_told_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others in a line each, none left out: a page of thousands of charts would neither open nor be read."""
    every = [whose(entry) for entry in entries(found())]
    assert len(every) == len(OFF) * MEASURES
    monkeypatch.setattr(exceptions, "FULL", 5)
    made = next(one for one in plan_scorecard(found()).sheets if one.name == "Exceptions")
    assert len(made.charts) == 5
    head = next(put.row for put in made.puts if put.value == f"And {len(every) - 5:,} more to be watched, a line each")
    titles = [put for put in made.puts if put.col == 1 and isinstance(put.value, Rich) and put.row > 4]
    assert [put.row > head for put in titles] == [False] * 5 + [True] * (len(every) - 5)
    units = ["".join(text for text, _ in put.value.parts) for put in titles]  # type: ignore[union-attr]
    names = [(f"Measure {measure}", f"Partner {partner_[1:]}") for measure, partner_, _ in every]
    assert all(said.startswith(name) and who in said for said, (name, who) in zip(units, names, strict=True))


def test_nobody_is_named_for_a_digit_that_all_moved_together() -> None:
    """Each moved the number by less than it is told in: it rose, and by no one's doing."""
    rows = found().contributions
    mine = rows[(rows["measure"] == "m0") & (rows["compare"] == "previous")]
    assert mine["effect"].sum() == pytest.approx(0.1)
    assert mine["alone"].abs().max() < 0.05
    [said] = mine["words"].unique()
    assert said.startswith(f"Rose by 0.1 points: none of the {len(BACK)} moved it by 0.1 points alone.")
    steps = found().pictures.steps
    labels = list(steps.loc[(steps["measure"] == "m0") & (steps["compare"] == "previous"), "label"])
    assert labels == ["Before", "Each too little to show", "Now"]


def test_the_workbook_is_sound() -> None:
    """As a file, too."""
    assert lint_workbook(plan_to_bytes(book())) == []


def test_what_a_year_waits_for_is_told_once_for_all_who_owe_it() -> None:
    """Few stand each in a row; hundreds of whom the same is said in one, where the first of them stood."""
    few = [("Return", f"Few {n}", "2022-23 Q2: late.") for n in range(READ)]
    many = [("Return", f"Partner {n:03}", "2022-23 Q1: not returned.") for n in range(MANY)]
    awaited = pd.DataFrame([few[0], *many, *few[1:], ("Year", "", "It ends.")], columns=COLUMNS)
    for most, said in ((2, f"Partner 000, Partner 001 and {MANY - 2} more"), (None, listed(who for _, who, _ in many))):
        rows = [row["who"] for row in together(awaited, most=most)]
        assert rows == ["Few 0", said, *(f"Few {n}" for n in range(1, READ)), ""]


def test_the_files_of_hundreds_are_counted_at_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """The first are named and how many lie beside them; a script is given all."""
    made = [Path("scorecards") / f"scorecard-{partner(n)}.xlsx" for n in range(MANY)]
    say_files(made[:SCREEN])
    assert capsys.readouterr().out.splitlines() == [str(path) for path in made[:SCREEN]]
    print_made(made, ["a line"], "table")
    said = capsys.readouterr().out.splitlines()
    assert said == [*(str(path) for path in made[:FIRST]), f"and {MANY - FIRST} more in scorecards", "  a line"]
    print_made(made, [], "csv")
    assert len(capsys.readouterr().out.splitlines()) == 1 + MANY


def test_a_partners_own_areas_are_those_that_nobody_else_returns(tmp_path: Path) -> None:
    """An area that two return says something of the other: it stands on neither's own scorecard."""
    areas = tuple(Area(id=id_, name=id_.title()) for id_ in ("north", "south"))
    pairs = (("ash", "north"), ("ash", "south"), ("birch", "south"))
    framed = framework(measure("m0", partners=("ash", "birch"), areas=("north", "south"), pairs=pairs), areas=areas)
    whole = assessed(tmp_path, framed, [figure("m0", who, 5, area=area) for who, area in pairs])
    assert [list(areas_of(whole, who)["area"]) for who in ("ash", "birch")] == [["north"], []]


def texts(made: SheetPlan) -> list[str]:
    """Every text on a sheet, rich ones too."""
    return [shown(put.value) for put in made.puts if isinstance(put.value, str | Rich)]


def test_on_a_measures_own_sheet_thousands_are_not_told_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those off target first and then the largest; what moved the number still adds up."""
    monkeypatch.setattr(pages, "LISTED", 5)
    whole, made = found(), next(one for one in plan_scorecard(found()).sheets if one.name == "Measure m0")
    told = [word for word in texts(made) if word.startswith("Partner ") and word[8:].isdigit()]
    most = [f"Partner {n:03}" for n in (*OFF, *sorted(BACK, reverse=True)[:3])]
    assert told[:5] == most  # by partner
    assert f"5 of {MANY} partners: those off target first" in " ".join(texts(made))
    assert set(told[10:]) == set(most)  # where the figures are from
    moved_ = whole.contributions[whole.contributions["measure"] == "m0"]
    table = at(made.puts)
    others = next(put for put in table.values() if put.value == f"{len(moved_) - 5} others, each less")
    first = min(put.row for put in table.values() if put.value == told[5] and put.row > others.row - 7)
    effects = [
        max((put.col, put.value) for put in table.values() if put.row == row and isinstance(put.value, float))[1]
        for row in range(first, others.row + 1)
    ]
    assert sum(effects) == pytest.approx(moved_["effect"].sum())
