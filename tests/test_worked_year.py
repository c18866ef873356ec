"""The worked year: its framework shows everything the program knows, and its quarters end as its README says."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import Workbook
from openpyxl import load_workbook

from pmxl.assess import Assessment
from pmxl.batch.actions import standing
from pmxl.batch.annual import is_of_the_year
from pmxl.batch.annual import year_of
from pmxl.batch.demo import Quarter
from pmxl.batch.demo import Year
from pmxl.batch.folder import Folder
from pmxl.batch.improve import with_improvement
from pmxl.batch.journey import consolidate
from pmxl.batch.outcomes import FileOutcome
from pmxl.batch.scorecard import assessment
from pmxl.excel import udfs
from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.workbook import read_framework
from pmxl.improve.actions.action import Action
from pmxl.improve.journey.gates import Readiness
from pmxl.periods import APRIL
from pmxl.periods import month_index
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.read import read_workbook
from pmxl.terms import COLOURS
from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Outcome
from pmxl.terms import Polarity
from pmxl.terms import Pooling
from pmxl.terms import Purpose
from pmxl.terms import Rating
from pmxl.terms import ReturnState
from pmxl.terms import Severity
from pmxl.terms import Strength
from tests.witness import compare_with_openpyxl
from workbooks.content import RECIPES
from workbooks.fill import lines_of
from workbooks.fill import timeless
from workbooks.history import YEAR
from workbooks.make import make
from workbooks.updates import UPDATES

WORKBOOKS = Path(__file__).resolve().parents[1] / "workbooks"
LARGEST_BYTES = 1_500_000
ROOMS = ("returns", "journey")
"""Folders of what partners sent back."""
PARTNERS = {"council", "constabulary", "health", "fire", "homes", "voluntary"}
JUNE = month_index(2025, APRIL) + 2
TRIGGERS_NOW = {"decline", "decline %", "overrun", "standard", "signal", "missing", "relative", "forecast"}
BANDS = {"band", "strict", "5%", "10%", "points", "floor", "travel-modified", "range", "milestone"}


@pytest.fixture(scope="module")
def framework() -> Framework:
    """The shipped framework; reading it gives no Error."""
    found, findings = read_framework(WORKBOOKS / "framework.xlsx")
    assert found is not None, "\n".join(str(finding) for finding in findings)
    return found


def test_framework_is_clean() -> None:
    """The review of the shipped framework says no more than a Note or two."""
    _, findings = read_framework(WORKBOOKS / "framework.xlsx")
    assert [str(f) for f in findings if f.severity is not Severity.NOTE] == []


OF_A_MEASURE: tuple[tuple[str, type, Callable[[Measure], object]], ...] = (
    ("kind", Kind, lambda m: m.kind),
    ("polarity", Polarity, lambda m: m.polarity),
    ("accumulate", Accumulate, lambda m: m.accumulate),
    ("pooling", Pooling, lambda m: m.pooling),
    ("frequency", Frequency, lambda m: m.frequency),
)


@pytest.mark.parametrize(("word", "terms", "of"), OF_A_MEASURE, ids=[word for word, _, _ in OF_A_MEASURE])
def test_every_word_for_a_measure_occurs(
    framework: Framework, word: str, terms: Iterable[object], of: Callable[[Measure], object]
) -> None:
    """Each kind, polarity, accumulation, pooling and frequency of the glossary is shown by at least one measure."""
    assert {of(measure) for measure in framework.measures} == set(terms)


def test_every_word_for_a_target_occurs(framework: Framework) -> None:
    """Each basis and purpose of a target occurs, and so do a profile, a standard, a stretch and a baseline."""
    assert {target.basis for target in framework.targets} == set(Basis)
    assert {target.purpose for target in framework.targets} == set(Purpose)
    for field in ("profile", "standard", "stretch", "baseline", "partner", "area"):
        assert any(getattr(target, field) for target in framework.targets), field


def test_tolerances_show_bands_and_triggers(framework: Framework) -> None:
    """Every band by name and every trigger of today occurs, one for all of a priority, each agreed by a body."""
    rules = {tolerance.preset if tolerance.rule == "band" else tolerance.rule for tolerance in framework.tolerances}
    rules = {rule or "band" for rule in rules}
    assert rules >= TRIGGERS_NOW
    assert rules - TRIGGERS_NOW == BANDS
    assert any(tolerance.scope[0] == "priority" for tolerance in framework.tolerances)
    assert {tolerance.strength for tolerance in framework.tolerances} == set(Strength)
    assert any(tolerance.silent for tolerance in framework.tolerances)
    assert all(tolerance.agreed_by and tolerance.agreed_on for tolerance in framework.tolerances)


def test_partnership_has_the_size_promised(framework: Framework) -> None:
    """Six partners, four perspectives each with measures, about 25 measures, a golden thread between objectives."""
    assert {partner.id for partner in framework.partners} == PARTNERS
    assert len(framework.perspectives) == 4
    assert 22 <= len(framework.measures) <= 28
    by_perspective = {framework.objective(measure.objective).perspective for measure in framework.measures}
    assert by_perspective == {perspective.id for perspective in framework.perspectives}
    assert any(objective.parent for objective in framework.objectives)
    assert any(measure.lag for measure in framework.measures)
    assert any(measure.by_area for measure in framework.measures)
    assert any(measure.rebase for measure in framework.measures)
    assert any(area.to and area.successor for area in framework.areas)


def test_history_is_three_years_of_whole_counts() -> None:
    """The history covers three years, has no row twice, and counts people and events in whole numbers."""
    with (WORKBOOKS / "history.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    years = {row["period"][:7] for row in rows}
    assert years == {"2022-23", "2023-24", "2024-25"}
    keys = [(row["partner"], row["area"], row["measure"], row["period"]) for row in rows]
    assert len(keys) == len(set(keys))
    whole = {recipe.id for recipe in RECIPES if recipe.row["kind"] in ("count", "money", "percentage", "rate")}
    parts = [row[part] for row in rows for part in ("numerator", "denominator", "value") if row["measure"] in whole]
    assert all(part.lstrip("-").isdigit() for part in parts if part)


def test_workbooks_are_small() -> None:
    """All that is shipped stays below a megabyte and a half."""
    made = [*WORKBOOKS.rglob("*.xlsx"), *WORKBOOKS.rglob("*.csv"), *WORKBOOKS.rglob("*.md")]
    assert sum(path.stat().st_size for path in made) < LARGEST_BYTES


CSVS = {Path("history.csv"), Path("comparators.csv")}


def test_making_it_again_gives_the_same(tmp_path: Path) -> None:
    """Remaking the year gives the same files with the same content; where it does not, run `make workbooks`."""
    made = {path.relative_to(tmp_path): path for path in make(tmp_path)}
    shipped = {path.relative_to(WORKBOOKS) for room in ROOMS for path in (WORKBOOKS / room).rglob("*.xlsx")}
    assert set(made) == shipped | {Path("framework.xlsx"), Path("logbook.xlsx")} | CSVS
    assert [str(name) for name, path in made.items() if content(path) != content(WORKBOOKS / name)] == []


def content(path: Path) -> object:
    """What a file says: the text of a CSV; of a workbook every cell's value and formula, its looks aside."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    return [
        (sheet.name, sheet.state, {where: (cell.value, cell.formula) for where, cell in sheet.cells.items()})
        for sheet in read_workbook(path).sheets
    ]


def test_filled_workbooks_do_not_tell_the_time() -> None:
    """The same content saved at two times gives the same bytes: a workbook changes only when its content does."""
    assert timeless(saved_at("2025-01-02T03:04:05")) == timeless(saved_at("2026-06-07T08:09:10"))


def saved_at(moment: str) -> bytes:
    """A small workbook that says it was created at a moment."""
    book = Workbook()
    book.properties.created = datetime.fromisoformat(moment)
    book.worksheets[0]["A1"] = "the same"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def year(worked_year: tuple[Folder, Year]) -> tuple[Folder, dict[str, Quarter]]:
    """The demo run once: its folder, and its quarters by label."""
    folder, ran = worked_year
    return folder, {quarter.period.label: quarter for quarter in ran.quarters}


@pytest.fixture(scope="module")
def quarters(year: tuple[Folder, dict[str, Quarter]]) -> dict[str, Quarter]:
    """The quarters of the demo, by label."""
    return year[1]


Assessed = Callable[[str], Assessment]


@pytest.fixture(scope="module")
def assessed(year: tuple[Folder, dict[str, Quarter]]) -> Assessed:
    """What a quarter comes to once the year is over, by its label; worked out once."""
    folder, quarters = year
    return cache(lambda label: assessment(folder, quarters[label].period))


def files(quarter: Quarter) -> dict[str, FileOutcome]:
    """The outcomes by file name."""
    return {outcome.file: outcome for outcome in quarter.collected.files}


OUTCOMES = {
    "2025-26 Q1": {
        "Health Trust Q1 FINAL.xlsx": Outcome.READ,
        "constabulary.xlsx": Outcome.FINDINGS,
        "council.xlsx": Outcome.READ,
        "fire.xlsx": Outcome.READ,
        "homes.xlsx": Outcome.READ,
        "voluntary.xlsx": Outcome.READ,
    },
    "2025-26 Q2": {
        "constabulary-r2.xlsx": Outcome.READ,
        "constabulary.xlsx": Outcome.FINDINGS,
        "council.xlsx": Outcome.READ,
        "fire.xlsx": Outcome.READ,
        "health.xlsx": Outcome.FINDINGS,
        "homes.xlsx": Outcome.READ,
        "voluntary.xlsx": Outcome.FINDINGS,
    },
    "2025-26 Q3": {
        "Health Trust return (autumn workbook).xlsx": Outcome.SKIPPED,
        "QMH KPI sheet - Dec 25.xlsx": Outcome.REFUSED,
        "constabulary.xlsx": Outcome.FINDINGS,
        "council.xlsx": Outcome.FINDINGS,
        "fire.xlsx": Outcome.READ,
        "health.xlsx": Outcome.FINDINGS,
    },
    "2025-26 Q4": {
        "actions-constabulary.xlsx": Outcome.READ,
        "actions-council.xlsx": Outcome.READ,
        "actions-health.xlsx": Outcome.READ,
        "constabulary.xlsx": Outcome.READ,
        "council.xlsx": Outcome.READ,
        "council_copy.xlsx": Outcome.SKIPPED,
        "fire.xlsx": Outcome.READ,
        "health.xlsx": Outcome.FINDINGS,
        "homes.xlsx": Outcome.READ,
        "voluntary.xlsx": Outcome.FINDINGS,
    },
}
"""What becomes of every file of the worked year."""


@pytest.mark.parametrize("label", OUTCOMES)
def test_each_file_ends_as_told(quarters: dict[str, Quarter], label: str) -> None:
    """Refused ones are refused, queried ones queried, the copy and last quarter's form skipped, the rest read."""
    found = {name: outcome.outcome for name, outcome in files(quarters[label]).items()}
    assert found == OUTCOMES[label], said(quarters[label])


def said(quarter: Quarter) -> str:
    """Everything found in a quarter, for a failing test."""
    return "\n".join(str(finding) for outcome in quarter.collected.files for finding in outcome.findings)


def findings_of(quarter: Quarter, file: str, severity: Severity) -> list[Finding]:
    """What was found in a file at a severity."""
    return [finding for finding in files(quarter)[file].findings if finding.severity is severity]


def test_history_is_taken_whole(year: tuple[Folder, dict[str, Quarter]]) -> None:
    """Every row of history.csv is in the ledger, the old name of a partner and the merged districts included."""
    with (WORKBOOKS / "history.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with year[0].ledger() as ledger:
        kept = ledger.recall()
    imported = kept[kept["file"] == "history.csv"]
    assert len(imported) == len(rows)
    assert not imported["held"].any()
    assert {"upper-quill", "nether-quill", "quilldale"} <= set(imported["area"])
    assert set(imported["partner"]) == PARTNERS


def test_one_figure_is_held_and_one_is_refused(quarters: dict[str, Quarter]) -> None:
    """Q2: a share of one is held because it can be read two ways; a numerator above its denominator is kept out."""
    [hold] = findings_of(quarters["2025-26 Q2"], "health.xlsx", Severity.HOLD)
    [error] = findings_of(quarters["2025-26 Q2"], "constabulary.xlsx", Severity.ERROR)
    outcomes = files(quarters["2025-26 Q2"])
    assert (hold.code, outcomes["health.xlsx"].held) == ("NUM030", 1)
    assert (error.code, outcomes["constabulary.xlsx"].refused) == ("VAL004", 1)


def test_the_second_revision_puts_the_first_right(year: tuple[Folder, dict[str, Quarter]]) -> None:
    """The reissued return supersedes figure by figure: every figure of that quarter now comes from revision 2."""
    with year[0].ledger() as ledger:
        kept = ledger.recall()
    own = kept[(kept["partner"] == "constabulary") & kept["file"].str.startswith("constabulary-r2")]
    conferences = own[own["measure"] == "case-conferences"]
    assert set(own["revision"]) == {2}
    assert len(own) == files(year[1]["2025-26 Q2"])["constabulary-r2.xlsx"].kept
    assert (conferences["numerator"] < conferences["denominator"]).all()
    assert len(conferences) == 1


@pytest.mark.parametrize(
    ("file", "code"),
    [("Health Trust return (autumn workbook).xlsx", "RET002"), ("QMH KPI sheet - Dec 25.xlsx", "STR007")],
)
def test_refusals_name_their_reason(quarters: dict[str, Quarter], file: str, code: str) -> None:
    """Q3: last quarter's workbook and a spreadsheet of the partner's own are refused, each for what it is."""
    outcome = files(quarters["2025-26 Q3"])[file]
    assert (outcome.code, outcome.kept, outcome.held) == (code, 0, 0)


def test_missing_partners_are_waited_for(assessed: Assessed) -> None:
    """Q3: two partners are missing, and ratings that depend on them wait for them by name."""
    found = assessed("2025-26 Q3")
    status = dict(zip(found.register["partner"], found.register["status"], strict=True))
    rows = found.measures.set_index("measure")
    assert {partner for partner, word in status.items() if not ReturnState(word).is_in} == {"homes", "voluntary"}
    assert rows.loc["cost-per-victim", "rating"] == Rating.WAITING
    assert rows.loc["cost-per-victim", "waiting"] == "Vennermarsh Voluntary Sector Alliance"
    assert rows.loc["volunteers", "rating"] == Rating.WAITING
    assert "Amber or Red, waiting for Vennermarsh Voluntary Sector Alliance" in str(rows.loc["volunteers", "why"])
    assert rows.loc["volunteers", "waiting"] == "Vennermarsh Voluntary Sector Alliance"
    assert rows.loc["volunteers", "at_least"]
    assert rows.loc["burglary", "rating"] == Rating.RED


def test_markers_are_kept_as_reasons(year: tuple[Folder, dict[str, Quarter]]) -> None:
    """`n/a` and `*` are kept as the grey words they mean, with what the partner said of them, never as nought."""
    with year[0].ledger() as ledger:
        kept = ledger.recall()
    marked = kept[kept["marker"].isin([Rating.NOT_APPLICABLE, Rating.SUPPRESSED])]
    told = set(zip(marked["partner"], marked["measure"], marked["marker"], strict=True))
    assert told == {
        ("voluntary", "decisions-kept", Rating.NOT_APPLICABLE),
        ("fire", "home-fires", Rating.SUPPRESSED),
    }
    assert marked["value"].isna().all()
    assert (marked["commentary"] != "").all()


def test_a_number_typed_as_text_is_read(year: tuple[Folder, dict[str, Quarter]]) -> None:
    """Q1: a denominator typed as the text `9,1.. ` with a separator and a space is the number it shows."""
    with year[0].ledger() as ledger:
        kept = ledger.recall()
    row = kept[(kept["measure"] == "four-hours") & (kept["start"] == JUNE)].iloc[0]
    typed = next(
        line.cells["Denominator"].value
        for line in lines_of(load_workbook(WORKBOOKS / "returns/2025-26-q1/Health Trust Q1 FINAL.xlsx")["Return"])
        if (line.ref, line.period) == ("four-hours", "2025-26 M03")
    )
    assert isinstance(typed, str)
    assert row["denominator"] == float(typed.replace(",", ""))


def test_the_year_ends_with_something_to_act_on(quarters: dict[str, Quarter]) -> None:
    """The last scorecard has measures of every colour, and an exception on which action is owed."""
    counts, returned, exceptions, *_ = quarters["2025-26 Q4"].lines
    assert "6 of 6 partners have returned" in returned
    assert all(words in counts for words in ("better than target", "on target", "within tolerance", "off target"))
    assert "Accident and emergency patients seen within four hours" in exceptions
    assert quarters["2025-26 Q4"].scorecard.exists()


def test_what_was_done_is_followed_up(year: tuple[Folder, dict[str, Quarter]]) -> None:
    """A96, A109, A110: in and out of the hot-house; an action worked, another did not; plans are owed and running."""
    found = standing(year[0]).improvement
    hot = {one.measure.id: (one.entered.label, one.left and one.left.label) for one in found.spells}
    assert hot["burglary"] == ("2025-26 Q3", "2025-26 Q4")
    assert hot["four-hours"] == ("2025-26 Q3", None)
    effects = {one.action.measure: one.effect for one in found.actions if one.effect}
    assert effects == {"temporary-homes": "Improved", "four-hours": "No change shown"}
    assert {one.action.measure for one in found.running} == {"burglary", "four-hours"}
    assert [(one.measure, one.to) for one in found.not_given] == [
        ("abuse-repeated", "constabulary"),
        ("pooled-budget", "Director of finance"),
    ]


def test_the_year_tells_what_was_planned_for_its_exceptions(year: tuple[Folder, dict[str, Quarter]]) -> None:
    """A110: the annual summary has the action plans beside what was said, with where they stand and what they did."""
    rows = year_of(year[0], YEAR, before=False).exceptions.set_index("measure")["done"]
    first = {measure: said.splitlines()[0] for measure, said in rows.items() if "Planned: " in said}
    assert {"burglary", "four-hours"} <= first.keys()
    assert all(said.startswith("Planned: ") for said in first.values())
    assert "No change shown" in rows["four-hours"]
    assert "Planned: " not in rows["abuse-repeated"]


@pytest.mark.parametrize(
    ("planned", "status", "ended", "is_told"),
    [
        (-1, "Under way", None, True),  # begun before the year, and still running
        (-1, "Done", YEAR.first_day - timedelta(days=1), False),
        (-1, "Done", YEAR.first_day, True),
        (-1, "Stopped", None, False),  # nobody knows when
        (4, "Under way", None, False),  # of a plan after the year
        (3, "Under way", None, True),
    ],
)
def test_an_action_belongs_to_the_year_in_which_it_ran(
    planned: int, status: str, ended: date | None, is_told: bool
) -> None:
    """Or in whose plans it was written."""
    first = YEAR.parts(3)[0]
    action = Action(ref="1", to="a", period=first.step(planned), measure="m", status=status, ended=ended)
    assert is_of_the_year(action, YEAR) is is_told


def test_the_journey_is_taken_twice(year: tuple[Folder, dict[str, Quarter]]) -> None:
    """A131, A134: two rounds, a year apart: scores rose, one partner fell back, views differ, one never answered."""
    folder = year[0]
    found = consolidate(folder, folder.period("2025-26"))
    assert found.before is not None
    assert [one.id for one in found.now.silent] == ["voluntary"]
    moves = [(who, by) for stage in found.stages for one in stage.statements for who, by in one.view.moved.items()]
    assert sum(by > 0 for _, by in moves) > 20
    assert {who for who, by in moves if by < 0} == {"health"}
    assert any(one.view.is_far_apart for stage in found.stages for one in stage.statements)
    assert {gate.readiness for gate in found.gates} > {Readiness.NOT_YET}
    assert found.gaps
    assert (folder.path / "scorecards" / "2025-26" / "journey.xlsx").exists()


def test_the_year_s_update_forms_come_back(year: tuple[Folder, dict[str, Quarter]]) -> None:
    """A form went to each of nine lead link officers, and what eight of them answered is kept with who signed it."""
    folder, _ = year
    with folder.ledger() as ledger:
        forms, answers = ledger.forms("update", YEAR), ledger.form_answers("update", YEAR)
    assert len({form.to for form in forms}) == 9
    assert {form.to for form in forms} - {one.to for one in answers} == {"Director of people"}
    assert {one.to: one.by for one in answers} == {update.officer: update.officer for update in UPDATES}
    said = {(one.ref, one.field): one.text for one in answers}
    assert said["burglary", "judged"] == "Yes"
    assert len(answers) == sum(bool(text) for update in UPDATES for row in update.answers.values() for text in row)


def test_an_update_form_tells_the_year_as_it_is_known_at_its_end(year: tuple[Folder, dict[str, Quarter]]) -> None:
    """What later returns said of earlier quarters is in it: the forms that came back were issued of the whole year."""
    folder, _ = year
    returned = sorted((WORKBOOKS / "returns" / YEAR.slug).glob("update-*.xlsx"))
    assert len(returned) == len(UPDATES)
    for theirs in returned:
        [issued] = (folder.path / "returns" / YEAR.slug / "issued").glob(theirs.name)
        told, back = (values_of(path, "Update") for path in (issued, theirs))
        assert told.items() <= back.items(), theirs.name


def values_of(path: Path, sheet: str) -> dict[tuple[int, int], Any]:
    """What stands in the cells of a sheet."""
    found = read_workbook(path).sheet(sheet)
    return {place: cell.value for place, cell in found.cells.items() if cell.value is not None} if found else {}


def test_every_area_stands_beside_its_context(assessed: Assessed) -> None:
    """Each district has figures that nobody is rated by, beside the measures that they help to understand."""
    found = assessed("2025-26 Q4")
    context = found.areas[found.areas["polarity"] == "none"]
    assert set(context["area"]) == {"sallowhythe", "thrushmarley", "quilldale"}
    assert context["value"].notna().all()
    assert set(context["rating"]) == {"No target"}


def test_readme_names_every_file_worth_a_look() -> None:
    """The README names every return that does not simply come back clean under the name it was issued by."""
    told = (WORKBOOKS / "README.md").read_text(encoding="utf-8")
    for outcomes in OUTCOMES.values():
        for file, outcome in outcomes.items():
            assert outcome is Outcome.READ or f"`{file}`" in told, file


@pytest.mark.parametrize("path", sorted(WORKBOOKS.rglob("*.xlsx")), ids=lambda path: path.name)
def test_every_cell_is_read_as_openpyxl_reads_it(path: Path) -> None:
    """Values, formulas, number formats, merges and what is hidden, over every shipped workbook."""
    assert compare_with_openpyxl(path) == []


def sheet_of(path: Path, name: str, heading: str) -> list[list[Any]]:
    """A sheet's table from its headings on, as a range of Excel's."""
    rows: list[list[Any]] = [list(row) for row in load_workbook(path, data_only=True)[name].iter_rows(values_only=True)]
    return rows[next(n for n, row in enumerate(rows) if heading in row) :]


@pytest.mark.parametrize("label", ["2025-26 Q3", "2025-26 Q4"])
def test_a_cell_rates_by_the_frameworks_own_sheets_as_the_scorecard_does(assessed: Assessed, label: str) -> None:
    """PMXL_RAG_OF over measures, targets and tolerances: the year spread over its quarters, the band by its name, and
    no partner's own target taken for the partnership's. What is awaited, and grey words, are the scorecard's alone.
    """
    made = assessed(label)
    shown, series = made.measures, made.series
    tables = [sheet_of(WORKBOOKS / "framework.xlsx", *at) for at in (("measures", "id"), ("targets", "measure"))]
    tables.append(sheet_of(WORKBOOKS / "framework.xlsx", "tolerances", "rule"))
    colours = shown[shown["rating"].isin([rating.value for rating in COLOURS]) & (shown["waiting"] == "")]
    assert len(colours) > 10
    ids = [[one] for one in colours["measure"]]
    figures = [[float(value)] for value in colours["value"]]
    whole = series[(series["partner"] == "") & (series["period"] == label)].set_index("measure")["last_year"]
    before = [[float(whole.get(one, np.nan))] for [one] in ids]
    when = f"Q{label[-1]} 2025/26"
    found = udfs.PMXL_RAG_OF([*ids, [None]], [*figures, [None]], *tables, when, [*before, [None]])
    assert dict(zip([one for [one] in ids], [word for [word] in found], strict=False)) == dict(
        zip([one for [one] in ids], colours["rating"], strict=True)
    )
    assert found[-1] == [""]
    beside = [["key", "value"], ["year_starts", 4.0], ["layout", "map"]]
    assert udfs.PMXL_RAG_OF(ids, figures, *tables, when, before, beside) == found[:-1]
    assert udfs.PMXL_RAG_OF(ids, figures, *tables, when, before, [["key"], ["x"]]) == [["#VALUE!"]]
    assert udfs.PMXL_RAG_OF(ids, figures, *tables) == [["#VALUE!"]]  # of which period is not said
    assert udfs.PMXL_RAG_OF("none-such", 1.0, *tables, label) == [["#VALUE!"]]


def test_the_master_scorecard_says_what_one_of_everything_would(
    year: tuple[Folder, dict[str, Quarter]], assessed: Assessed
) -> None:
    """It is made without what only partners' own scorecards show, and with the whole of what it tells of one."""
    folder, quarters = year
    whole = with_improvement(folder, assessed("2025-26 Q4"))
    light = with_improvement(folder, assessment(folder, quarters["2025-26 Q4"].period, is_master=True))
    assert len(light.watched)
    assert any(whole.partners["commentary"])
    light = replace(light, made_at=whole.made_at)
    assert [repr(sheet) for sheet in plan_scorecard(light).sheets] == [
        repr(sheet) for sheet in plan_scorecard(whole).sheets
    ]


def test_the_logbook_of_the_year_is_clean_and_its_last_quarter_shows_it(
    year: tuple[Folder, dict[str, Quarter]], assessed: Assessed
) -> None:
    """A113, A84, A115: service reviews are triggered, one is under way and one done; two budgets are overrun."""
    folder, quarters = year
    assert not folder.logbook.findings
    found = assessed("2025-26 Q4").record
    assert found is not None
    states = {one.objective.id: one.state for one in found.services}
    assert states["well-at-home"] == "Under way"
    assert states["act-early"] == "Done"
    assert {aim for aim, state in states.items() if state == "Review due"} == {
        *("safer-places", "homes-kept", "money-that-works")
    }
    assert [one.name for one in found.overruns] == [
        "Pooled budget spent since April",
        "Households in temporary accommodation",
    ]
    assert {one.worked for one in found.lessons} == {"worked", "in part", "did not"}
    assert len(found.meetings) == len(quarters)
