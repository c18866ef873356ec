"""Who takes part in the worked year, where, and to what end. Vennermarsh and everything in it are invented."""

from __future__ import annotations

from workbooks.rows import Rows
from workbooks.rows import table

GROUP = "Similar partnerships"
MEMBERS = (
    *("Aldermere", "Brackenfold", "Corrindale", "Dunmarrow", "Eskerbridge", "Farrowmoor", "Gildenhythe"),
    *("Harrowmere", "Inglebrook", "Kestrelford", "Lindenshaw", "Marlowick", "Netherwyke", "Ospreyhope"),
)
"""Whom the partnership is compared with: invented, like itself."""

NAME = "Vennermarsh Together"
YEAR = "2025-26"

SETTINGS = table(
    ("key", "value"),
    ("name", NAME),
    ("place", "Vennermarsh"),
    ("year_starts", 4),
    ("currency", "£"),
    ("deadline_days", 21),
    ("officer", "Partnership performance officer"),
    ("return_to", "performance@vennermarsh.example"),
    ("amber_edge", "amber"),
)

PARTNERS = [
    row | {"email": f"returns@{row['id']}.vennermarsh.example"}
    for row in table(
        ("id", "name", "aliases", "contact", "kind"),
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
]
"""Six partners; the housing association changed its name at the start of 2024-25."""

AREAS: Rows = [
    {"id": "sallowhythe", "name": "Sallowhythe", "aliases": "Sallowhythe Town; Sallow Hythe"},
    {"id": "thrushmarley", "name": "Thrushmarley", "aliases": "Thrush Marley"},
    {"id": "upper-quill", "name": "Upper Quill", "to": "2023-24 Q4", "successor": "quilldale"},
    {"id": "nether-quill", "name": "Nether Quill", "to": "2023-24 Q4", "successor": "quilldale"},
    {"id": "quilldale", "name": "Quilldale", "aliases": "Quilldale District", "from": "2024-25 Q1"},
]
"""Three districts; Quilldale was two until they merged in April 2024."""

COMPARATORS: Rows = [{"group": GROUP, "member": member} for member in MEMBERS]
"""Fourteen partnerships like Vennermarsh."""

PERSPECTIVES = table(
    ("id", "name", "question", "order"),
    ("outcomes", "Community outcomes", "Is life in Vennermarsh safer, healthier and fairer?", 1),
    ("users", "Stakeholders and users", "Do the people we serve get help early, and trust us?", 2),
    ("process", "Partnership working and process", "Do we act early, together and on time?", 3),
    ("resources", "Resources and learning", "Do we have the money, people and knowledge for what we mean to do?", 4),
)
"""The four sides of a partnership's scorecard."""

OBJECTIVES = table(
    ("id", "name", "perspective", "parent", "plan", "owner", "priority"),
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
"""Ten objectives; `parent` is the golden thread from what we do to what it is for."""

HOTHOUSE = table(
    ("measure", "exit", "n", "agreed_by", "agreed_on"),
    ("burglary", "on target", 1, "Community safety board", "2025-03-18"),
)
"""When a measure leaves the hot-house, where the board agreed on another way out than the usual."""
