"""Who has returned and who has not, and what is still open in what they sent."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from pmxl.assess.imported import Came
from pmxl.assess.imported import Open
from pmxl.assess.imported import open_imports
from pmxl.assess.imported import open_in
from pmxl.assess.imported import state_with
from pmxl.assess.kept_out import kept_out
from pmxl.framework.asked import Asked
from pmxl.framework.asked import asked_by_partner
from pmxl.framework.models import Framework
from pmxl.framework.models import Partner
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.terms import Outcome
from pmxl.terms import ReturnState

if TYPE_CHECKING:
    import pandas as pd

REGISTER_COLUMNS = [
    *("partner", "name", "contact", "status", "revision", "file", "received_at", "asked", "kept", "held", "missing"),
    *("refused", "findings", "signed_by", "signed_on"),
]
FINDING_COLUMNS = ["code", "severity", "file", "sheet", "cell", "found", "expected", "says", "ask", "partner"]


class FigureKey(NamedTuple):
    """What a partner's figure is of."""

    measure: str
    area: str
    start: int
    months: int


Keys = Mapping[str, set[FigureKey]]
"""What the figures of each partner are of."""


def came(framework: Framework, period: Period, receipts: Sequence[Receipt], recalled: pd.DataFrame) -> dict[str, Any]:
    """The frames of who has returned, and of what is open in what they sent, and in imports about their figures."""
    imported = open_imports(period, receipts, arrivals(recalled, receipts))
    rows = register(framework, period, receipts, recalled)
    theirs = [imported.get(partner, ()) for partner in rows["partner"]]
    rows["findings"] += [len(found) for found in theirs]
    rows["status"] = [state_with(state, found) for state, found in zip(rows["status"], theirs, strict=True)]
    return {"register": rows, "findings": finding_frame(period, receipts, imported)}


def register(framework: Framework, period: Period, receipts: Iterable[Receipt], recalled: pd.DataFrame) -> pd.DataFrame:
    """The rows of the register as a frame; `recalled` are the ledger's figures, held ones too."""
    import pandas as pd  # here, so that to say where the returns stand starts without it

    is_held = recalled["held"].to_numpy(bool)
    settled, held = (keys_by_partner(columns_of(recalled[some])) for some in (~is_held, is_held))
    rows = registered(framework, period, receipts, settled=settled, held=held)
    return pd.DataFrame(rows, columns=REGISTER_COLUMNS)


def columns_of(figures: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Whose each figure is, and what it is of."""
    return zip(*(figures[name].tolist() for name in ("partner", *FigureKey._fields)), strict=True)


def registered(
    framework: Framework,
    period: Period,
    receipts: Iterable[Receipt],
    *,
    settled: Keys,
    held: Keys,
    wanted: Mapping[str, Sequence[Asked]] | None = None,
) -> list[dict[str, Any]]:
    """One row a partner that exists in the period: its status, the returns that stand, and what is missing.

    Returns count that are of the period or lie in it; where they are of longer ones, that which holds it. Asked is
    kept, held and missing: what the ledger holds now, whatever file it came in, be it `settled` or `held`. Refused are
    those of the missing that came in the returns that stand and were kept out. `wanted` is what is asked of each, where
    it is known: of thousands that is long to find out.
    """
    came = list(receipts)
    latest, collected = standing(period, came), returned_for(period, came)
    everybody = asked_by_partner(framework, period) if wanted is None else wanted
    owing = [everybody if one == period else asked_by_partner(framework, one) for one in collected]
    rows = []
    for partner in framework.partners:
        if not partner.exists_in(period):
            continue
        theirs, mine = latest.get(partner.id, []), {key_of(one): one for one in everybody.get(partner.id, ())}
        owed = sum(partner.id in asked_of for asked_of in owing)
        in_part = len({receipt.period for receipt in theirs if receipt.outcome is not Outcome.REFUSED}) < owed
        kept, waiting = (mine.keys() & known.get(partner.id, set()) for known in (settled, held))
        counts = {"asked": len(everybody.get(partner.id, ())), "kept": len(kept), "held": len(waiting - kept)}
        missing = [mine[key] for key in mine.keys() - kept - waiting]
        rows.append(row_of(partner, theirs, **counts, missing=missing, in_part=in_part))
    return rows


def row_of(
    partner: Partner,
    returns: Sequence[Receipt],
    *,
    asked: int,
    kept: int,
    held: int,
    missing: Sequence[Asked],
    in_part: bool,
) -> dict[str, Any]:
    """One partner's row: who it is, what its returns say, and the counts of its figures."""
    told = of_returns(returns)
    state = state_of(returns, asked, kept, held, is_open=bool(told["findings"]), in_part=in_part)
    return {
        "partner": partner.id,
        "name": partner.name,
        "contact": partner.contact,
        "status": state.value,
        **told,
        "asked": asked,
        "kept": kept,
        "held": held,
        "missing": len(missing),
        "refused": kept_out(missing, returns),
    }


def of_returns(returns: Sequence[Receipt]) -> dict[str, object]:
    """What the register says of a partner's returns: of one its file, of several each with its period."""
    last = returns[-1] if returns else None
    files = [receipt.file if len(returns) == 1 else f"{receipt.period}: {receipt.file}" for receipt in returns]
    return {
        "revision": max((receipt.revision for receipt in returns), default=0),
        "file": "\n".join(files),
        "received_at": max((receipt.received_at for receipt in returns), default=None),
        "findings": sum(finding.is_open for receipt in returns for finding in receipt.findings),
        "signed_by": ", ".join(dict.fromkeys(receipt.signed_by for receipt in returns if receipt.signed_by)),
        "signed_on": last.signed_on if last else None,
    }


def returned_for(period: Period, receipts: Iterable[Receipt]) -> list[Period]:
    """The periods of the returns that tell of a period: itself and those in it, or the shortest one that holds it."""
    every = {receipt.period for receipt in receipts if is_return(receipt) and receipt.period}
    if period.months >= min((one.months for one in every), default=period.months):
        return sorted(one for one in every if period.covers(one))
    holding = [one for one in every if one.covers(period)]
    return [min(holding, key=lambda one: one.months)] if holding else []


def is_return(receipt: Receipt) -> bool:
    """False for an import, and for a file that was read before or is of nobody."""
    return receipt.kind == "return" and bool(receipt.partner) and receipt.outcome is not Outcome.SKIPPED


def standing(period: Period, receipts: Iterable[Receipt]) -> dict[str, list[Receipt]]:
    """The returns that stand for each partner, oldest period first.

    Of each period it is the highest revision that gave figures, else the latest of all.
    """
    came = list(receipts)
    wanted = returned_for(period, came)
    found: dict[tuple[Period, str], Receipt] = {}
    for receipt in came:
        if not is_return(receipt) or receipt.period not in wanted:
            continue
        now = found.get((receipt.period, receipt.partner))
        if now is None or rank(receipt) >= rank(now):
            found[receipt.period, receipt.partner] = receipt
    by_partner: dict[str, list[Receipt]] = {}
    for (_, partner), receipt in sorted(found.items()):
        by_partner.setdefault(partner, []).append(receipt)
    return by_partner


def of_the_period(period: Period, receipts: Iterable[Receipt]) -> dict[str, Receipt]:
    """The return of just this period that stands for each partner."""
    mine = [receipt for receipt in receipts if receipt.period == period]
    return {partner: returns[-1] for partner, returns in standing(period, mine).items()}


def rank(receipt: Receipt) -> tuple[bool, int, float]:
    """One that gave figures before one that gave none, then the higher revision, then the later arrival."""
    return bool(receipt.kept or receipt.held), receipt.revision, receipt.received_at.timestamp()


def key_of(one: Asked) -> FigureKey:
    """The key of what is asked."""
    return FigureKey(one.measure.id, one.area, one.period.start, one.period.months)


def keys_by_partner(figures: Iterable[tuple[Any, ...]]) -> dict[str, set[FigureKey]]:
    """What the figures of each partner are of, told as `columns_of` does."""
    found: dict[str, set[FigureKey]] = {}
    for partner, *key in figures:
        found.setdefault(partner, set()).add(FigureKey(*key))
    return found


def state_of(
    returns: Sequence[Receipt], asked_of: int, kept: int, held: int, *, is_open: bool, in_part: bool = False
) -> ReturnState:
    """Where a partner's returns stand by what came.

    `is_open` where anything in them waits for an answer, `in_part` where others have returned for more of the period.
    """
    if not asked_of:
        return ReturnState.NOTHING_ASKED
    if not returns:  # what was imported or entered need not be returned once more
        return ReturnState.ACCEPTED if kept == asked_of else ReturnState.NOT_RETURNED
    refused = all(receipt.outcome is Outcome.REFUSED for receipt in returns)
    if refused or not (kept or held):
        return ReturnState.REFUSED if refused or any(one.refused for one in returns) else ReturnState.EMPTY
    if in_part:
        return ReturnState.IN_PART
    if is_open or held:  # held for another file's sake too, which no finding of this one tells
        return ReturnState.QUERIED
    return ReturnState.ACCEPTED if kept == asked_of else ReturnState.RETURNED


def finding_frame(period: Period, receipts: Sequence[Receipt], imported: Open) -> pd.DataFrame:
    """Every finding of the returns that stand for a period, and of imports about figures that do, Notes left out."""
    import pandas as pd  # here, as in `register`

    returned = {
        partner: [finding for receipt in returns for finding in receipt.findings if finding.is_open]
        for partner, returns in standing(period, receipts).items()
    }
    rows = [
        {**finding.as_record(), "partner": partner}
        for found in (returned, imported)
        for partner, findings in found.items()
        for finding in findings
    ]
    return pd.DataFrame(rows, columns=FINDING_COLUMNS)


def arrivals(recalled: pd.DataFrame, receipts: Iterable[Receipt]) -> Iterator[Came]:
    """The figures that stand as they came in an import in which something is open."""
    files = [receipt.sha256 for receipt in receipts if receipt.kind == "import" and open_in(receipt)]
    if not files:  # as nearly always: a ledger may hold millions of figures
        return iter(())
    mine = recalled[recalled["sha256"].isin(files)]
    columns = (mine[name].tolist() for name in ("partner", *FigureKey._fields))
    moments = (moment.to_pydatetime() for moment in mine["received_at"])
    return map(Came, *columns, moments)
