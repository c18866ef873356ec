"""Given: what one row of a return (or of a tidy file) says, each cell read once and nothing judged yet."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from pmxl.figures import Figure
from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.framework.models import Measure
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import FIGURES
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import VALUE
from pmxl.returns.limits import NOT_NUMBERS
from pmxl.returns.once import once
from pmxl.returns.reading import NumberReading
from pmxl.terms import GREYS
from pmxl.terms import KEEP_OUT
from pmxl.terms import Severity

Numbers = tuple[float | None, float | None, float | None]
"""Numerator, denominator and value typed, as far as they were given."""


@dataclass(frozen=True)
class Given:
    """A row as given: readings by heading (a blank cell has none), and where each cell stands.

    `findings` were made while reading; an Error among them means that a cell could not be read at all.
    """

    key: Key
    measure: Measure
    sheet: str
    readings: Mapping[str, NumberReading]
    places: Mapping[str, str]
    commentary: str = ""
    provisional: bool = False
    quality: str = ""
    note: str = ""
    findings: tuple[Finding, ...] = field(default=())

    numerator: float | None = field(init=False, compare=False, repr=False)  # where it is a figure
    denominator: float | None = field(init=False, compare=False, repr=False)
    typed: float | None = field(init=False, compare=False, repr=False)  # the value typed by hand, where it is a figure
    has_parts: bool = field(init=False, compare=False, repr=False)  # both parts are figures
    worked_out: float | None = field(init=False, compare=False, repr=False)  # what they make: None of a nought below
    value: float | None = field(init=False, compare=False, repr=False)  # as typed, else as its parts make it
    is_plain: bool = field(init=False, compare=False, repr=False)  # numbers and nothing else: both parts, or the value

    @property
    def is_blank(self) -> bool:
        """True where no cell for a figure holds anything."""
        return not self.readings

    def __post_init__(self) -> None:
        """Works out what dozens of checks ask for; a cached_property would lock at every first look."""
        numerator, denominator, typed = (one and one.value for one in map(self.readings.get, FIGURES))
        has_parts = numerator is not None and denominator is not None
        worked_out = None
        if numerator is not None and denominator:
            worked_out = numerator * self.measure.multiplier / denominator
        whole = worked_out is not None or (typed is not None and numerator is None and denominator is None)
        plain = whole and not self.findings and self.measure.kind not in NOT_NUMBERS
        own = self.__dict__
        own["numerator"], own["denominator"], own["typed"], own["has_parts"] = numerator, denominator, typed, has_parts
        own["worked_out"], own["value"] = worked_out, worked_out if typed is None else typed
        own["is_plain"] = plain and not [one for one in self.readings.values() if not one.is_plain]

    @once
    def marker(self) -> str:
        """The word that stands instead of a figure, "" where there is a figure; the first in the order of the greys."""
        if self.value is not None or self.has_parts:
            return ""
        said = {reading.marker for reading in self.readings.values() if reading.marker}
        return next((grey.value for grey in GREYS if grey in said), next(iter(sorted(said)), ""))

    @property
    def is_withdrawn(self) -> bool:
        """True where an earlier figure is taken back."""
        return any(reading.withdrawn for reading in self.readings.values())

    def place(self, *headings: str) -> str:
        """The address of the first of these cells that was given, else of the first of them."""
        return next((self.places[h] for h in headings if h in self.readings), self.places.get(headings[0], ""))

    @property
    def source(self) -> str:
        """Where the figure stands: the cells of its parts, as `I9:J9`, where they make it; else its value's cell."""
        if self.typed is None and self.has_parts:
            return f"{self.places[NUMERATOR]}:{self.places[DENOMINATOR]}"
        return self.places[VALUE] if self.typed is not None else self.place(VALUE, NUMERATOR, DENOMINATOR)

    def figure(self, *, held: bool) -> Figure:
        """The row as a row of the ledger; its parts go in only together."""
        if self.is_plain:
            marks = (False, False, held, self.provisional)
            said = (self.commentary, self.quality, self.sheet, self.source, self.note)
            return Figure(*self.key, self.numerator, self.denominator, self.value, "", *marks, *said)
        return Figure(
            *self.key,
            numerator=self.numerator if self.has_parts else None,
            denominator=self.denominator if self.has_parts else None,
            value=None if self.is_withdrawn else self.value,
            marker="" if self.is_withdrawn else self.marker,
            low=any(reading.low for reading in self.readings.values()),
            withdrawn=self.is_withdrawn,
            held=held,
            provisional=self.provisional,
            commentary=self.commentary,
            quality=self.quality,
            sheet=self.sheet,
            cell=self.source,
            note=self.note,
        )


def plain_given(
    numbers: Numbers,
    key: Key,
    measure: Measure,
    sheet: str,
    places: Mapping[str, str],
    commentary: str,
    quality: str,
    *,
    provisional: bool,
) -> Given:
    """A row of plain numbers of a kind that has them, no denominator among them nought: nothing is left to find out."""
    numerator, denominator, typed = numbers
    readings = {} if typed is None else {VALUE: NumberReading(typed)}
    if numerator is not None:
        readings = {NUMERATOR: NumberReading(numerator), DENOMINATOR: NumberReading(denominator), **readings}
    made = None if numerator is None or not denominator else numerator * measure.multiplier / denominator
    said = {
        "key": key,
        "measure": measure,
        "sheet": sheet,
        "readings": readings,
        "places": places,
        "commentary": commentary,
        "provisional": provisional,
        "quality": quality,
        "note": "",
        "findings": (),
        "numerator": numerator,
        "denominator": denominator,
        "typed": typed,
        "has_parts": numerator is not None,
        "worked_out": made,
        "value": made if typed is None else typed,
        "is_plain": True,
    }
    given = Given.__new__(Given)
    object.__setattr__(given, "__dict__", said)
    return given


def worst_of(findings: Sequence[Finding]) -> Severity | None:
    """Error where there is one, else Hold, else None: what decides whether a figure goes in."""
    if not findings:
        return None
    said = {finding.severity for finding in findings}
    return next((severity for severity in KEEP_OUT if severity in said), None)
