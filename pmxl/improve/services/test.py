"""The six tests by which a service review is considered, each with the guide's words and who can answer it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pmxl.improve.logbook import columns_reviews as sheet


@dataclass(frozen=True, slots=True)
class SixTest:
    """One test: its number, the word on the sheet reviews, its name, the guide's words, and whether figures answer."""

    number: int
    key: str
    name: str
    words: str
    from_figures: bool = False


LEVEL = SixTest(
    1,
    sheet.LEVEL,
    "Level or cost",
    "reporting indicates there is a problem with service level or cost, particularly in priority areas",
    from_figures=True,
)
USERS = SixTest(
    2,
    sheet.USERS,
    "Users' voice",
    "satisfaction levels, complaints or other citizen challenges indicate there is a service provision issue",
    from_figures=True,
)
POLICY = SixTest(3, sheet.POLICY, "Policy shift", "there is a major shift of policy covering the service area")
NEED = SixTest(4, sheet.NEED, "Still needed?", "it is unclear whether a service is still needed")
CASE = SixTest(5, sheet.CASE, "New set-up", "there seems to be a good case for a new service or service configuration")
OTHERS = SixTest(
    6,
    sheet.OTHERS,
    "With others",
    "there is a clear opportunity to work with other organisations to deliver common services",
)
SIX = (LEVEL, USERS, POLICY, NEED, CASE, OTHERS)


class Result(StrEnum):
    """What a test says: it holds, so a review should be considered; it does not; or nobody has said."""

    HOLDS = "Holds"
    NOT = "Does not hold"
    NOT_SAID = "Not said"


@dataclass(frozen=True, slots=True)
class Tested:
    """A test of one service with its result, the evidence in words, and its row in the logbook (0: none)."""

    test: SixTest
    result: Result
    evidence: str
    row: int = 0
