"""What seldom comes back in a return, a form or a sheet of somebody's own: taken, or told in so many words."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from pmxl.framework.expected import Expected
from pmxl.framework.models import Objective
from pmxl.framework.models import Partner
from pmxl.framework.models_settings import Settings
from pmxl.periods import Period
from pmxl.returns import mould
from pmxl.returns.answers import QueryMark
from pmxl.returns.answers import read_mark
from pmxl.returns.answers import read_replies
from pmxl.returns.check import judge
from pmxl.returns.forms.advice import advice
from pmxl.returns.forms.field import Field
from pmxl.returns.forms.field import Typed
from pmxl.returns.forms.field import typed
from pmxl.returns.forms.mark import bound
from pmxl.returns.forms.sheet import as_typed
from pmxl.returns.headings import ANSWER
from pmxl.returns.headings import ANSWERED_BY
from pmxl.returns.headings import QUERY_NUMBER
from pmxl.returns.issue import plan_return
from pmxl.returns.layout_reader import is_foreign
from pmxl.returns.mould import Moulds
from pmxl.returns.names import names_of
from pmxl.returns.prefilled import NOTHING
from pmxl.returns.prefilled import given_in
from pmxl.returns.query import fingerprint
from pmxl.returns.rated import rating_not_done
from pmxl.returns.shown import target_note
from pmxl.returns.shown import target_shown
from pmxl.returns.untold import may_be_ours
from pmxl.returns.update_form import officers
from pmxl.returns.update_mark import update_mark
from pmxl.sheets.cells import CellValue
from pmxl.sheets.read import read_workbook
from pmxl.sheets.write import plan_to_bytes
from tests.specimens.given import past
from tests.specimens.given import row_of
from tests.specimens.given import value
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.paper import COUNCIL
from tests.specimens.paper import SIGNED
from tests.specimens.paper import codes
from tests.specimens.paper import form_of
from tests.specimens.paper import returned
from tests.specimens.small import EASTMOOR
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE
from tests.specimens.small import Q3
from tests.specimens.small import amended
from tests.test_layout_reader import Grid
from tests.test_layout_reader import book
from tests.test_layout_reader import cell
from tests.test_layout_reader import sheet
from tests.test_return_tidy import serious
from tests.test_return_tidy import taken

# Names and marks


def test_a_spelling_that_two_partners_share_names_neither() -> None:
    """Each is still known by its id and its name."""
    shared = (
        Partner(id="ash", name="Ash", aliases=("The Trust",)),
        Partner(id="birch", name="Birch", aliases=("the trust",)),
    )
    names = names_of(framework(measure("m1", partners=("ash", "birch")), partners=shared))
    assert "the trust" not in names.partners
    assert (names.partners["ash"], names.partners["birch"]) == ("ash", "birch")


def test_a_workbook_of_ours_is_not_foreign_and_bears_no_mark_of_another_form() -> None:
    """It is known by its hidden sheet; a stranger's has none."""
    ours = read_workbook(Path("northvale.xlsx"), plan_to_bytes(plan_return(form_of(NORTHVALE))))
    assert not is_foreign(ours)
    assert update_mark(ours) is None
    assert is_foreign(book(sheet("Goals", [["Team", "Goals"], ["Reds", 3]])))


# Forms


def test_a_field_says_its_bounds_as_far_as_it_has_any() -> None:
    """Both, the one, the other, or nothing; a blank cell is no answer."""
    assert Field("n", "N", 10, "number", least=1, most=4).bounds == "from 1 to 4"
    assert Field("n", "N", 10, "number", least=1).bounds == "of at least 1"
    assert Field("n", "N", 10, "number", most=5000).bounds == "of at most 5,000"
    assert Field("n", "N", 10, "number").bounds == ""
    assert typed(Field("n", "N", 10, "number"), None) == Typed()


def test_what_was_said_before_comes_back_as_it_was_typed() -> None:
    """A day is a day again and a number a number; words that are neither stay words, and a blank stays blank."""
    day, number = Field("by", "By", 10, "date"), Field("n", "N", 10, "number")
    assert as_typed(day, "2026-03-31") == date(2026, 3, 31)
    assert as_typed(number, "2.50") == 2.5
    assert as_typed(day, "before Easter") == "before Easter"
    assert as_typed(number, "about 40") == "about 40"
    assert as_typed(number, "") is None


def test_a_bound_typed_over_in_the_hidden_sheet_is_none() -> None:
    """The form is refused for its mark; nothing breaks on the way there."""
    assert (bound("4"), bound(""), bound("four")) == (4.0, None, None)


def test_a_form_without_rows_is_advised_on_its_day_alone() -> None:
    """Where there is nothing to fill in but the signature, only its day is guarded; unsigned, nothing is."""
    fields = (Field("owner", "Owner", 20),)
    assert len(list(advice(fields, 2, 6, 8, (10, 3)))) == 2
    assert len(list(advice(fields, 2, 6, 5, (10, 3)))) == 1
    assert list(advice(fields, 2, 6, 5, None)) == []


def test_an_objective_without_measures_is_answered_for_by_its_owner() -> None:
    """It stands on the owner's form by itself."""
    bare = Objective(id="bare", name="Bare", perspective="community", owner="B. Jones")
    frame = framework(measure("m1", performance_owner="A. Shah"))
    frame = frame.model_copy(update={"objectives": (*frame.objectives, bare)})
    assert officers(frame) == {"A. Shah": ["m1"], "B. Jones": ["bare"]}


# Issuing


def test_more_shapes_of_returns_than_are_kept_change_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest mould makes way; whoever comes next gets the workbook that it always got."""
    forms = [form_of(NORTHVALE), form_of(POLICE), form_of(NORTHVALE)]
    wide = Moulds(lambda plan: plan)
    wanted = [wide.bytes_of(form) for form in forms]
    monkeypatch.setattr(mould, "MOST", 1)
    narrow = Moulds(lambda plan: plan)
    assert [narrow.bytes_of(form) for form in forms] == wanted


def test_what_is_expected_is_shown_as_far_as_it_is_agreed() -> None:
    """A range by the end it has, and nothing said where nothing is expected; what is not done is then unrated."""
    form = form_of(EASTMOOR)
    row = next(row for row in form.rows if row.measure.id == "o1")
    assert row.expected is not None
    assert target_shown(row) == "85–95"
    assert target_shown(replace(row, expected=replace(row.expected, high=math.nan))) == "at least 85"
    assert target_shown(replace(row, expected=replace(row.expected, low=math.nan))) == "at most 95"
    assert target_note(replace(row, expected=None)) == ""
    assert rating_not_done(FRAMEWORK.measure("k1"), Expected(), Q3) == "No target"


def test_a_return_that_expects_nothing_says_so_in_each_row() -> None:
    """Where nothing is known of what is expected, target and rating say that there is none."""
    form = form_of(NORTHVALE)
    free = replace(form, rows=tuple(replace(row, expected=None) for row in form.rows))
    body = next(sheet for sheet in plan_return(free).sheets if sheet.name == "Return")
    assert sum(put.value == "No target" for put in body.puts) >= len(form.rows)


def test_a_text_that_is_no_number_is_none_of_our_formulas() -> None:
    """`53.9` may be what our formula left in a file without formulas; `about 54` is a partner's own words."""
    assert may_be_ours(cell(6, 11, "53.9"), 53.898)
    assert not may_be_ours(cell(6, 11, "54.9"), 53.898)
    assert not may_be_ours(cell(6, 11, "about 54"), 53.898)


# Checks


def test_few_are_not_compared_with_their_target() -> None:
    """Of a handful three times the target is chance; of many it is asked about."""
    few = amended(
        targets=tuple(one.model_copy(update={"target": 1.0}) for one in FRAMEWORK.targets if one.measure == "c1")
    )
    words = {"partner": POLICE, "area": "north", "history": past("c1", (), partner=POLICE, area="north")}
    said = judge(row_of("c1", value(4), framework=few, **words))  # type: ignore[arg-type]
    assert "VAL050" not in {one.code for one in said.findings}
    said = judge(row_of("c1", value(4000), framework=few, **words))  # type: ignore[arg-type]
    assert "VAL050" in {one.code for one in said.findings}


def test_a_move_from_nought_cannot_be_told() -> None:
    """Two figures, of which the last is 0, have no usual movement: that is said, and nothing is asked."""
    found = judge(row_of("d1", value(24), history=past("d1", (3.0, 0.0))))
    assert "the earlier figure is 0" in [why for _, why in found.untested]
    assert "VAL007" not in {one.code for one in found.findings}


def test_a_figure_of_a_partner_that_was_no_more_is_an_error() -> None:
    """It names the row, and neither the measure's first nor its last period."""
    gone = tuple(one.model_copy(update={"to": Period(Q3.start - 12, 12)}) for one in FRAMEWORK.partners)
    found = judge(row_of("d1", value(24), framework=amended(partners=gone)), imported=True)
    assert "Days to relet a home, 2022-23 Q3: the partner or the area did not exist in that period." in [
        one.says for one in found.findings
    ]


def test_a_tidy_row_without_a_period_is_named(tmp_path: Path) -> None:
    """The cell, and how a period is written; the other rows are kept, and the count says how many were read."""
    found = taken(tmp_path, "northvale,,h1,,159,295,,,,", "police,north,c1,2022-23 Q2,,,102,,,")
    assert any("There is no period that can be read. Give it as in 2022-23 Q3." in one for one in serious(found))
    assert (found.kept, found.read) == (1, 2)


def whole_return(tmp_path: Path, **settings: object) -> set[str]:
    """The codes of all that is found in a council's return, in which three measures have one commentary."""
    marks = dict.fromkeys(("Accuracy", "Validity", "Reliability", "Timeliness", "Relevance", "Completeness"), 4)
    same = {"Commentary": "The team is recruiting and the posts are filled in May."}
    rows = {ref: {**row, **marks, **(same if ref in ("h1", "h2", "b1") else {})} for ref, row in COUNCIL.items()}
    said = Settings.model_validate({**FRAMEWORK.settings.model_dump(), **settings})
    return set(codes(returned(tmp_path, NORTHVALE, rows, framework=amended(settings=said), signed=SIGNED)))


def test_checks_of_a_whole_return_can_be_turned_off_and_are_silent_where_all_is_given(tmp_path: Path) -> None:
    """One commentary on three measures is asked about unless that is off; figures with all six marks lack none."""
    assert "VAL045" in whole_return(tmp_path, quality_asked=True)
    assert "VAL066" not in whole_return(tmp_path, quality_asked=True)
    assert "VAL045" not in whole_return(tmp_path, checks_off=("val045",))


def test_a_hidden_sheet_of_figures_is_read_and_asked_about(tmp_path: Path) -> None:
    """Its figures are taken, and whether they are meant is asked."""

    def hide(made: Workbook) -> None:
        made["Return"].sheet_state = "hidden"

    found = returned(tmp_path, NORTHVALE, COUNCIL, change=hide, signed=SIGNED)
    assert "The sheet of figures, 'Return', is hidden." in [one.says for one in found.findings]
    assert found.kept


# Answers


def asked_of_ash() -> QueryMark:
    """A mark of two questions that nobody touched."""
    asks = ((1, "17", "VAL007"), (2, "18", "VAL031"))
    mark = QueryMark("1", "ash", "2022-23 Q3", 2, "f0f0", "", asks)
    return replace(mark, mark=fingerprint("1", "ash", "2022-23 Q3", "2", "f0f0", asks))


def test_an_answer_beside_no_question_is_told_and_not_lost() -> None:
    """The number of its row is none of the questions; the answer beside a question is taken, with its name."""
    rows: Grid = [
        [QUERY_NUMBER, "Question", ANSWER, ANSWERED_BY],
        ["1", "Confirm it.", "A new block opened.", "A. Shah"],
        ["9", None, "The lift was broken.", None],
        ["2", "Confirm it.", None, None],
    ]
    replies, lost = read_replies(book(sheet("Queries", rows)), asked_of_ash())
    [reply] = replies
    assert (reply.finding, reply.text, reply.name, reply.cell) == ("17", "A new block opened.", "A. Shah", "C2")
    assert [(one.cell, one.says) for one in lost] == [
        ("C3", "The answer 'The lift was broken.' stands in a row whose number is none of the questions.")
    ]


def test_a_word_among_the_numbers_of_the_hidden_sheet_is_no_question() -> None:
    """What somebody typed below them is passed over."""
    said = asked_of_ash()
    facts = {"schema": "1", "to": said.to, "for": said.when, "revision": "2", "of": said.of, "mark": said.mark}
    rows: list[list[CellValue]] = [[f"query {key}", text] for key, text in facts.items()]
    rows += [["question", "finding", "code"], ["1", "17", "VAL007"], ["2", "18", "VAL031"], ["seen", "by", "me"]]
    assert read_mark(book(sheet("_pmxl_query", rows))) == said


def test_of_a_workbook_that_is_no_return_nothing_is_filled_in() -> None:
    """The new return goes out as it is issued."""
    assert given_in(book(sheet("Goals", [["Team", "Goals"], ["Reds", 3]])), FRAMEWORK) == NOTHING
