"""The exchange with PB Views: the index, what is written, and that what was written is read back the same."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pmxl.batch.folder import Folder
from pmxl.batch.pb_views import export_pb_views
from pmxl.batch.pb_views import import_pb_views
from pmxl.batch.take import import_figures
from pmxl.findings import Refusal
from pmxl.returns.pb_views import HEADINGS
from pmxl.returns.pb_views import read_pb_views
from pmxl.terms import Outcome
from tests.specimens.framework_file import framework_file
from tests.test_batch import ROWS

PAST = """partner,measure,period,numerator,denominator,value
ash,early,2022-23 Q1,40,100,
ash,early,2022-23 Q2,60,100,
ash,early,2022-23 Q3,50,100,
birch,early,2022-23 Q3,,,*
ash,spent,2022-23 Q3,,,310
ash,trips,2022-23 Q2,,,5
ash,trips,2022-23 Q3,,,7
"""
PLAIN = {k: v for k, v in ROWS["measures"][0].items() if k != "key"} | {"decimals": 0, "multiplier": 1, "unit": ""}
MEASURES = [
    ROWS["measures"][0],
    PLAIN | {"id": "spent", "name": "=Spent so far", "kind": "money", "accumulate": "cumulative", "polarity": "lower"},
    PLAIN | {"id": "trips", "name": "Trips", "kind": "count"},
]
TARGETS = [
    *ROWS["targets"],
    ROWS["targets"][0] | {"measure": "spent", "target": 400, "basis": "period", "period": "2022-23 Q3"},
]


def place(path: Path, name: str) -> Folder:
    """The partnership with a ledger of that name."""
    rows = ROWS | {"measures": MEASURES, "targets": TARGETS}
    framework_file(rows, path / "framework.xlsx", "Threewoods Partnership")
    return Folder(path, f"sqlite:///{path / name}")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Path]:
    """A folder with figures of three quarters, and the exchange file of its third."""
    path = tmp_path_factory.mktemp("exchange")
    folder = place(path, "one.db")
    (path / "past.csv").write_text(PAST, encoding="utf-8")
    assert import_figures(folder, path / "past.csv").kept == 7
    return folder, export_pb_views(folder, folder.period("2022-23 Q3"))


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of the file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_file_has_index_and_consolidation_range(written: tuple[Folder, Path]) -> None:
    """A flow is consolidated over the year to date, the index is the percentage of its target."""
    rows = rows_of(written[1])
    assert tuple(rows[0]) == HEADINGS
    early = next(row for row in rows if (row["Measure ID"], row["Location ID"]) == ("early", "ash"))
    told = [early[name] for name in ("Consolidation Range", "Period Only Data", "Actual", "Target", "Index")]
    assert told == ["This year to date", "50", "50", "50", "100"]
    spent = next(row for row in rows if (row["Measure ID"], row["Measure Type"]) == ("spent", "Formula"))
    assert (spent["Period Only Data"], spent["Consolidation Range"]) == ("", "This year to date")


def test_a_year_to_date_with_a_quarter_missing_is_not_given(written: tuple[Folder, Path]) -> None:
    """Of the trips the first quarter is missing, so the period's own figure stands and no Actual."""
    trips = next(row for row in rows_of(written[1]) if (row["Measure ID"], row["Location ID"]) == ("trips", "ash"))
    assert (trips["Period Only Data"], trips["Actual"], trips["Index"]) == ("7", "", "")


def test_text_is_never_a_formula(written: tuple[Folder, Path]) -> None:
    """A name that looks like a formula has an apostrophe before it."""
    assert {row["Measure"] for row in rows_of(written[1]) if row["Measure ID"] == "spent"} == {"'=Spent so far"}


def test_what_was_written_is_read_back_the_same(written: tuple[Folder, Path]) -> None:
    """Imported into an empty ledger every figure of the quarter is there again, parts and marks too."""
    folder, path = written
    other = place(folder.path, "other.db")
    outcome = import_pb_views(other, path)
    assert (outcome.outcome, outcome.kept, outcome.refused) == (Outcome.READ, 4, 0), [str(f) for f in outcome.findings]
    columns = ["measure", "partner", "start", "numerator", "denominator", "value", "marker"]
    with folder.ledger() as one, other.ledger() as two:
        before, after = (ledger.recall()[columns] for ledger in (one, two))
    wanted = before[before["start"] == after["start"].max()].reset_index(drop=True)
    assert after.reset_index(drop=True).equals(wanted)


HEAD = "Measure,Location,Period,Measure Type,Consolidation Range,Period Only Data,Actual\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Measure,Place,When\na,b,c\n", "OUT056"),
        ("Measure,Location,Period\na,b,c\n", "OUT056"),
        (f"{HEAD}trips,ash,2022-23 Q3,Data,This year to date,,19\n", "OUT057"),
        (f"{HEAD}trips,ash,2022-23 Q3,Group,Default,7,7\n", "OUT058"),
    ],
)
def test_what_cannot_be_taken_is_refused(tmp_path: Path, text: str, code: str) -> None:
    """Another table, an Actual over a longer range without the period's own figure, and nothing but worked-out rows."""
    file = tmp_path / "pb.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_pb_views(file)
    assert refused.value.finding.code == code


def test_an_actual_stands_where_its_range_is_the_period_or_the_figure_is_to_date(tmp_path: Path) -> None:
    """With the default range the Actual is the period's figure; of a cumulative measure it is the figure always."""
    file = tmp_path / "pb.csv"
    rows = "trips,ash,2022-23 Q3,Data,Default (Avg),,7\nspent,ash,2022-23 Q3,Data,This year to date,110,310\n"
    file.write_text(HEAD + rows, encoding="utf-8")
    _, lines = read_pb_views(file, frozenset({"spent"}))
    assert [(line["measure"].value, line["value"].value) for line in lines] == [("trips", "7"), ("spent", "310")]
    assert [line["value"].address for line in lines] == ["G2", "G3"]
