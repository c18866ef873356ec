"""Checks of the measures: who leads them, how they pool, which way is better, and when they live."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.draft import Draft
from pmxl.framework.draft import Line
from pmxl.framework.draft import Reach
from pmxl.framework.draft import nearest
from pmxl.framework.draft import one_of
from pmxl.framework.draft import quoted
from pmxl.framework.faults import Fault
from pmxl.framework.reach import ALWAYS
from pmxl.framework.reach import SUITED
from pmxl.framework.reach import WEIGHTS
from pmxl.framework.reach import is_whole
from pmxl.framework.reach import pool_of
from pmxl.framework.reach import weights_in
from pmxl.rules.spoken import agreed_amount
from pmxl.terms import Accumulate
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Pooling

PERCENT = 100.0
UNSUITED_POLARITIES = {
    Kind.YES_NO: (Polarity.RANGE, Polarity.NEAREST),
    Kind.MILESTONE: (Polarity.RANGE, Polarity.NEAREST),
}


def pooling_unreadable(draft: Draft) -> Iterator[Finding]:
    """The pooling is no word that anybody knows, or its weights cannot be read."""
    for line in draft.of("measures"):
        text = line.text("pooling").casefold()
        if not text or not line.is_sound("pooling") or text in set(Pooling):
            continue
        if text.startswith(WEIGHTS) or "=" in text:
            if weights_in(text) is None:
                says = f"The weights “{line.text('pooling')}” cannot be read."
                ask = "Type them as weights a=50; b=50 with the partners' ids, each once."
                yield line.finding(Fault.BAD_POOLING, "pooling", says, ask)
            continue
        says = f"pooling is “{line.text('pooling')}”, which is not known."
        ask = one_of(text, tuple(Pooling), optional=True)
        yield line.finding(Fault.BAD_POOLING, "pooling", says, ask, ", ".join(Pooling))


def pooling_unsuited(draft: Draft) -> Iterator[Finding]:
    """Figures of this kind do not pool that way: percentages do not add up, counts have no denominator."""
    for line in draft.of("measures"):
        pool = pool_of(line)
        if pool is None or pool.pooling in (*ALWAYS, *SUITED[Kind(line.get("kind"))]):
            continue
        choices = ", ".join((*SUITED[Kind(line.get("kind"))], *ALWAYS))
        says = f"A measure of the kind {line.get('kind')} does not pool by {pool.pooling}."
        yield line.finding(
            Fault.POOLING_UNSUITED, "pooling", says, f"Type one of: {choices}; or leave it blank.", choices
        )


def weights_wrong(draft: Draft) -> Iterator[Finding]:
    """Weights that are missing, that name other partners than the measure's, or that do not add up."""
    for line in draft.of("measures"):
        pool, reach = pool_of(line), draft.reaches.get(line.text("id"))
        if pool is None or pool.pooling is not Pooling.WEIGHTS:
            continue
        if reach is not None and (finding := _weights_and_partners(line, pool.weights, reach)):
            yield finding
        elif pool.weights and not is_whole(tuple(pool.weights.values())):
            total = sum(pool.weights.values())
            says = f"The weights add up to {total:g}."
            yield line.finding(Fault.WEIGHTS_SUM, "pooling", says, "Change them so that they add up to 1 or to 100.")


def _weights_and_partners(line: Line, weights: dict[str, float], reach: Reach) -> Finding | None:
    strangers = [partner for partner in weights if partner not in reach.partners]
    without = [partner for partner in reach.partners if partner not in weights]
    if strangers:
        close = nearest(strangers[0], reach.partners)
        says = f"The weights name {quoted(strangers)}, who {_do(strangers)} not return the measure."
        ask = f"Type {close}." if close else "Take the weight out, or add the partner to partners."
    elif without and (weights or len(reach.partners) > 1):
        says = f"{quoted(without)} {'has' if len(without) == 1 else 'have'} no weight."
        ask = f"Type in pooling such as weights {'; '.join(f'{partner}=…' for partner in reach.partners)}."
    else:
        return None
    return line.finding(Fault.WEIGHTS_PARTNERS, "pooling", says, ask)


def _do(names: list[str]) -> str:
    return "does" if len(names) == 1 else "do"


def lead_wrong(draft: Draft) -> Iterator[Finding]:
    """The lead is none of the measure's partners, or figures pool by a lead that is not named."""
    for line in draft.of("measures"):
        reach, lead = draft.reaches.get(line.text("id")), line.get("lead")
        pool = pool_of(line)
        if lead and reach is not None and lead not in reach.partners:
            close = nearest(lead, reach.partners)
            says = f"The lead “{lead}” is none of the partners that return the measure."
            ask = f"Type {close}." if close else f"Name one of: {', '.join(reach.partners)}."
            yield line.finding(Fault.LEAD_NOT_PARTNER, "lead", says, ask)
        elif not lead and line.is_sound("lead") and pool is not None and pool.pooling is Pooling.LEAD:
            says = "pooling is lead, and no lead is named."
            yield line.finding(Fault.LEAD_NOT_PARTNER, "lead", says, "Type the id of the partner whose figure stands.")


def polarity_unsuited(draft: Draft) -> Iterator[Finding]:
    """A yes/no or a milestone cannot lie inside a range or near a target."""
    for line in draft.of("measures"):
        kind, polarity = line.get("kind"), line.get("polarity")
        if kind and polarity in UNSUITED_POLARITIES.get(Kind(kind), ()):
            says = f"A measure of the kind {kind} cannot have the polarity {polarity}."
            yield line.finding(Fault.POLARITY_UNSUITED, "polarity", says, "Type higher, lower or none.")


def yearly_cumulative(draft: Draft) -> Iterator[Finding]:
    """A yearly measure cannot build up through the year."""
    for line in draft.of("measures"):
        if line.get("frequency") == Frequency.YEAR and line.get("accumulate") == Accumulate.CUMULATIVE:
            says = "The measure is reported once a year, and is said to be cumulative."
            yield line.finding(Fault.YEARLY_CUMULATIVE, "accumulate", says, "Type flow, or correct the frequency.")


def multiplier_unusual(draft: Draft) -> Iterator[Finding]:
    """A multiplier that is nought or less, or a percentage with another than 100, or one where nothing is divided."""
    for line in draft.of("measures"):
        kind, multiplier = line.get("kind"), line.get("multiplier")
        if kind is None or multiplier is None:
            continue
        if multiplier <= 0:
            says = f"The multiplier is {agreed_amount(multiplier)}."
            yield line.finding(Fault.OUT_OF_BOUNDS, "multiplier", says, "Type a number above 0, or leave it blank.")
        elif kind == Kind.PERCENTAGE and multiplier != PERCENT:
            says = f"The multiplier of a percentage is {agreed_amount(multiplier)}, not 100."
            yield line.finding(
                Fault.MULTIPLIER, "multiplier", says, "Leave it blank, or say that the measure is a rate."
            )
        elif not Kind(kind).of_two_parts and multiplier != 1:
            says = f"The multiplier is {agreed_amount(multiplier)}, and a {kind} is not divided, so it is not used."
            yield line.finding(Fault.MULTIPLIER, "multiplier", says, "Leave it blank, or correct the kind.")


def lives_backwards(draft: Draft) -> Iterator[Finding]:
    """A measure's first period lies after its last."""
    for line in draft.of("measures"):
        first, last = line.get("first_period"), line.get("last_period")
        if first and last and first.first_day > last.last_day:
            says = f"The first period is {first.label} and the last is {last.label}."
            yield line.finding(Fault.WRONG_ORDER, "last_period", says, "Correct first_period or last_period.")


def unknown_groups(draft: Draft) -> Iterator[Finding]:
    """A measure is compared with a group that the comparators sheet does not have."""
    groups = {line.text("group").casefold(): line.text("group") for line in draft.of("comparators")}
    for line in draft.of("measures"):
        group = line.get("comparison_group")
        if group and group.casefold() not in groups and "comparators" not in draft.unread:
            close = nearest(group, groups.values())
            says = f"The group “{group}” is not on the sheet comparators."
            ask = f"Type {close}, or add the group." if close else "Add its members to comparators, or clear the cell."
            yield line.finding(Fault.UNKNOWN_GROUP, "comparison_group", says, ask)


CHECKS = (
    pooling_unreadable,
    pooling_unsuited,
    weights_wrong,
    lead_wrong,
    polarity_unsuited,
    yearly_cumulative,
    multiplier_unusual,
    lives_backwards,
    unknown_groups,
)
