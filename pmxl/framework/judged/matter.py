"""Matters: everything that a review argues about, each with its code, its severity and the guides' words for why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from pmxl.findings import Finding
from pmxl.framework.judged.criterion import PARTNERSHIP_GUIDE
from pmxl.framework.judged.criterion import SEMINAR
from pmxl.framework.judged.criterion import Quote
from pmxl.sheets.cells import address
from pmxl.terms import Severity

QUERY = Severity.QUERY
NOTE = Severity.NOTE
SERIES = "measuring progress toward longer-term outcomes with a series of related indicators"
THREAD = "This clear line of sight is often referred to as the “golden thread”"
BALANCED = "Balanced, giving a picture of what the organisation is doing, covering all areas of significant work"
NAMED = "a named person must be accountable for the collection of the information and the performance itself"

Places = Mapping[str, Mapping[str, int]]
"""The column number of each column of each sheet of the framework's workbook."""


class Matter(Enum):
    """A matter of advice: its code, its severity, what it means, and the guide's words."""

    NOT_SMART = (
        "FRM150",
        QUERY,
        "A target lacks a letter of SMART.",
        Quote("Well-designed targets are often described as SMART"),
    )
    NOT_WORTH = (
        "FRM151",
        QUERY,
        "A target fails a criterion for being a target.",
        Quote("Targets are not always the most appropriate improvement tool"),
    )
    WEAK_MEASURE = (
        "FRM152",
        QUERY,
        "A measure fails one of the eight points.",
        Quote("clear and unambiguous, so data will be collected consistently"),
    )
    FABRIC = (
        "FRM153",
        QUERY,
        "The framework lacks a property of a good system.",
        Quote("the properties of a good system – the FABRIC of performance measurement"),
    )
    UNANSWERED = (
        "FRM154",
        NOTE,
        "Criteria wait for people to answer.",
        Quote("involve those who will deliver and be held accountable for the target"),
    )
    PERSPECTIVES = "FRM155", NOTE, "A perspective has very few of the measures, or most of them.", Quote(BALANCED)
    KINDS = "FRM156", QUERY, "A stage from input to outcome is not measured at all.", Quote(SERIES)
    PURPOSES = (
        "FRM157",
        NOTE,
        "All targets have the same purpose.",
        Quote("Understanding how you want to use a target will help you design and plan for its achievement"),
    )
    NATIONAL = (
        "FRM158",
        NOTE,
        "Every measure is national, or every one local.",
        Quote("wherever possible use existing indicators"),
    )
    LOADED = (
        "FRM159",
        NOTE,
        "One owner answers for a large share of the measures.",
        Quote("Robust, in order to withstand organisational change or individuals leaving"),
    )
    ORPHAN = "FRM160", QUERY, "An objective leads to no plan.", Quote(THREAD, PARTNERSHIP_GUIDE)
    PLAN_BARE = (
        "FRM161",
        QUERY,
        "A plan is served by objectives, and no measure shows it.",
        Quote("demonstrate a contribution towards these high level objectives", PARTNERSHIP_GUIDE),
    )
    CHAIN_BROKEN = "FRM163", QUERY, "A chain from input to outcome is broken.", Quote(SERIES)
    CHAIN_UNSAID = "FRM164", NOTE, "Measures do not say where they stand between input and outcome.", Quote(SERIES)
    TWO_PURPOSES = (
        "FRM165",
        QUERY,
        "Targets of one measure have more than one purpose.",
        Quote("Using a target for more than one reason may be confusing or counterproductive"),
    )
    TOO_MANY = (
        "FRM166",
        QUERY,
        "There are more objectives or measures than people can attend to.",
        Quote("A small number of them will help you focus on a few clear objectives", SEMINAR),
    )
    NO_KEY = (
        "FRM167",
        NOTE,
        "No measure is key, or nearly every one.",
        Quote("a relatively small number of key indicators – 20 to 30"),
    )
    PHANTOM = "FRM168", QUERY, "An owner is nobody.", Quote(NAMED)
    INCAPABLE = (
        "FRM169",
        QUERY,
        "The process, as it runs now, never meets its target.",
        Quote("there is enough predictability in the area of performance for a target to be meaningful"),
    )
    DOUBTFUL = (
        "IMP074",
        QUERY,
        "A target is held against figures that are doubtful or poor.",
        Quote("accurate enough for its intended use"),
    )
    UNREHEARSED = (
        "FRM170",
        NOTE,
        "Tolerances were never tried on the past.",
        Quote("variation is expected or does not pose a major risk"),
    )

    def __init__(self, code: str, severity: Severity, meaning: str, quote: Quote) -> None:
        self.code = code
        self.severity = severity
        self.meaning = meaning
        self.quote = quote


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing argued: the fact, what is asked, and the cell of the framework it is about (row 0: the whole sheet)."""

    matter: Matter
    says: str
    ask: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    measure: str = ""
    quote: Quote | None = None  # None: the matter's own

    @property
    def why(self) -> Quote:
        """The guide's words for why it matters."""
        return self.quote or self.matter.quote

    def cell(self, places: Places) -> str:
        """The address in the framework's workbook; "" where it is about no cell, or the workbook has no such column."""
        known = places.get(self.sheet, {})
        if not self.row or not known:
            return ""
        return address(self.row, known.get(self.column, min(known.values())))

    def finding(self, places: Places, file: str = "") -> Finding:
        """The advice as a finding, with the guide's words between the fact and the request."""
        return Finding(
            self.matter.code,
            self.matter.severity,
            f"{self.says} {self.why}.",
            self.ask,
            file=file,
            sheet=self.sheet,
            cell=self.cell(places),
            part="" if self.sheet else "framework",
            measure=self.measure,
        )
