"""Words: what the public file says of itself, the same in the workbook and on the page."""

from __future__ import annotations

from pmxl.assess.assessment import DRAFT
from pmxl.assess.disclosed import Disclosed
from pmxl.periods import day_in_words
from pmxl.plural import plural
from pmxl.reports.band import when
from pmxl.reports.figure import rows_of
from pmxl.reports.legend import MEANINGS as RATINGS
from pmxl.reports.legend import counted_as_met
from pmxl.reports.public.datum import MEANINGS
from pmxl.reports.summary import names
from pmxl.terms import COLOURS
from pmxl.terms import Rating

LANGUAGE = "en-GB"
STATUS = "Status"
MEANT = {**RATINGS, Rating.RED: "beyond the agreed tolerance"}
NOT_YET = "Not published. This is a draft to be looked at, and its figures may still change."


def title(found: Disclosed) -> str:
    """`Vennermarsh Together: performance, 2025-26 Q3`."""
    shown = found.assessment
    return f"{shown.framework.settings.name}: performance, {shown.period.label}"


def facts(found: Disclosed) -> list[tuple[str, str]]:
    """What stands on the cover, as heading and words."""
    shown, settings = found.assessment, found.assessment.framework.settings
    contact = ", ".join(filter(None, (settings.officer, settings.return_to)))
    lines = [
        ("Period", when(shown)),
        ("Place", settings.place),
        (STATUS, shown.status),
        ("Published on", published_on(found)),
        ("Contact", contact or "The partnership's office"),
        ("Made by", f"pmxl, from framework {shown.framework.version}"),
    ]
    return [(heading, words) for heading, words in lines if words]


def published_on(found: Disclosed) -> str:
    """The day of publication, or that there was none."""
    shown = found.assessment
    if shown.status == DRAFT:
        return NOT_YET
    by = f" by {shown.published_by}" if shown.published_by else ""
    day = day_in_words(shown.made_at.date())
    return f"{day}{by}" if shown.status == "PUBLISHED" else f"Not published. Figures {shown.status.lower()}."


def summary(found: Disclosed) -> str:
    """`7 measures: 3 Green, 2 Amber, 1 Red. 1 without a colour and not counted (1 No data).`"""
    ratings = found.assessment.measures["rating"]
    counts = [f"{int((ratings == one).sum())} {one}" for one in COLOURS if (ratings == one).any()]
    grey = len(ratings) - int(ratings.isin([one.value for one in COLOURS]).sum())
    told = ", ".join(counts) or "none has a colour"
    rest = f" {grey} without a colour and not counted ({grey_words(found)})." if grey else ""
    return f"{plural(len(ratings), 'measure')}: {told}.{rest}"


def grey_words(found: Disclosed) -> str:
    """`1 No data, 2 Not due`."""
    ratings = found.assessment.measures["rating"]
    return ", ".join(
        f"{(ratings == one).sum()} {one}" for one in Rating if not one.is_colour and (ratings == one).any()
    )


def notes(found: Disclosed) -> list[tuple[str, str]]:
    """Marks, ratings and what to know about the figures, as sign and words."""
    used = {*found.assessment.measures["rating"], *found.assessment.partners["rating"]}
    colours = [one for one in COLOURS if one is not Rating.BLUE or one in used]
    lines = [(sign, f"{words[0].upper()}{words[1:]}.") for sign, words in MEANINGS.items()]
    lines += [(str(one), f"{MEANT[one][0].upper()}{MEANT[one][1:]}.") for one in colours]
    near = counted_as_met(found.assessment)
    if near:
        lines.append(("Green, short of target", f"By no more than was agreed to count as met: {names(near)}."))
    lines += [
        ("Improving, Worsening", "Better and worse than the period compared with, not up and down."),
        ("Small numbers", small_numbers(found)),
        ("Rounding", "Figures are rounded as published, half away from zero; ratings compare them so."),
        ("Percentages", "The partnership's percentage is made of all its cases, not of its partners' percentages."),
    ]
    rows = rows_of(found.assessment.measures)
    if any(row["at_least"] for row in rows):
        lines.append(("At least so far", "A sum in which the figures of some partners are missing."))
    if any(row["provisional"] for row in rows):
        lines.append(("Provisional", "The figure may still change."))
    return lines


def small_numbers(found: Disclosed) -> str:
    """What is hidden and why."""
    if found.below <= 1:
        return "No small numbers of cases are hidden in this file."
    return (
        f"Numbers of cases from 1 to {found.below - 1} are hidden so that nobody can be recognised, with every figure "
        "made of them, and as many others as it takes for no total to give them away. Where a figure of a measure is "
        "hidden, what partners say of it is left out too."
    )
