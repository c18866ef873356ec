"""What a new framework workbook holds before anybody has typed a word: usual settings, four perspectives and six
audiences.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.framework.column import plain
from pmxl.framework.columns_audiences import DIRECTORS
from pmxl.framework.columns_audiences import EXECUTIVE
from pmxl.framework.columns_audiences import MANAGERS
from pmxl.framework.columns_audiences import MEMBERS
from pmxl.framework.columns_audiences import PARTNER
from pmxl.framework.columns_audiences import PLAIN
from pmxl.framework.columns_audiences import PUBLIC
from pmxl.framework.columns_audiences import STACKED
from pmxl.framework.setting import SETTING_ROWS

PERSPECTIVES: tuple[Mapping[str, object], ...] = (
    {
        "id": "outcomes",
        "name": "Community outcomes",
        "question": "Is life getting better for the people and places we serve?",
        "order": 1,
    },
    {
        "id": "users",
        "name": "Stakeholders and users",
        "question": "How well do we serve those who rely on us?",
        "order": 2,
    },
    {
        "id": "process",
        "name": "Partnership working and process",
        "question": "Do we work well together, and do the right things promptly?",
        "order": 3,
    },
    {
        "id": "resources",
        "name": "Resources and learning",
        "question": "Do we have the money, people and skills, and do we learn?",
        "order": 4,
    },
)
"""A neutral start for any public partnership, to be adapted to local needs."""


AUDIENCES: tuple[Mapping[str, object], ...] = (
    {
        "id": "executive",
        "name": "Executive board",
        "for": EXECUTIVE,
        "measures": "key",
        "pages": "questions; exceptions; measures; goalposts; method",
        "order": 1,
    },
    {
        "id": "members",
        "name": "Members",
        "for": MEMBERS,
        "layout": STACKED,
        "measures": "key",
        "columns": "actual; target; rating; travel; trend; year end",
        "pages": "questions; exceptions; measures; method",
        "order": 2,
    },
    {
        "id": "directors",
        "name": "Directors",
        "for": DIRECTORS,
        "pages": "questions; perspectives; exceptions; measures; partners; areas; contributions; goalposts; quality; "
        "returned; method",
        "order": 3,
    },
    {"id": "managers", "name": "Service managers", "for": MANAGERS, "layout": PLAIN, "order": 4},
    {
        "id": "partner",
        "name": "Each partner",
        "for": PARTNER,
        "layout": STACKED,
        "columns": "actual; target; rating; travel; last year; trend; signal; year end",
        "pages": "perspectives; questions; exceptions; measures; contributions; returned; method; data",
        "order": 5,
    },
    {
        "id": "public",
        "name": "The public",
        "for": PUBLIC,
        "layout": PLAIN,
        "columns": "actual; target; rating; travel; trend",
        "pages": "method",
        "order": 6,
    },
)
"""The six audiences of a partnership: whom they are, and what each usually needs. They stand where none is named."""


def settings_rows(given: Sequence[Mapping[str, object]], name: str, *, new: bool) -> list[dict[str, object]]:
    """Every setting in its order: as given, else blank, or in a new workbook its usual value; then any others."""
    known = {plain(row.key) for row in SETTING_ROWS}
    values = {plain(str(row.get("key", ""))): row.get("value") for row in given}
    rows: list[dict[str, object]] = [
        {"key": row.key, "value": values.get(plain(row.key), row.usual if new else None)} for row in SETTING_ROWS
    ]
    if name and not rows[0]["value"]:
        rows[0]["value"] = name
    return rows + [dict(row) for row in given if plain(str(row.get("key", ""))) not in known]
