"""Two years of an invented partnership, its measures ending each in another way, for tests of the annual summary."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from datetime import date
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pmxl.assess import Assessment
from pmxl.assess import assess
from pmxl.assess.annual.annual import Annual
from pmxl.assess.annual.annual import annual
from pmxl.assess.annual.requirements import Evidence
from pmxl.assess.annual.updates import Form
from pmxl.assess.annual.updates import Said
from pmxl.figures import Figure
from pmxl.framework.models import Framework
from pmxl.framework.models import Objective
from pmxl.framework.models import Perspective
from pmxl.ledger import Ledger
from pmxl.periods import Period
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance
from tests.specimens.small import quarter
from tests.specimens.small import year

THIS, LAST = year(2022), year(2021)
NOW = datetime(2023, 6, 1, 9, tzinfo=UTC)
ONE = ("ash",)
DUE = 44926.0
"""31 December 2022, as Excel counts days."""
FLOWS = {"met": (100, 110), "turned": (80, 105), "nearly": (100, 97), "missed": (100, 60), "better": (50, 80)}
"""The totals of the two years of measures whose target is 100, each returned in equal quarters by ash alone."""


def two_years(**changes: object) -> Framework:
    """Measures with a target of 100 a year and a tolerance of 5 %, one without, one awaited, and a milestone."""
    flows = [measure(id_, name=f"The {id_} one", partners=ONE) for id_ in FLOWS]
    others = [
        measure("untold", name="The untold one"),
        measure("sure", name="The sure one"),
        measure("bare", name="The bare one", partners=ONE),
        measure("late", name="The late one", partners=ONE, lag=1, frequency="year"),
        measure("signed", name="The signed one", partners=ONE, kind="milestone", pooling="none", polarity="lower"),
    ]
    asked = [*flows, *others[:2], others[3]]
    levels = [
        target(one.id, when, "year", target=108 if one.id == "untold" else 100)
        for one in asked
        for when in (LAST, THIS)
    ]
    given = {
        "targets": (*levels, target("signed", quarter(2022, 3), "point", target=DUE)),
        "tolerances": tuple(tolerance(one.id, "band", amount=5, unit="percent") for one in asked),
        "perspectives": (Perspective(id="community", name="Community", question="Is it better here?"),),
        "objectives": (
            Objective(id="safer", name="Safer streets", perspective="community", plan="Plan, aim 1", owner="A. Shah"),
        ),
    }
    return framework(*flows, *others, **{**given, **changes})


def figures() -> Iterable[Figure]:
    """The figures of both years: of the untold and the sure one two of three partners never report the last quarter."""
    for opens, place in ((2021, 0), (2022, 1)):
        for n in range(1, 5):
            at = quarter(opens, n)
            for id_, totals in FLOWS.items():
                yield figure(id_, "ash", totals[place] / 4, at)
            yield figure("bare", "ash", 7, at)
            for partner in ("ash", "birch", "cedar"):
                if (opens, n, partner) not in ((2022, 4, "birch"), (2022, 4, "cedar")):
                    yield figure("sure", partner, 9, at)
                    yield figure("untold", partner, 8 if n % 2 else 10, at)
    yield figure("late", "ash", 103, LAST)
    yield figure("signed", "ash", DUE + 21, quarter(2022, 4))


FORMS = (
    Form(
        officer="A. Shah",
        issued_on=date(2023, 4, 20),
        file="update-a-shah.xlsx",
        answers=(
            Said("missed", "achieved", "Three of five schools joined.", "A. Shah", NOW, "back.xlsx", "Update", "F12"),
            Said("missed", "reasons", "=HYPERLINK(1) two closed.", "A. Shah", NOW, "back.xlsx", "Update", "H12"),
            Said("missed", "lessons", "Ask schools in spring.", "A. Shah", NOW, "back.xlsx", "Update", "K12"),
        ),
    ),
    Form(officer="B. Cole", issued_on=date(2023, 4, 20), file="update-b-cole.xlsx"),
)


def summed_up(
    folder: Path,
    frame: Framework | None = None,
    given: Iterable[Figure] | None = None,
    *,
    forms: Iterable[Form] = FORMS,
    evidence: Evidence | None = None,
    quarters: Iterable[int] = (1, 3, 4),
    before: bool = True,
) -> Annual:
    """The year of those figures, as on 1 June 2023, from some of its quarters."""
    frame = frame or two_years()
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, figures() if given is None else given, datetime(2023, 5, 1, tzinfo=UTC))

        def of(period: Period) -> Assessment:
            return assess(frame, ledger, period, as_at=NOW, today=period.last_day)

        parts = [of(quarter(2022, n)) for n in quarters]
        proof = evidence or Evidence(summary="scorecards/2022-23/annual.xlsx", today=NOW.date())
        return annual(of(THIS), of(LAST) if before else None, parts, tuple(forms), proof)


@cache
def usual() -> Annual:
    """The year of the specimens as it is, for all who only look at it."""
    with TemporaryDirectory() as place:
        return summed_up(Path(place))


def of(frame: Any, measure: str, column: str = "measure") -> dict[str, Any]:
    """The one row of a measure."""
    [only] = frame[frame[column] == measure].to_dict("records")
    return dict(only)
