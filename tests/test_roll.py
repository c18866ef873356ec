"""Rolling a framework into the next year: what is carried, and what has to be decided."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pmxl.batch.folder import Folder
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
