"""Who takes part in the worked year, where, and to what end. Vennermarsh and everything in it are invented."""

from __future__ import annotations

from typing import Any

Rows = list[dict[str, Any]]

GROUP = "Similar partnerships"
MEMBERS = (
    *("Aldermere", "Brackenfold", "Corrindale", "Dunmarrow", "Eskerbridge", "Farrowmoor", "Gildenhythe"),
    *("Harrowmere", "Inglebrook", "Kestrelford", "Lindenshaw", "Marlowick", "Netherwyke", "Ospreyhope"),
)
"""Whom the partnership is compared with: invented, like itself."""

NAME = "Vennermarsh Together"
YEAR = "2025-26"


def settings() -> Rows:
    """The settings sheet."""
    values = {
        "name": NAME,
        "place": "Vennermarsh",
        "year_starts": 4,
        "currency": "£",
        "deadline_days": 21,
        "officer": "Partnership performance officer",
        "return_to": "performance@vennermarsh.example",
        "amber_edge": "amber",
    }
    return [{"key": key, "value": value} for key, value in values.items()]


def partners() -> Rows:
    """Six partners; the housing association changed its name at the start of 2024-25."""
    columns = ("id", "name", "aliases", "contact", "kind")
    rows = (
        (
            "council",
            "Vennermarsh Borough Council",
            "Vennermarsh Council; VBC",
            "Performance and insight officer",
            "council",
        ),
        ("constabulary", "Vennermarsh Constabulary", "Vennermarsh Police", "Community safety analyst", "police"),
        ("health", "Vennermarsh Health Trust", "Vennermarsh Hospitals", "Head of information", "health"),
        (
            "fire",
            "Vennermarsh Fire and Rescue Service",
            "Vennermarsh Fire and Rescue",
            "Prevention data officer",
            "fire",
        ),
        (
            "homes",
            "Quill and Marsh Homes",
            "Quill Valley Housing Association; QVHA",
            "Neighbourhoods manager",
            "housing",
        ),
        (
            "voluntary",
            "Vennermarsh Voluntary Sector Alliance",
            "Voluntary Sector Alliance",
            "Alliance coordinator",
            "voluntary",
        ),
    )
    return [{**dict(zip(columns, row, strict=True)), "email": f"returns@{row[0]}.vennermarsh.example"} for row in rows]


def areas() -> Rows:
    """Three districts; Quilldale was two until they merged in April 2024."""
    return [
        {"id": "sallowhythe", "name": "Sallowhythe", "aliases": "Sallowhythe Town; Sallow Hythe"},
        {"id": "thrushmarley", "name": "Thrushmarley", "aliases": "Thrush Marley"},
        {"id": "upper-quill", "name": "Upper Quill", "to": "2023-24 Q4", "successor": "quilldale"},
        {"id": "nether-quill", "name": "Nether Quill", "to": "2023-24 Q4", "successor": "quilldale"},
        {"id": "quilldale", "name": "Quilldale", "aliases": "Quilldale District", "from": "2024-25 Q1"},
    ]


def comparators() -> Rows:
    """Fourteen partnerships like Vennermarsh."""
    return [{"group": GROUP, "member": member} for member in MEMBERS]


def perspectives() -> Rows:
    """The four sides of a partnership's scorecard."""
    rows = (
        ("outcomes", "Community outcomes", "Is life in Vennermarsh safer, healthier and fairer?"),
        ("users", "Stakeholders and users", "Do the people we serve get help early, and trust us?"),
        ("process", "Partnership working and process", "Do we act early, together and on time?"),
        ("resources", "Resources and learning", "Do we have the money, people and knowledge for what we mean to do?"),
    )
    return [{"id": i, "name": n, "question": q, "order": order} for order, (i, n, q) in enumerate(rows, 1)]


def objectives() -> Rows:
    """Ten objectives; `parent` is the golden thread from what we do to what it is for."""
    columns = ("id", "name", "perspective", "parent", "plan", "owner", "priority")
    rows = (
        (
            "safer-places",
            "Fewer people are harmed by crime and disorder",
            "outcomes",
            "",
            "Community Safety Plan 2024-27, aim 1",
            "Chief superintendent",
            "high",
        ),
        (
            "safer-homes",
            "Fewer people are hurt by fire at home",
            "outcomes",
            "safer-places",
            "Community Safety Plan 2024-27, aim 3",
            "Area manager, prevention",
            "medium",
        ),
        (
            "well-at-home",
            "People are treated quickly and go home when they are ready",
            "outcomes",
            "",
            "Health and Wellbeing Strategy 2023-28, aim 2",
            "Director of operations",
            "high",
        ),
        (
            "victims-supported",
            "Victims and people at risk are helped quickly by someone with time for them",
            "users",
            "safer-places",
            "Community Safety Plan 2024-27, aim 2",
            "Head of victim services",
            "medium",
        ),
        (
            "homes-kept",
            "Nobody loses a home that could have been kept",
            "users",
            "",
            "Homelessness Strategy 2023-28, aim 1",
            "Head of housing",
            "high",
        ),
        (
            "trusted",
            "Residents trust the services that look after them",
            "users",
            "",
            "Vennermarsh Plan 2030, promise 4",
            "Chief executive",
            "medium",
        ),
        (
            "act-early",
            "We reach people before there is harm",
            "process",
            "safer-homes",
            "Prevention Concordat 2024",
            "Area manager, prevention",
            "medium",
        ),
        (
            "act-together",
            "We share what we know and decide on time",
            "process",
            "victims-supported",
            "Partnership Agreement 2024, part B",
            "Partnership manager",
            "medium",
        ),
        (
            "money-that-works",
            "Shared money is spent as planned, on what has been shown to work",
            "resources",
            "act-early",
            "Pooled Budget Agreement 2024",
            "Director of finance",
            "medium",
        ),
        (
            "people-and-skills",
            "Skilled, healthy staff and volunteers",
            "resources",
            "act-together",
            "People Plan 2024-27",
            "Director of people",
            "medium",
        ),
    )
    return [dict(zip(columns, row, strict=True)) for row in rows]


def hothouse() -> Rows:
    """When a measure leaves the hot-house, where the board agreed on another way out than the usual."""
    columns = ("measure", "exit", "n", "agreed_by", "agreed_on")
    rows = (("burglary", "on target", 1, "Community safety board", "2025-03-18"),)
    return [dict(zip(columns, row, strict=True)) for row in rows]
