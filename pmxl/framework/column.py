"""A column and a sheet of the framework as data, and the columns that several sheets have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import Enum
from enum import auto

Example = str | float | date | None


class Holds(Enum):
    """What a column's cells hold, and so how they are read."""

    ID = auto()  # the row's own id
    REF = auto()  # the id of a row of another sheet
    REFS = auto()  # several ids, separated by ;
    TEXT = auto()
    NAME = auto()
    LIST = auto()  # several texts, separated by ;
    CHOICE = auto()
    YES = auto()
    NUMBER = auto()
    WHOLE = auto()
    LEVEL = auto()  # a number, or a date where the measure is a milestone
    PROFILE = auto()
    PERIOD = auto()
    PERIODS = auto()
    DATE = auto()
    MONTHS = auto()
    SCOPE = auto()
    RULE = auto()
    SETTING = auto()  # read by the key beside it


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, whether it must be filled in, what may be typed, and the words that help.

    `also` maps other spellings to a choice. `low` and `high` bound a number. `refers` is the sheet whose ids are meant.
    `number_format` is how a figure is shown where it is not as typed.
    """

    name: str
    holds: Holds
    help: str
    example: Example = None
    required: bool = False
    choices: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    refers: str = ""
    low: float | None = None
    high: float | None = None
    width: float = 16
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the framework, or of a workbook read like it: what it is for and its columns.

    `needed` means that it must hold at least one row. It is printed on `pages` pages side by side.
    """

    name: str
    purpose: str
    columns: tuple[Column, ...]
    needed: bool = False
    one: str = "row"  # what a row is, in words
    pages: int = 1
    by_name: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns without which the sheet cannot be read."""
        return tuple(column for column in self.columns if column.required)


MEASURE = Column("measure", Holds.REF, "The id of the measure.", "burglary", required=True, refers="measures", width=20)
AGREED_ON = Column("agreed_on", Holds.DATE, "The day on which it was agreed.", date(2026, 3, 12), width=14)


def id_column(help_: str, example: str) -> Column:
    """The id of a row."""
    return Column("id", Holds.ID, help_, example, required=True, width=20)


def name_column(help_: str, example: str, width: float = 32) -> Column:
    """The name of a row as it is printed."""
    return Column("name", Holds.NAME, help_, example, required=True, width=width)


def life_columns(what: str, sheet: str) -> tuple[Column, ...]:
    """From when, to when, and what came after."""
    return (
        Column(
            "from", Holds.PERIOD, f"The first period in which the {what} belongs; blank means always.", "2021-22 Q1"
        ),
        Column("to", Holds.PERIOD, f"The last period in which the {what} belongs; blank means still.", "2025-26 Q4"),
        Column(
            "successor", Holds.REF, f"The id of the {what} that took over after a merger.", None, refers=sheet, width=20
        ),
    )


def aliases_column(example: str) -> Column:
    """Other spellings of a name."""
    return Column(
        "aliases", Holds.LIST, "Other spellings that figures may arrive under, separated by ;", example, width=28
    )


def plain(heading: str) -> str:
    """A heading as it is compared: letters and digits alone, in lower case."""
    return "".join(ch for ch in heading.casefold() if ch.isalnum())
