"""Criteria: the nine of the EFQM excellence model, and which of them a perspective stands for."""

from __future__ import annotations

from typing import NamedTuple

from pmxl.framework.column import plain


class Criterion(NamedTuple):
    """One criterion: its name, what it asks, and other names it goes by."""

    id: str
    name: str
    question: str
    also: tuple[str, ...] = ()


CRITERIA = (
    Criterion("leadership", "Leadership", "Do leaders set the direction and live by it?"),
    Criterion("people", "People", "Are people able and willing?", ("staff", "workforce")),
    Criterion("strategy", "Strategy", "Do plans follow from what is needed?", ("policyandstrategy", "policystrategy")),
    Criterion(
        "partnerships",
        "Partnerships and resources",
        "Are partners, money and things used well?",
        ("partnershipsresources", "resources", "partnershipandresources"),
    ),
    Criterion(
        "processes",
        "Processes, products and services",
        "Is the work well designed and run?",
        ("process", "processesproductsservices"),
    ),
    Criterion("people-results", "People results", "What do staff say and do?", ("staffresults",)),
    Criterion(
        "customer-results", "Customer results", "What do those served say?", ("customers", "userresults", "users")
    ),
    Criterion("society-results", "Society results", "What does the community gain?", ("society", "community")),
    Criterion(
        "key-results",
        "Key results",
        "Is what was planned achieved?",
        ("businessresults", "keyperformanceresults", "results", "outcomes"),
    ),
)


def criterion_of(id_: str, name: str) -> str:
    """The id of the criterion that a perspective of that id and name stands for; "" where it is none."""
    words = {plain(name.replace("&", "and")), plain(id_)}
    found = (one.id for one in CRITERIA if words & {plain(one.id), plain(one.name), *one.also})
    return next(found, "")
