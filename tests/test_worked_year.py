"""The worked year: its framework shows everything the program knows, and its quarters end as its README says."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable
from collections.abc import Iterable
from pathlib import Path

import pytest

from pmxl.batch.demo import Quarter
from pmxl.batch.demo import demo
from pmxl.batch.outcomes import FileOutcome
from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.workbook import read_framework
from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Outcome
from pmxl.terms import Polarity
from pmxl.terms import Pooling
from pmxl.terms import Purpose
from pmxl.terms import Severity
from pmxl.terms import Strength
from workbooks.content import RECIPES
from workbooks.make import make

WORKBOOKS = Path(__file__).resolve().parents[1] / "workbooks"
LARGEST_BYTES = 1_500_000
PARTNERS = {"council", "constabulary", "health", "fire", "homes", "voluntary"}
TRIGGERS_NOW = {"decline", "decline %", "overrun", "standard"}
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
    rules = {tolerance.preset or tolerance.rule for tolerance in framework.tolerances}
    assert rules >= TRIGGERS_NOW
    assert rules - TRIGGERS_NOW == BANDS
    assert any(tolerance.scope[0] == "priority" for tolerance in framework.tolerances)
    assert {tolerance.strength for tolerance in framework.tolerances} == set(Strength)
    assert any(tolerance.silent for tolerance in framework.tolerances)
    assert all(tolerance.agreed_by and tolerance.agreed_on for tolerance in framework.tolerances)


def test_partnership_has_the_size_promised(framework: Framework) -> None:
    """Six partners, four perspectives each with measures, about 24 measures, a golden thread between objectives."""
    assert {partner.id for partner in framework.partners} == PARTNERS
    assert len(framework.perspectives) == 4
    assert 22 <= len(framework.measures) <= 26
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


def test_making_it_again_gives_the_same(tmp_path: Path) -> None:
    """Remaking the year gives the same files with the same content, byte for byte."""
    made = {path.relative_to(tmp_path): path for path in make(tmp_path)}
    shipped = {path.relative_to(WORKBOOKS) for path in (WORKBOOKS / "returns").rglob("*.xlsx")}
    assert set(made) == shipped | {Path("framework.xlsx"), Path("history.csv")}
    differ = [str(name) for name, path in made.items() if digest(path) != digest(WORKBOOKS / name)]
    assert differ == []


def digest(path: Path) -> str:
    """A hash of a file's content: of a workbook's parts, for a library may pack them differently."""
    if path.suffix != ".xlsx":
        return hashlib.sha256(path.read_bytes()).hexdigest()
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        parts = [(name, archive.read(name)) for name in sorted(archive.namelist())]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Quarter]:
    """The demo run once, by quarter."""
    return {q.period.label: q for q in demo(tmp_path_factory.mktemp("worked") / "year")}


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
        "Health Trust return (autumn workbook).xlsx": Outcome.REFUSED,
        "QMH KPI sheet - Dec 25.xlsx": Outcome.REFUSED,
        "constabulary.xlsx": Outcome.FINDINGS,
        "council.xlsx": Outcome.READ,
        "fire.xlsx": Outcome.READ,
        "health.xlsx": Outcome.FINDINGS,
    },
    "2025-26 Q4": {
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
    """Refused ones are refused, queried ones queried, the copy is skipped, the rest are read; none is passed over."""
    found = {name: outcome.outcome for name, outcome in files(quarters[label]).items()}
    assert found == OUTCOMES[label], said(quarters[label])


def said(quarter: Quarter) -> str:
    """Everything found in a quarter, for a failing test."""
    return "\n".join(str(finding) for outcome in quarter.collected.files for finding in outcome.findings)


def findings_of(quarter: Quarter, file: str, severity: Severity) -> list[Finding]:
    """What was found in a file at a severity."""
    return [finding for finding in files(quarter)[file].findings if finding.severity is severity]
