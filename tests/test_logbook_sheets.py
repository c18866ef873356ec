"""The sheets that a logbook fills: what stands on them, who sees them, and that a scorecard has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pmxl.assess import Assessment
from pmxl.assess import for_audience
from pmxl.batch.annual import year_of
from pmxl.batch.folder import Folder
from pmxl.batch.scorecard import assessment
from pmxl.batch.scorecard import still_open
from pmxl.cli import app
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.make import plan_logbook
from pmxl.improve.logbook.record import known_by
from pmxl.improve.logbook.record import record
from pmxl.reports import places
from pmxl.reports.logbook.beside import beside
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.read import read_workbook
from pmxl.sheets.shown import shown
from pmxl.sheets.write import write_workbook
from tests.kinds import every_put
from tests.specimens.assessment import specimen
from tests.specimens.framework_file import framework_file
from tests.specimens.logged import ROWS
from tests.specimens.recorded import LOGBOOK
from tests.specimens.recorded import MADE
from tests.specimens.recorded import Q3
from tests.specimens.recorded import SHEETS
from tests.specimens.recorded import recorded
from tests.test_judged import sound

NAMES = (places.SERVICES, places.BUDGETS, places.EFFICIENCY, places.RISKS, places.LEARNING)


def text_of(put: Put) -> str:
    """What a cell shows."""
    if isinstance(put.value, Rich):
        return "".join(text for text, _ in put.value.parts)
    return shown(put.value, put.style.number_format)


def said(sheet: SheetPlan) -> list[str]:
    """Every text and figure of a sheet as it is shown."""
    return [text_of(put) for put in every_put(sheet) if put.value is not None]


def sheet(name: str, found: Assessment | None = None) -> list[str]:
    """What stands on one of the sheets; nothing where it is not made."""
    every = [one for page in SHEETS for one in page.sheets(found or recorded())]
    return next((said(one) for one in every if one.name == name), [])


def test_a_scorecard_has_a_sheet_for_each_part_of_the_logbook() -> None:
    """A113, A7, A34, A22, A115: each has a sheet of its own, and the contents lead to it."""
    plan = plan_scorecard(recorded())
    assert set(NAMES) <= {one.name for one in plan.sheets}
    contents = next(one for one in plan.sheets if one.name == places.CONTENTS)
    assert set(NAMES) <= set(said(contents))


def test_without_a_logbook_only_the_services_are_told() -> None:
    """A113: the tests that figures answer are run every quarter, whether anybody keeps a logbook or not."""
    found = specimen()
    plain = replace(found, record=record(found, Logbook(), MADE))
    assert [one.name for page in SHEETS for one in page.sheets(plain)] == [places.SERVICES]
    assert not [one for page in SHEETS for one in page.sheets(found)]


def test_services_are_told_with_their_tests_and_reviews() -> None:
    """A113, A114: what holds is told with its evidence, reviews in depth with what they found."""
    texts = sheet(places.SERVICES)
    assert "◆ Review due" in texts
    assert "◆ Under way, late" in texts
    assert any("3 · A new duty (Chief, 9 January 2023)." in text for text in texts)
    assert {"Who joins in", "Two of five meet", "Meet at seven. Agreed"} <= set(texts)


def test_budgets_stand_beside_the_measures_they_pay_for() -> None:
    """A7, A27, A84, A126: budget, spend, what was allowed, pooled or aligned; overruns first."""
    texts = sheet(places.BUDGETS)
    assert texts[texts.index("Pooled budget variance") :][:8] == [
        *("Pooled budget variance", "Partnership", "2022-23 Q3", "1,000", "1,100", "+100", "50", "◆ Overrun")
    ]
    assert {"Pooled", "Aligned", "▲ Over, as allowed", "○ Spend not known", "▲ Over budget", "● Within budget"} <= set(
        texts
    )
    assert "Does the money follow the priorities?" in texts


def test_savings_and_risks_are_told() -> None:
    """A34, A22: sums by partner; the gravest risk first, with its score and whether it is overdue."""
    savings, risks = sheet(places.EFFICIENCY), sheet(places.RISKS)
    assert savings[savings.index("All") :][:8] == ["All", "90", "80", "70", "40", "0", "120", "70"]
    assert risks.index("The roof leaks") < risks.index("Rents rise") < risks.index("Snow")
    assert {"◆ High", "20", "▲ Medium", "● Low", "The partnership"} <= set(risks)


def test_learning_tells_lessons_revisions_and_meetings() -> None:
    """A115, A116, A117, A107: what did not work is no fault and not Red; who could use a good practice is named."""
    texts = sheet(places.LEARNING)
    assert {
        "● Worked",
        "○ Did not work",
        "▲ Worked in part",
        "Safety plan",
        "Visit in the evening",
        "two tenants",
    } <= set(texts)
    assert any("Police" in text and "Hospital" in text for text in texts)
    assert texts.count("1 of 1") == 3
    assert texts.count("0 of 1") == 2


def test_a_measures_page_tells_its_budget_its_risk_and_what_was_learned() -> None:
    """A7, A22: money and risk stand beside the measure."""
    found = recorded()
    frame = found.framework
    assert beside(found, frame.measure("m1"))["Budget"].startswith("Overrun: £1,100 spent of £1,000")
    assert beside(found, frame.measure("m5"))["Risk"] == "High (20 of 25): The roof leaks."
    assert beside(found, frame.measure("h1"))["Risk"] == "Medium (9 of 25): Rents rise. Watch rents."
    assert beside(found, frame.measure("h1"))["Learned"] == "“Evening visits” worked (Survey)."
    assert beside(specimen(), frame.measure("m1")) == {}


def test_the_public_sees_nothing_of_the_logbook() -> None:
    """A76: risks, reviews and what partners say of each other are not for publication."""
    assert not [one for page in SHEETS for one in page.sheets(for_audience(recorded(), "public"))]


def test_a_partner_sees_its_own_money_and_the_partnerships() -> None:
    """A76: another partner's budget, saving or risk is not told, nor what the partnership's own figures say."""
    found = for_audience(recorded(), "partner:whitlow")
    texts = [text for name in NAMES for text in sheet(name, found)]
    assert "Rents rise" in texts
    assert not {"One desk", "Fewer calls"} & set(sheet(places.EFFICIENCY, found))
    assert not [text for text in sheet(places.BUDGETS, found) if "Police" in text]
    assert not sheet(places.SERVICES, found)


@pytest.mark.parametrize(
    ("made", "known"), [(date(2023, 2, 3), date(2023, 2, 3)), (date(2024, 1, 1), date(2023, 3, 31))]
)
def test_a_scorecard_made_again_later_shows_what_was_known_when_it_was_reviewed(made: date, known: date) -> None:
    """A113: what was said after the next period had ended belongs to a later scorecard."""
    assert known_by(Q3, made) == known


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership with a framework and a logbook, and no figure yet."""
    framework_file(sound(), tmp_path / "framework.xlsx")
    found = Folder(tmp_path)
    write_workbook(plan_logbook(found.framework, ROWS), found.logbook_file)
    return Folder(tmp_path)


def test_what_is_typed_in_the_logbook_reaches_scorecard_annual_and_roll(folder: Folder) -> None:
    """A6, A113, A115: one logbook serves the quarter, the year and the next plan."""
    quarter = assessment(folder, folder.period("2026-27 Q1"))
    assert quarter.record is not None
    assert [one.state for one in quarter.record.spends] == ["Overrun", "Spend not known"]
    summed = year_of(folder, folder.period("2026-27"), before=False)
    assert "“Evening visits” worked (Evaluation)." in set(summed.lessons["words"])
    rolled = CliRunner().invoke(app, ["roll", "2027-28", "-C", str(folder.path), "--format", "json"])
    assert "Evening visits" in rolled.output


def test_the_register_is_written_as_a_workbook(folder: Folder) -> None:
    """A119, A29: five sheets, each gap with its code, and records for another program."""
    result = CliRunner().invoke(app, ["partnership", "-C", str(folder.path)])
    assert result.exit_code == 0, result.output
    assert "IMP070" in result.output
    book = read_workbook(folder.path / "partnership.xlsx")
    assert [one.name for one in book.sheets] == ["Register", "By partner", "Answers", "Alignment", "Gaps"]
    record_ = CliRunner().invoke(app, ["partnership", "-C", str(folder.path), "--format", "json"])
    assert '"type": "delivery"' in record_.output


def test_a_wrong_logbook_stops_no_scorecard(folder: Folder) -> None:
    """A113: a damaged logbook is told by its own command; figures are assessed all the same."""
    folder.logbook_file.write_bytes(b"damaged")
    found = assessment(Folder(folder.path), folder.period("2026-27 Q1"))
    assert found.record is not None
    assert not found.record.spends
    assert any("logbook.xlsx could not be read, and nothing of it is shown" in line for line in still_open(found))
    assert CliRunner().invoke(app, ["logbook", "-C", str(folder.path)]).exit_code == 3


def test_nothing_of_tomorrow_is_known_today() -> None:
    """A113: a review that begins tomorrow is planned, not under way."""
    found = recorded()
    early = record(found, replace_begun(MADE + timedelta(days=1)), MADE)
    assert next(one.state for one in early.services if one.objective.id == "spend") == "Planned"


def replace_begun(day: date) -> Logbook:
    """The logbook in which the service review begins on a day."""
    first, *others = LOGBOOK.scrutiny
    return replace(LOGBOOK, scrutiny=(first.model_copy(update={"begun": day, "due": None}), *others))
