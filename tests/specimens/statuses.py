"""Eight partners whose returns of a quarter stand each in another way, for tests of the status."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pmxl.assess.awaited_form import AwaitedForm
from pmxl.assess.status import Known
from pmxl.assess.status import Status
from pmxl.assess.status import status
from pmxl.assess.status import told_of
from pmxl.figures import Figure
from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.framework.workbook import read_framework
from pmxl.ledger import Issued
from pmxl.ledger import Ledger
from pmxl.ledger import Query
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.specimens.framework_file import framework_file
from tests.test_batch import ROWS

Q2, Q3 = Period(month_index(2022, 7), 3), Period(month_index(2022, 10), 3)
DUE = date(2023, 1, 21)
SETTINGS = [
    {"key": "name", "value": "Threewoods Partnership"},
    {"key": "deadline_days", "value": 21},
    {"key": "officer", "value": "Performance officer"},
    {"key": "return_to", "value": "returns@threewoods.example"},
]
PARTNERS = ("ash", "birch", "cedar", "elm", "fir", "hazel", "oak", "yew")
QUERY = Finding(
    "VAL007",
    Severity.QUERY,
    "Helped early was 44.0 in 2022-23 Q2 and is 61.0 now.",
    "Confirm the figure or correct it.",
    file="oak return.xlsx",
    sheet="Return",
    cell="D8",
)
UNREADABLE = Finding("STR006", Severity.ERROR, "It is a template of another year.", "Use ours.", file="elm.xlsx")


def on(day: str, hour: int = 10) -> datetime:
    """A moment of a day."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)


@cache
def framework() -> Framework:
    """Eight partners, each asked for two figures, one of which has its own owners."""
    late = {"id": "repeat", "name": "Came back", "data_owner": "Clerk", "performance_owner": "Deputy", "key": "no"}
    partners = [{"id": p, "name": f"{p.title()} Council", "email": f"data@{p}.example"} for p in PARTNERS]
    partners[2]["contact"] = "Ms Cedar"
    rows: dict[str, Any] = {
        **ROWS,
        "settings": SETTINGS,
        "partners": partners,
        "measures": [ROWS["measures"][0], ROWS["measures"][0] | late],
        "targets": [*ROWS["targets"], ROWS["targets"][0] | {"measure": "repeat"}],
        "tolerances": [*ROWS["tolerances"], ROWS["tolerances"][0] | {"measure": "repeat"}],
    }
    with TemporaryDirectory() as place:
        framework_file(rows, Path(place) / "framework.xlsx")
        read, findings = read_framework(Path(place) / "framework.xlsx")
    assert read is not None, findings
    return read


def issued(partner: str, period: Period = Q3, revision: int = 1, due: date | None = DUE) -> Issued:
    """A workbook that was sent."""
    return Issued(
        partner=partner,
        period=period,
        revision=revision,
        fingerprint="",
        framework="",
        file=f"{partner}{'' if revision == 1 else f'-r{revision}'}.xlsx",
        issued_at=on("2023-01-03"),
        due=due,
    )


def came(
    partner: str, day: str, *figures: str, period: Period = Q3, findings: tuple[Finding, ...] = (), **more: Any
) -> Any:
    """A return with figures of these measures; `(early)` is held, `early!` has a commentary."""
    given = [
        Figure(
            name.strip("()!"),
            partner,
            "",
            period,
            numerator=40,
            denominator=100,
            held=name.startswith("("),
            commentary="As expected." if name.endswith("!") else "",
        )
        for name in figures
    ]
    held = sum(figure.held for figure in given)
    receipt = Receipt(
        file=f"{partner} return.xlsx",
        sha256=f"{partner}{day}{period}{figures}",
        kind="return",
        outcome=Outcome.FINDINGS if findings else Outcome.READ,
        received_at=on(day),
        partner=partner,
        period=period,
        revision=1,
        findings=findings,
        read=len(given),
        kept=len(given) - held,
        held=held,
    )
    return replace(receipt, **more), given


EVERY_STATE = (
    came("ash", "2023-01-19", "early!", "repeat!"),
    came("cedar", "2023-01-24", "early"),
    replace(came("elm", "2023-01-20", findings=(UNREADABLE,))[0], outcome=Outcome.REFUSED, file="elm.xlsx"),
    came("oak", "2023-01-20", "early", "(repeat)", findings=(QUERY,), file="oak return.xlsx"),
    came("ash", "2022-10-30", "early", "repeat", period=Q2),
    came("oak", "2022-10-18", "early", "repeat", period=Q2),
)
"""Ash accepted, Cedar returned in part and late, Elm refused, Oak queried; Birch, Fir and Hazel were sent one."""
SENT = (
    *(issued(partner) for partner in PARTNERS[:7]),
    *(issued(partner, Q2, due=None) for partner in ("ash", "cedar", "oak")),
    issued("fir", revision=2, due=date(2023, 2, 3)),
)


def standing(
    today: date,
    *entries: Any,
    sent_out: tuple[Issued, ...] = SENT,
    of: Framework | None = None,
    queries: tuple[Query, ...] = (),
    awaited: tuple[AwaitedForm, ...] = (),
    every: bool = False,
) -> Status:
    """The status on a day, by a ledger that took these; from what is told of, or from `every` figure."""
    starts = None if every else told_of(of or framework(), Q3, sent_out)
    with Ledger.open("sqlite://") as ledger:
        ledger.keep([entry if isinstance(entry, tuple) else (entry, ()) for entry in entries or EVERY_STATE])
        known = Known(
            receipts=ledger.receipts(),
            issued=sent_out,
            outlines=ledger.outlines(starts=starts),
            brought=ledger.brought(),
            disputes=ledger.disputes(),
            queries=queries,
            awaited=awaited,
        )
    return status(of or framework(), Q3, known, today)


TODAY = date(2023, 1, 31)


def column(found: Status, name: str) -> dict[str, Any]:
    """A column by partner."""
    return {row["partner"]: row[name] for row in found.partners}


def body(found: Status, partner: str) -> str:
    """The letter to a partner."""
    return next(letter.body for letter in found.letters if letter.partner == partner)
