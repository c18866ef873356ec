"""Who returns a measure, for which areas, and how their figures become one: the cells that say so, worked out."""

from __future__ import annotations

import math
from collections.abc import Hashable
from collections.abc import Iterator
from typing import NamedTuple

from pmxl.findings import Finding
from pmxl.framework.columns import ALL
from pmxl.framework.draft import Draft
from pmxl.framework.draft import Line
from pmxl.framework.draft import Reach
from pmxl.framework.draft import nearest
from pmxl.framework.draft import quoted
from pmxl.framework.draft import unknown
from pmxl.framework.entries.entry import as_number
from pmxl.framework.entries.entry import parts
from pmxl.framework.entries.plain import FALSE
from pmxl.framework.entries.plain import TRUE
from pmxl.framework.faults import Fault
from pmxl.terms import Kind
from pmxl.terms import Pooling

OF_KIND = "kind:"
WEIGHTS = "weights"
WHOLE_SUMS = (1.0, 100.0)
SUM_TOLERANCE = 0.001
"""Shares typed to two places add up to a whole within this much of it."""

USUAL_POOLING = {
    Kind.COUNT: Pooling.SUM,
    Kind.MONEY: Pooling.SUM,
    Kind.PERCENTAGE: Pooling.RATIO,
    Kind.RATE: Pooling.RATIO,
    Kind.RATIO: Pooling.RATIO,
    Kind.MEAN: Pooling.RATIO,
    Kind.MEDIAN: Pooling.NONE,
    Kind.MILESTONE: Pooling.NONE,
    Kind.INDEX: Pooling.WEIGHTS,
    Kind.YES_NO: Pooling.SHARE,
}
"""How each kind of figure pools where nothing is said."""

ALWAYS = (Pooling.LEAD, Pooling.NONE)
SUITED = {
    Kind.COUNT: (Pooling.SUM,),
    Kind.MONEY: (Pooling.SUM,),
    Kind.PERCENTAGE: (Pooling.RATIO, Pooling.WEIGHTS),
    Kind.RATE: (Pooling.RATIO, Pooling.WEIGHTS, Pooling.SUM),
    Kind.RATIO: (Pooling.RATIO, Pooling.WEIGHTS),
    Kind.MEAN: (Pooling.RATIO, Pooling.WEIGHTS),
    Kind.MEDIAN: (),
    Kind.MILESTONE: (),
    Kind.INDEX: (Pooling.WEIGHTS,),
    Kind.YES_NO: (Pooling.SHARE,),
}
"""Other ways that make sense for a kind; a lead's figure, or no pooling at all, always does."""


class Pool(NamedTuple):
    """How a measure pools, with the weights as typed where it pools by weights."""

    pooling: Pooling
    weights: dict[str, float]


def resolve(draft: Draft) -> Iterator[Finding]:
    """Work out who returns each measure and keep it in the draft; a measure that cannot be worked out has None.

    Measures that are asked of the same share one answer: of a programme of thousands each would be as long again.
    """
    known: dict[Hashable, Reach | None] = {}
    for line in draft.of("measures"):
        id_, asked = line.text("id"), (line.several("partners"), line.several("by_area"), line.is_sound("by_area"))
        reach = known.get(asked)
        if reach is None:
            reach, findings = _resolve(draft, line)
            known[asked] = reach
            yield from findings
        draft.reaches[id_] = draft.reaches.get(id_) or reach  # of a doubled id the first row counts


def _resolve(draft: Draft, line: Line) -> tuple[Reach | None, list[Finding]]:
    partners, findings = partners_of(draft, line)
    if not partners:
        return None, findings
    pairs, more = pairs_of(draft, line, partners)
    areas = tuple(dict.fromkeys(area for _, area in pairs if area))
    return Reach(partners, areas, pairs) if pairs else None, [*findings, *more]


def partners_of(draft: Draft, line: Line) -> tuple[tuple[str, ...], list[Finding]]:
    """The partners that return a measure, in order; none where they cannot be made out."""
    items = [item.casefold() for item in line.several("partners")]
    if not items or "partners" in draft.unread or not all(row.get("id") for row in draft.of("partners")):
        return (), []
    found: list[str] = []
    findings: list[Finding] = []
    plain_ids: list[str] = []
    for item in items:
        if item == ALL:
            found += draft.ids("partners")
        elif item.startswith(OF_KIND):
            of_kind, problem = _of_kind(draft, line, item.removeprefix(OF_KIND).strip())
            found += of_kind
            findings += problem
        else:
            plain_ids.append(item)
            found.append(item)
    findings += unknown(draft, line, "partners", plain_ids, "partners")
    ids = set(draft.ids("partners"))  # a programme of thousands is asked of all: `knows` would walk all for each
    known = tuple(id_ for id_ in dict.fromkeys(found) if id_ in ids or draft.knows("partners", id_))
    return ((), findings) if findings else (known, [])


def _of_kind(draft: Draft, line: Line, kind: str) -> tuple[list[str], list[Finding]]:
    kinds = {row.text("kind").casefold() for row in draft.of("partners") if row.get("kind")}
    found = [row.get("id") for row in draft.of("partners") if row.text("kind").casefold() == kind and row.get("id")]
    if found:
        return found, []
    close = nearest(kind, kinds)
    ask = f"Type kind:{close}." if close else "Give partners that kind, or name them by their ids."
    says = f"partners asks for the kind {quoted([kind])}, and no partner is of it."
    return [], [line.finding(Fault.NO_PARTNERS, "partners", says, ask)]


def pairs_of(draft: Draft, line: Line, partners: tuple[str, ...]) -> tuple[tuple[tuple[str, str], ...], list[Finding]]:
    """The (partner, area) pairs of a measure; an area named alone is returned by every partner without its own."""
    items = [item.casefold() for item in line.several("by_area")]
    if not items or (len(items) == 1 and items[0] in FALSE):
        return (() if not line.is_sound("by_area") else tuple((partner, "") for partner in partners)), []
    if "areas" in draft.unread:
        return (), []
    if len(items) == 1 and items[0] in (*TRUE, ALL):
        areas = draft.ids("areas")
        if not areas:
            says, ask = "by_area asks for every area, and there is none.", "Type the areas on the sheet areas."
            return (), [line.finding(Fault.UNKNOWN_REFERENCE, "by_area", says, ask)]
        return tuple((partner, area) for partner in partners for area in areas), []
    shared = [item for item in items if "=" not in item]
    own = [tuple(side.strip() for side in item.split("=", 1)) for item in items if "=" in item]
    findings = list(unknown(draft, line, "by_area", dict.fromkeys([*shared, *(area for _, area in own)]), "areas"))
    findings = findings or list(_check_pairs(line, partners, shared, [partner for partner, _ in own]))
    if findings:
        return (), findings
    pairs = [
        (partner, area) for partner in partners for area in ([area for who, area in own if who == partner] or shared)
    ]
    return tuple(dict.fromkeys(pairs)), []


def _check_pairs(line: Line, partners: tuple[str, ...], shared: list[str], own: list[str]) -> Iterator[Finding]:
    strangers = list(dict.fromkeys(partner for partner in own if partner not in partners))
    if strangers:
        close = nearest(strangers[0], partners)
        ask = f"Type {close}, or add it to partners." if close else "Add it to partners, or take it out of by_area."
        says = (
            f"by_area names {quoted(strangers)}, who {'does' if len(strangers) == 1 else 'do'} not return the measure."
        )
        yield line.finding(Fault.PAIR_WITHOUT_PARTNER, "by_area", says, ask)
        return
    without = [partner for partner in partners if partner not in own]
    if without and not shared:
        says = f"by_area gives {quoted(without)} no area."
        ask = f"Add such as {without[0]}=area, or take {'it' if len(without) == 1 else 'them'} out of partners."
        yield line.finding(Fault.PARTNER_WITHOUT_AREA, "by_area", says, ask)


def pool_of(line: Line) -> Pool | None:
    """How a measure pools; None where its kind or its pooling cannot be made out."""
    kind = line.get("kind")
    if kind is None or not line.is_sound("pooling", "kind"):
        return None
    text = " ".join(line.text("pooling").casefold().split())
    if not text:
        return Pool(USUAL_POOLING[Kind(kind)], {})
    if text.startswith(WEIGHTS) or "=" in text:
        weights = weights_in(text)
        return None if weights is None else Pool(Pooling.WEIGHTS, weights)
    return Pool(Pooling(text), {}) if text in set(Pooling) else None


def weights_in(text: str) -> dict[str, float] | None:
    """`weights a=50; b=50` as numbers by partner; empty where none are given, None where they cannot be read."""
    weights: dict[str, float] = {}
    for item in parts(text.removeprefix(WEIGHTS).strip(" :")):
        partner, sign, share = (piece.strip() for piece in item.partition("="))
        number = as_number(share)
        if not sign or number is None or number < 0 or partner in weights:
            return None
        weights[partner] = number
    return weights


def is_whole(shares: tuple[float, ...]) -> bool:
    """True where shares add up to 1 or to 100, to the precision at which they are typed."""
    total = math.fsum(shares)
    return any(abs(total - whole) <= SUM_TOLERANCE * whole for whole in WHOLE_SUMS)


def as_shares(shares: tuple[float, ...]) -> tuple[float, ...]:
    """The same shares adding up to exactly 1."""
    total = math.fsum(shares)
    return tuple(share / total for share in shares)
