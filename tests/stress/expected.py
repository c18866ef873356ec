"""What must become of a perturbed return: each figure the same, changed, or named; or the whole file named."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace

ANY = frozenset({"STR", "CEL", "NUM", "VAL", "RET"})
NO_DATA = ("No data", "")


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands in a row: its parts and value, or the words (any of them) that may mark its absence."""

    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    markers: tuple[str, ...] = ("",)


ABSENT = Stand(markers=NO_DATA)


@dataclass(frozen=True, slots=True)
class Expected:
    """What may become of one figure.

    Kept as one of `stands`, or kept out and named by a finding of `families` in one of the cells under `headings`
    (none: anywhere in its row). `must_be_named`: named even where it is kept. `remarks`: a Query beside it is fair.
    """

    stands: tuple[Stand, ...] = ()
    families: frozenset[str] = frozenset()
    headings: tuple[str, ...] = ()
    must_be_named: bool = False
    remarks: bool = False


def same(stand: Stand) -> Expected:
    """The figure as it was, with no word more."""
    return Expected((stand,))


def changed(*stands: Stand) -> Expected:
    """The figure that now stands; a Query beside it is fair, and so is a check that keeps it out."""
    return Expected(stands, frozenset({"VAL"}), remarks=True)


def named(families: str, *headings: str) -> Expected:
    """No figure, and a finding of these families (`CEL NUM`) in one of these cells."""
    return Expected((), frozenset(families.split()), headings)


def read_or_named(families: str, *stands: Stand, headings: tuple[str, ...] = ()) -> Expected:
    """Either one of these figures or a finding of these families."""
    return Expected(stands, frozenset(families.split()), headings, remarks=True)


def also(expected: Expected, families: str) -> Expected:
    """The same, or named by one of these families anywhere in the row."""
    return replace(expected, families=expected.families | frozenset(families.split()), headings=())


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole file is named by a code of these families; `or_read` where reading it right will do as well."""

    families: frozenset[str]
    or_read: bool = False
