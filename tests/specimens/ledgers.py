"""A framework and a ledger built in a few lines, for tests of what is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Any

from pmxl.assess import Assessment
from pmxl.assess import assess
from pmxl.figures import Figure
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Objective
from pmxl.framework.models import Partner
from pmxl.framework.models import Perspective
from pmxl.framework.models import Target
from pmxl.framework.models import Tolerance
from pmxl.framework.models_settings import Settings
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.terms import Outcome

Q3 = Period(month_index(2022, 10), 3)
"""October to December 2022, the quarter that the tests look at."""

RECEIVED = datetime(2023, 1, 20, 9, 30, tzinfo=UTC)


def measure(id_: str, **changes: Any) -> Measure:
    """A count of three partners that add up, higher being better; change what matters."""
    partners = changes.pop("partners", ("ash", "birch", "cedar"))
    areas = changes.get("areas", ())
    pairs = tuple((p, a) for p in partners for a in (areas or ("",)))
    given = {
        "name": f"Measure {id_}",
        "definition": "What it counts.",
        "objective": "safer",
        "kind": "count",
        "polarity": "higher",
        "frequency": "quarter",
        "accumulate": "flow",
        "pooling": "sum",
        "partners": partners,
        "pairs": pairs,
    }
    return Measure(**{"id": id_, **given, **changes})


def framework(*measures: Measure, **changes: Any) -> Framework:
    """A framework of those measures and three partners; targets, tolerances and the rest as given."""
    given: dict[str, Any] = {
        "settings": Settings(name="Threewoods Partnership"),
        "partners": tuple(Partner(id=i, name=i.title()) for i in ("ash", "birch", "cedar")),
        "areas": (),
        "perspectives": (Perspective(id="community", name="Community"),),
        "objectives": (Objective(id="safer", name="Safer streets", perspective="community", priority="high"),),
        "version": "test",
    }
    return Framework(measures=measures, **{**given, **changes})


def target(id_: str, period: Period = Q3, basis: str = "period", **levels: Any) -> Target:
    """A target row agreed by the Board."""
    return Target(measure=id_, period=period, basis=basis, purpose="manage", agreed_by="the Board", **levels)  # type: ignore[arg-type]


def tolerance(id_: str, rule: str, **settings: Any) -> Tolerance:
    """A tolerance row of one measure."""
    return Tolerance(scope=("measure", id_), rule=rule, **settings)


def figure(
    id_: str, partner: str, value: float | None = None, period: Period = Q3, area: str = "", **more: Any
) -> Figure:
    """A figure; given `parts=(n, d)` its value is worked out in per cent."""
    parts = more.pop("parts", None)
    if parts:
        more |= {"numerator": parts[0], "denominator": parts[1]}
        value = parts[0] * 100 / parts[1]
    return Figure(id_, partner, area, period, value=value, sheet="Return", cell="K9", **more)


def assessed(
    folder: Path, frame: Framework, figures: Iterable[Figure], period: Period = Q3, as_at: datetime | None = None
) -> Assessment:
    """What a ledger of those figures comes to."""
    folder.mkdir(exist_ok=True)
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, figures)
        return assess(frame, ledger, period, as_at=as_at)


def keep(ledger: Ledger, figures: Iterable[Figure], received: datetime = RECEIVED) -> None:
    """Keeps figures in a ledger as if they had been imported at a moment."""
    given = list(figures)
    receipt = Receipt(
        file="past.csv",
        sha256=f"{received.timestamp():064.0f}",
        kind="import",
        outcome=Outcome.READ,
        received_at=received,
        read=len(given),
        kept=len(given),
    )
    ledger.keep([(receipt, given)])


def row(found: Assessment, id_: str, **where: str) -> dict[str, Any]:
    """The one row of a measure: the partnership's, or with partner= or area= that one's."""
    frame = found.partners if "partner" in where else found.areas if "area" in where else found.measures
    for column, value in {"measure": id_, **where}.items():
        frame = frame[frame[column] == value]
    [only] = frame.to_dict("records")
    return {str(key): value for key, value in only.items()}
