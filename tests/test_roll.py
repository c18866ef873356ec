"""Rolling a framework into the next year: what is carried, and what has to be decided."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pmxl.batch.folder import Folder
from pmxl.batch.roll import in_its_turn
from pmxl.batch.roll import roll
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.framework.models import Partner
from pmxl.framework.next_year import next_year
from pmxl.framework.workbook import read_framework
from pmxl.framework.workbook import read_rows
from pmxl.periods import Period
from pmxl.periods import month_index
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance
from tests.test_publish import framework_rows
from tests.test_publish import partnership

LAST = Period(month_index(2022, 4), 12)
YEAR = LAST.step(1)


def says(*targets: Any, **changes: Any) -> list[str]:
    """What has to be decided of one measure."""
    frame = framework(measure("m1", partners=("ash",), unit="cases", **changes), targets=targets)
    return [decision.says for decision in next_year(frame, YEAR).decisions]


@pytest.mark.parametrize(
    ("targets", "changes", "said"),
    [
        ((target("m1", LAST, "year", target=90),), {}, ["Agree the target for 2023-24; for 2022-23 it was 90 cases."]),
        ((target("m1", LAST, "year", target=90), target("m1", YEAR, "year", target=80)), {}, []),
        ((target("m1", YEAR.step(1), "point", target=90),), {}, []),
        (
            (target("m1", LAST, "point", target=90),),
            {},
            ["The target of 90 cases by the end of 2022-23 has come to its end: agree the next."],
        ),
        ((target("m1", LAST.step(-1), "year", target=90),), {}, []),
        (
            (target("m1", LAST, "year", target=90),),
            {"last_period": LAST.parts(3)[3]},
            ["Its last period is 2022-23 Q4: decide what takes its place, or clear last_period."],
        ),
        ((), {"last_period": YEAR.parts(3)[1]}, ["It ends within the year, in 2023-24 Q2."]),
        ((), {"first_period": LAST.parts(3)[0]}, ["2022-23 was its first year, the baseline: agree its first target."]),
        ((), {}, []),
    ],
)
def test_what_has_to_be_decided(targets: tuple[Any, ...], changes: dict[str, Any], said: list[str]) -> None:
    """Targets to agree, points reached, measures that end, baselines; nothing of what is settled already."""
    assert says(*targets, **changes) == said


def test_quarters_have_their_quarters_and_partners_their_own() -> None:
    """A target of one quarter becomes one of the same quarter, a partner's stays that partner's."""
    quarter = LAST.parts(3)[2]
    frame = framework(measure("m1"), targets=(target("m1", quarter, target=90, partner="ash"),))
    found = next_year(frame, YEAR)
    assert [decision.says for decision in found.decisions] == [
        "Agree the target of Ash for 2023-24 Q3; for 2022-23 Q3 it was 90."
    ]
    old, new = found.rows["targets"]
    assert (old["target"], new["target"], new["period"], new["partner"]) == (90, None, "2023-24 Q3", "ash")
    assert (new["basis"], new["purpose"], new["agreed_by"]) == ("period", "manage", None)


def test_a_partner_who_leaves_and_tolerances_long_agreed() -> None:
    """Nobody takes over from the first; the second are counted."""
    gone = (Partner(id="ash", name="Ash", to=LAST.parts(3)[3]), Partner(id="birch", name="Birch"))
    frame = framework(measure("m1", partners=("ash", "birch")), partners=gone)
    assert [decision.says for decision in next_year(frame, YEAR).decisions] == [
        "Ash leaves after 2022-23 Q4 and nobody takes over its 1 measure."
    ]


def test_filled_in_it_is_the_framework_of_the_next_year() -> None:
    """Everything that is not of a year is as it was; the empty cells are Errors until they are filled in."""
    before, _ = read_rows(framework_rows(90))
    assert before is not None
    rows = next_year(before, YEAR).rows
    missing, findings = read_rows(rows)
    assert missing is None
    assert [(f.sheet, f.code) for f in findings if f.severity == "Error"] == [("targets", "FRM061")]
    rows["targets"][-1] |= {"target": 95, "agreed_by": "The board", "agreed_on": "2023-03-24"}
    after, _ = read_rows(rows)
    assert after is not None
    same = ("settings", "partners", "areas", "perspectives", "objectives", "measures", "tolerances")
    assert all(getattr(after, name) == getattr(before, name) for name in same)
    assert [row.target for row in after.targets] == [90, 95]


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("2021-22", "targets for 2021-22 already, and the latest are for 2022-23. Roll to the year after: pmxl roll"),
        ("2022-23", "targets for 2022-23 already. Roll to the year after: pmxl roll 2023-24."),
        ("Jan 2023-Dec 2023", "is not a year."),
        (
            "2025-26",
            "no targets beyond 2022-23, and 2023-24 comes before 2025-26. Roll to 2023-24 first: pmxl roll 2023-24.",
        ),
    ],
)
def test_a_year_is_rolled_to_in_its_turn(tmp_path: Path, year: str, said: str) -> None:
    """The year in hand has its targets; a year further on would leave the one before without any. Nothing is made."""
    folder = partnership(tmp_path / "p")
    with pytest.raises(Refusal) as refused:
        roll(folder, folder.period(year))
    assert said in str(refused.value)
    assert not list(folder.path.glob("framework-*"))


def test_a_year_half_agreed_can_be_rolled_to() -> None:
    """What is there already is left alone, and what it lacks is listed."""
    other = target("m2", LAST, "year", target=5)
    frame = framework(
        measure("m1"),
        measure("m2", name="Other"),
        targets=(target("m1", LAST, "year", target=90), target("m1", YEAR, "year", target=80), other),
    )
    in_its_turn(frame, YEAR)
    assert [(d.measure, d.says[:16]) for d in next_year(frame, YEAR).decisions] == [("m2", "Agree the target")]


def test_one_point_is_one_point() -> None:
    """A tolerance of one point agreed long ago is told as a person would."""
    agreed = {"agreed_by": "The board", "agreed_on": date(2020, 1, 1), "unit": "points"}
    rows = tuple(tolerance("m1", "band", amount=amount, **agreed) for amount in (1, 2))
    frame = framework(measure("m1", name="Helped"), tolerances=rows)
    [said] = [decision.says for decision in next_year(frame, YEAR).decisions]
    assert said.endswith("Helped: 1 point; Helped: 2 points.")


def test_the_command_writes_beside_and_never_over(tmp_path: Path) -> None:
    """A workbook named for the year; a second run leaves it alone."""
    folder = partnership(tmp_path / "p")
    where = ["--partnership", str(folder.path)]
    made = CliRunner().invoke(app, ["roll", "2023-24", "--format", "json", *where])
    assert made.exit_code == 0, made.output
    said = json.loads(made.stdout)
    assert [one["measure"] for one in said["decisions"]] == ["helped", ""]
    assert read_framework(folder.path / "framework-2023-24.xlsx")[1][0].code == "FRM061"
    with pytest.raises(Refusal, match="There is a framework-2023-24"):
        roll(folder, YEAR)
    with pytest.raises(Refusal, match="2022-23 Q3 is not a year"):
        roll(Folder(folder.path), LAST.parts(3)[2])
