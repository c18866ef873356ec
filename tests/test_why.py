"""Why a row has the rating it has, from figures in a ledger."""

from __future__ import annotations

from datetime import date
from math import nan
from pathlib import Path
from typing import Any
from typing import NamedTuple

import pytest

from pmxl.assess import Assessment
from pmxl.assess.agreed_words import agreement
from pmxl.assess.agreed_words import band_words
from pmxl.figures import Figure
from pmxl.framework.expected import Expected
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.framework.models import Tolerance
from pmxl.framework.models_settings import Settings
from pmxl.framework.tolerated import Band
from pmxl.rules.ground import Ground
from pmxl.rules.spoken import spoken
from pmxl.terms import Edge
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import row
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance

BOARD: dict[str, Any] = {"agreed_by": "the Board", "agreed_on": date(2022, 3, 3)}
PERCENT: dict[str, Any] = {"kind": "percentage", "unit": "%", "multiplier": 100, "pooling": "ratio", "decimals": 1}
THREE = ("ash", "birch", "cedar")


class Specimen(NamedTuple):
    """A measure with its figures, its target and its tolerance."""

    measure: Measure
    figures: tuple[Figure, ...]
    target: Target | None = None
    tolerance: Tolerance | None = None


def one(id_: str, value: float, goal: dict[str, Any], band: dict[str, Any] | None = None, **changes: Any) -> Specimen:
    """A measure of one partner with one figure."""
    made = tolerance(id_, "band", **band) if band is not None else None
    known = measure(id_, **{"partners": ("ash",), **changes})
    return Specimen(known, (figure(id_, "ash", value),), target(id_, **goal), made)


def points(amount: float, **more: Any) -> dict[str, Any]:
    """A tolerance in points."""
    return {"amount": amount, "unit": "points", **more}


def crimes(id_: str, value: float, band: dict[str, Any] | None = None) -> Specimen:
    """So many crimes against a target of 90."""
    return one(id_, value, {"target": 90}, band, unit="crimes")


def havering(id_: str, value: float) -> Specimen:
    """A figure of 120 last year against a target of 100, by the rule that looks at last year."""
    made = one(id_, value, {"target": 100}, {"preset": "travel-modified"}, polarity="lower")
    return made._replace(figures=(*made.figures, figure(id_, "ash", 120, Q3.step(-4))))


def stretched(id_: str, **start: Any) -> Specimen:
    """46 % on the way to 60 % at the end of the year."""
    made = one(id_, 46, {}, points(5), **PERCENT)
    goal = Target(measure=id_, period=Q3.year, basis="point", purpose="stretch", target=60, **start)  # type: ignore[arg-type]
    return made._replace(target=goal)


def three(id_: str, *values: float, goal: float | None, **changes: Any) -> Specimen:
    """A measure of several partners, each with a figure."""
    partners = THREE[: len(values)]
    figures = tuple(figure(id_, partner, value) for partner, value in zip(partners, values, strict=True))
    known = measure(id_, partners=partners, **changes)
    return Specimen(known, figures, None if goal is None else target(id_, target=goal))


SPECIMENS = (
    crimes("met", 90, points(5, **BOARD)),
    crimes("within", 88, points(5, **BOARD)),
    crimes("together", 88, points(5, agreed_by="the Board")),
    crimes("edge", 85, points(5)),
    crimes("beyond", 84, points(5)),
    crimes("strict", 84),
    crimes("single", 1),
    one("rounded", 89.96, {"target": 90}, points(5), **PERCENT),
    one("not-rounded", 89.94, {"target": 90}, points(5), **PERCENT),
    one("broken", 79.9, {"target": 90, "standard": 80}, points(5), **PERCENT),
    one("floor", 80, {"target": 90, "standard": 80}, {"preset": "floor"}, **PERCENT),
    havering("allowed", 108),
    havering("saved", 120),
    havering("worse", 121),
    stretched("stretch", baseline=40, baseline_period=Q3.step(-3)),
    stretched("unstarted"),
    three("shared", 5, 5, 5, goal=90),
    three("watched", 5, 5, 5, goal=None),
    three("plan", 1, 0, goal=100, kind="yes/no", pooling="share"),
)


def assessment_of(folder: Path, specimens: tuple[Specimen, ...], edge: Edge = Edge.AMBER) -> Assessment:
    """What those specimens come to."""
    frame = framework(
        *(specimen.measure for specimen in specimens),
        settings=Settings(name="Threewoods Partnership", amber_edge=edge),
        targets=tuple(specimen.target for specimen in specimens if specimen.target),
        tolerances=tuple(specimen.tolerance for specimen in specimens if specimen.tolerance),
    )
    return assessed(folder, frame, [one for specimen in specimens for one in specimen.figures])


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """All specimens, assessed once."""
    return assessment_of(tmp_path_factory.mktemp("why"), SPECIMENS)


def why(found: Assessment, id_: str, **where: str) -> str:
    """The sentence on one measure."""
    return str(row(found, id_, **where)["why"])


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("met", "90 crimes against a target of 90: on target, so Green. {target}."),
        (
            "within",
            (
                "88 crimes against a target of 90: short by 2, within the tolerance of 5 crimes, so Amber. {target}. "
                "The tolerance was agreed by the Board on 3 March 2022."
            ),
        ),
        (
            "together",
            (
                "88 crimes against a target of 90: short by 2, within the tolerance of 5 crimes, so Amber. Target and "
                "tolerance were agreed by the Board."
            ),
        ),
        (
            "edge",
            (
                "85 crimes against a target of 90: short by 5, exactly on the edge of the tolerance of 5 crimes, which "
                "counts as Amber. {target}."
            ),
        ),
        (
            "beyond",
            "84 crimes against a target of 90: short by 6, more than the tolerance of 5 crimes, so Red. {target}.",
        ),
        ("strict", "84 crimes against a target of 90: short by 6, so Red. {target}, with no tolerance."),
        ("single", "1 crime against a target of 90: short by 89, so Red. {target}, with no tolerance."),
    ],
)
def test_figure_target_tolerance_and_who_agreed(found: Assessment, id_: str, said: str) -> None:
    """The tolerance is told where it had a say, the edge where the figure is on it, and who agreed each."""
    assert why(found, id_) == said.format(target="The target was agreed by the Board")


def test_the_edge_setting_is_told(tmp_path: Path) -> None:
    """Where the framework counts the edge as Red, the sentence says so."""
    strict = assessment_of(tmp_path, (crimes("edge", 85, points(5)),), edge=Edge.RED)
    assert "exactly on the edge of the tolerance of 5 crimes, which counts as Red." in why(strict, "edge")


def test_rounding_is_told_where_it_decided(found: Assessment) -> None:
    """89.96 % is short of 90 and is published as 90.0 %; 89.94 % is Amber either way."""
    assert "so Green. 89.96 % is published as 90.0 %. The target" in why(found, "rounded")
    assert "published" not in why(found, "not-rounded")


def test_a_broken_standard_and_who_agreed_it(found: Assessment) -> None:
    """It is Red whatever the target, and it came with the target."""
    broken = "79.9 % breaks the standard of 80.0 %, so Red whatever the target. The standard was agreed by the Board."
    assert why(found, "broken") == broken


def test_a_floor_is_told(found: Assessment) -> None:
    """Amber down to the standard."""
    assert "short by 10.0 points, but no lower than the standard of 80.0 %, so Amber." in why(found, "floor")


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("allowed", "within the 10 % of target that counts as met, so Green."),
        (
            "saved",
            "more than the 10 % of target that counts as met, but no worse than the same period last year (120), so A",
        ),
        (
            "worse",
            "more than the 10 % of target that counts as met, and worse than the same period last year (120), so Red.",
        ),
    ],
)
def test_last_year_is_told_where_the_rule_looks_at_it(found: Assessment, id_: str, said: str) -> None:
    """Within a tenth is Green; beyond it last year's figure decides, the partner's own for a partner."""
    assert said in why(found, id_)
    assert said in why(found, id_, partner="ash")


def test_a_stretch_target_tells_how_far_it_has_come(found: Assessment) -> None:
    """From the baseline agreed with it towards the point to be reached at the end, not only to the level due by now."""
    assert why(found, "stretch") == (
        "46.0 % against a stretch target of 55.0 %: short by 9.0 points, so Amber: a stretch target is never Red. "
        "It has come 30 % of the way from 40.0 % to 60.0 %."
    )


def test_a_share_of_what_has_a_target_is_not_called_monitored_only(found: Assessment) -> None:
    """The partnership's total has a target, a partner's part of it has none; without any target it is monitored."""
    shared = "5. The target is for the partnership as a whole; there is none for this part of it."
    assert why(found, "shared", partner="ash") == shared
    assert why(found, "watched", partner="ash") == "5. Monitored only: no target was set."


def test_a_point_target_without_a_baseline_is_not_called_monitored_only(found: Assessment) -> None:
    """A target was set; what it lacks is named."""
    goal = f"60.0 % to be reached by the end of {Q3.year.label}"
    assert why(found, "unstarted") == f"46.0 %. No baseline yet for the {goal}."


def test_answers(found: Assessment) -> None:
    """One partner's yes or no is told without a target; the partnership's share is a percentage."""
    assert [why(found, "plan", partner="ash"), why(found, "plan", partner="birch"), why(found, "plan")] == [
        "Yes, as wanted, so Green.",
        "No where Yes is wanted, so Red.",
        "50 % against a target of 100 %: short by 50 points, so Red. The target was agreed by the Board.",
    ]


@pytest.mark.parametrize(
    ("of_target", "of_band", "ground", "said"),
    [
        (BOARD, BOARD, Ground.WITHIN, "Target and tolerance were agreed by the Board on 3 March 2022."),
        (BOARD, {}, Ground.BEYOND, "The target was agreed by the Board on 3 March 2022."),
        ({}, BOARD, Ground.BEYOND, "The tolerance was agreed by the Board on 3 March 2022."),
        ({}, {}, Ground.BEYOND, ""),
        ({}, BOARD, Ground.MET, ""),
        (BOARD, BOARD, Ground.BROKEN, "The standard was agreed by the Board on 3 March 2022."),
    ],
)
def test_who_agreed(of_target: dict[str, Any], of_band: dict[str, Any], ground: Ground, said: str) -> None:
    """As much as is known, and only of what had a say."""
    expected = Expected(target=90, amount=5, **of_target)
    assert agreement(measure("m1"), Band(5, "points", **of_band), expected, ground) == said


@pytest.mark.parametrize(
    ("amount", "unit", "preset", "about", "said"),
    [
        (nan, "percent", "5%", {}, "5 % of target"),
        (7, "percent", "5%", {}, "5 % of target"),
        (nan, "percent", "points", {}, "5 crimes"),
        (2.5, "percent", "points", {"kind": "percentage", "unit": "%"}, "2.5 points"),
        (8, "percent", "floor", {}, "down to the standard"),
        (nan, "percent", "strict", {}, ""),
        (
            *(15, "points", "travel-modified", {"kind": "percentage", "unit": "%"}),
            "15 % of target counts as met; beyond it Amber if no worse than the same period last year",
        ),
        (1_500_000, "points", "", {"kind": "money", "unit": "£"}, "£1,500,000"),
        (0.00001, "percent", "", {}, "0.00001 % of target"),
        (2, "points", "", {"kind": "index", "unit": "2019 = 100"}, "2"),
        (14, "percent", "", {"kind": "milestone"}, "14 days"),
        (nan, "points", "", {}, ""),
    ],
)
def test_a_tolerance_is_told_as_it_applies(
    amount: float, unit: str, preset: str, about: dict[str, Any], said: str
) -> None:
    """A preset's own width and unit stand where it fixes them, and large and small amounts are written out."""
    assert band_words(measure("m1", **{"unit": "crimes", **about}), amount, unit, preset) == said


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("offences", "1 offence"),
        ("days per post", "1 day per post"),
        ("people", "1 person"),
        ("children in need", "1 child in need"),
        ("incidents (reported)", "1 incident (reported)"),
        ("deliveries", "1 delivery"),
        ("addresses", "1 address"),
        ("crashes", "1 crash"),
        ("ms", "1 ms"),
        ("per 1,000 residents", "1 per 1,000 residents"),
        ("2019 = 100", "1 (2019 = 100)"),
        ("£k", "£1k"),
        ("", "1"),
    ],
)
def test_one_of_a_thing_is_said_in_the_singular(unit: str, said: str) -> None:
    """Nobody says 1 offences."""
    assert spoken(1, 0, unit) == said
