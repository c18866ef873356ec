"""The sheets behind the year's page: perspectives in full, successes, exceptions, forecasts, goalposts and the rest."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence

from pmxl.assess.annual.annual import Annual
from pmxl.assess.annual.foretold import held
from pmxl.assess.annual.lessons import FROM_FIGURES
from pmxl.assess.annual.requirements import State
from pmxl.assess.annual.updates import of as said_of
from pmxl.plural import plural
from pmxl.reports import goalposts as goals
from pmxl.reports import mark
from pmxl.reports.across import with_across
from pmxl.reports.annual.listed import listed
from pmxl.reports.annual.together import together
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import actual
from pmxl.reports.figure import aside
from pmxl.reports.figure import figure
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import target
from pmxl.reports.figure import text
from pmxl.reports.listing import Field
from pmxl.reports.look import AIM
from pmxl.reports.look import FIGURE
from pmxl.reports.look import MOVED
from pmxl.reports.look import NAME
from pmxl.reports.look import PLAIN
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.reports.named import titled
from pmxl.reports.named import under
from pmxl.reports.perspective import EVERY
from pmxl.reports.places import MEASURES
from pmxl.reports.trigger import plainly
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Rating
from pmxl.terms import Strength

SUCCESSES, EXCEPTIONS, FORECASTS, GOALPOSTS = "Successes", "Exceptions", "Forecasts", "Goalposts"
LESSONS, AWAITED, REQUIREMENTS = "Lessons", "Not in yet", "Minimum requirements"
MANY_NAMES = 300
"""Letters of names that want more room than what is said of them."""
WIDE_A3, WIDE_A4 = 235.0, 150.0
"""Characters of all columns together: a narrow sheet prints in a corner of its page."""
STATES = {
    State.MET: Rating.GREEN,
    State.IN_PART: Rating.AMBER,
    State.NOT_MET: Rating.RED,
    State.NOT_YET: Rating.NOT_DUE,
}
FORECAST_NOTE = (
    "Each quarter's forecast is worked out from the figures up to that quarter as they are known today. Its range is "
    "to hold the outcome four times in five. The manager's own forecast stands beside it where one was given."
)
SUCCESS_NOTE = (
    "Turned round: missed a year before, met now. The other words say what they mean; the lead link officers' own "
    "words stand beside the figures where their update forms are in."
)
EXCEPTION_NOTE = (
    "A measure is listed when an agreed trigger fired in a quarter, or when it was Red. What was done is what "
    "action plans say, and what partners and lead link officers said of it, word for word."
)


def named(row: Row) -> Cell:
    """A measure's name with its unit small under it."""
    return under(row["name"], aside(row) if row.get("unit") is not None else "", look=NAME)


def perspective_sheets(annual: Annual, names: dict[str, str]) -> Iterator[SheetPlan]:
    """A sheet for each perspective, or one for all: `names` are its sheets' names by perspective."""
    found = with_across(annual.whole, rows_of(annual.outcomes))
    every = [(one, about_it(found, one)) for one in rows_of(annual.perspectives)]
    if len(set(names.values())) < len(names):
        about = {one["perspective"]: heading(one) for one, _ in every}
        whole = [row for _, rows in every for row in rows]
        yield in_full(annual, MEASURES, whole, title=EVERY, over=lambda row: about[row["perspective"]])
        return
    for one, rows in every:
        yield in_full(annual, names[one["perspective"]], rows, title=one["name"], aside=asked(one))


def about_it(rows: Sequence[Row], one: Row) -> list[Row]:
    """The measures of a perspective as their year came out."""
    return [row for row in rows if row["perspective"] == one["perspective"]]


def in_full(
    annual: Annual,
    name: str,
    rows: Sequence[Row],
    *,
    title: str,
    aside: str = "",
    over: Callable[[Row], Rich] | None = None,
) -> SheetPlan:
    """The sheet of these measures with all that is known of their year."""
    fields = outcome_fields(annual)
    return listed(annual, name, fields, rows, title=title, aside=aside, least=WIDE_A3, paper="A3", over=over)


def asked(one: Row) -> str:
    """A perspective's question, and how many of its targets were achieved, if any can be judged."""
    judged = one["achieved"] + one["narrowly"] + one["missed"]
    met = f"{one['achieved']} of {plural(judged, 'target')} achieved" if judged else ""
    return " · ".join(piece for piece in (one["question"], met) if piece)


def heading(one: Row) -> Rich:
    """A perspective's name with its question and how many of its targets were achieved."""
    return titled(one["name"], asked(one))


def outcome_fields(annual: Annual) -> tuple[Field, ...]:
    """The columns of a perspective's sheet: the year, its quarters, and what was said of it."""
    labels = [quarter.period.label.rpartition(" ")[2] for quarter in annual.quarters]
    objectives = {one.id: one.name for one in annual.framework.objectives}

    def said(field: str, row: Row) -> Cell:
        return text(said_of(annual.updates, row["measure"], field), TEXT)

    return (
        Field("Measure", 30, NAME, lambda r: under(r["name"], aside(r), objectives[r["objective"]], look=NAME)),
        Field("Outcome", 12, FIGURE, lambda r: actual(r, FIGURE)),
        Field("Target", 12, PLAIN, lambda r: target(r, PLAIN)),
        Field("Rating", 15, RATED, lambda r: mark.rating(r["rating"], RATED)),
        Field("Year before", 11, AIM, lambda r: figure(r, r["value_before"], AIM)),
        Field("Rated then", 15, RATED, lambda r: mark.rating_told(r["rating_before"], RATED.but(bold=False))),
        *(
            Field(label, 12.5, TEXT, lambda r, n=n: quarter_mark(r["through"][n]))  # type: ignore[misc]
            for n, label in enumerate(labels)
        ),
        Field("On the year before", 24, MOVED, lambda r: mark.travel_told(r["travel"], r["travel_words"], MOVED)),
        Field("Why", 34, TEXT, lambda r: text(r["why"], TEXT)),
        Field("What was achieved", 26, TEXT, lambda r: said("achieved", r), optional=True),
        Field("What was not, and why", 28, TEXT, lambda r: reasons(annual, r), optional=True),
        Field("Next year", 20, TEXT, lambda r: said("next_year", r), optional=True),
    )


def quarter_mark(rating: str) -> Cell:
    """The rating of a quarter as shape and word without a tint; grey words small."""
    if not rating:
        return text("", TEXT)
    return mark.stands(Rating(rating), rating, TEXT.but(size=9.5, bold=Rating(rating).is_colour), tinted=False)


def reasons(annual: Annual, row: Row) -> Cell:
    """What was not achieved, and the reasons given, one under the other."""
    parts = [said_of(annual.updates, row["measure"], field) for field in ("not_achieved", "reasons")]
    return text("\n".join(part for part in parts if part), TEXT)


def plan_successes(annual: Annual) -> SheetPlan:
    """What went well, and what officers say was achieved."""
    fields = (
        Field("Measure", 38, NAME, named),
        Field("What kind", 30, TEXT, lambda r: (r["kind_of_success"], TEXT)),
        Field("Rating", 15, RATED, lambda r: mark.rating(r["rating"], RATED)),
        Field("What went well", 62, TEXT, lambda r: text(r["words"], TEXT)),
        Field(
            "In the officer's words",
            44,
            TEXT,
            lambda r: text(said_of(annual.updates, r["measure"], "achieved"), TEXT),
            optional=True,
        ),
    )
    rows = rows_of(annual.successes)
    aside_ = f"{plural(len(rows), 'measure')} that went well"
    return listed(annual, SUCCESSES, fields, rows, aside=aside_, note=SUCCESS_NOTE, empty=NONE_YET, least=WIDE_A4)


NONE_YET = "No success of the year can be told from the figures that are in."


def plan_exceptions(annual: Annual) -> SheetPlan:
    """What departed from what was agreed, what was done about it, and how it ended."""
    fields = (
        Field("Measure", 32, NAME, named),
        Field("Quarters", 14, TEXT, lambda r: (r["quarters"], TEXT)),
        Field("Asked for", 13, TEXT, lambda r: ("action" if r["strength"] == Strength.ACT else "watching", TEXT)),
        Field("What fired", 28, TEXT, lambda r: (fired(r["triggers"]), TEXT)),
        Field("What was done about it", 96, TEXT, lambda r: text(r["done"], TEXT)),
        Field("How it ended", 32, TEXT, lambda r: (r["ended"], TEXT)),
        Field("Rating of the year", 15, RATED, lambda r: mark.rating(r["rating"], RATED)),
    )
    rows = rows_of(annual.exceptions)
    empty = "No exceptions: no agreed trigger fired in the year and nothing was Red."
    aside_ = f"{plural(len(rows), 'measure')} in the year"
    return listed(annual, EXCEPTIONS, fields, rows, aside=aside_, note=EXCEPTION_NOTE, empty=empty, paper="A3")


def fired(triggers: str) -> str:
    """What fired in plain words with its quarters, a line each: `worse 2 periods running: Q2, Q3`."""
    parts = (line.rpartition(": ") for line in triggers.splitlines())
    return "\n".join(f"{plainly(trigger)}: {quarters}" for trigger, _, quarters in parts)


def plan_forecasts(annual: Annual) -> SheetPlan:
    """What was forecast of the year's end in each quarter, beside what came."""
    fields = (
        Field("Measure", 40, NAME, named),
        Field("Forecast in", 14, TEXT, lambda r: (r["quarter"], TEXT)),
        Field("Forecast", 13, PLAIN, lambda r: figure(r, r["forecast"], PLAIN)),
        Field("From", 12, AIM, lambda r: figure(r, r["low"], AIM)),
        Field("To", 12, AIM, lambda r: figure(r, r["high"], AIM)),
        Field("Manager's own", 13, AIM, lambda r: figure(r, r["manager"], AIM), optional=True),
        Field("Forecast rating", 15, RATED, lambda r: mark.rating_told(r["rating_forecast"], RATED)),
        Field("Outcome", 13, FIGURE, lambda r: actual(r, FIGURE)),
        Field("Rating", 15, RATED, lambda r: mark.rating_told(r["rating"], RATED)),
        Field("In words", 42, TEXT, lambda r: text(r["words"], TEXT)),
    )
    rows = rows_of(annual.foretold)
    true, rated = held(annual.foretold, "came_true")
    inside, ranged = held(annual.foretold, "within")
    told = f"{true} of {rated} ratings came true, {inside} of {ranged} outcomes in their range" if rated else ""
    empty = "No forecast of an earlier quarter can be set beside an outcome yet."
    return listed(annual, FORECASTS, fields, rows, aside=told, note=FORECAST_NOTE, empty=empty, least=WIDE_A4)


def plan_goalposts(annual: Annual) -> SheetPlan:
    """What was changed after it was agreed or published."""
    rows = rows_of(annual.goalposts)
    empty = "No target, tolerance, definition or published figure was changed after it was agreed."
    aside_ = f"{plural(len(rows), 'change')} to what was agreed or published"
    return listed(
        annual, GOALPOSTS, goals.FIELDS, rows, aside=aside_, note=goals.NOTE if rows else "", empty=empty, paper="A3"
    )


def plan_lessons(annual: Annual) -> SheetPlan:
    """What was learned: in officers' words, and from the figures."""
    fields = (
        Field("Of", 42, NAME, lambda r: (r["name"], NAME)),
        Field("Lesson", 80, TEXT, lambda r: text(r["words"], TEXT)),
        Field("Who says so", 28, TEXT, lambda r: (r["source"], TEXT.but(italic=r["source"] == FROM_FIGURES))),
    )
    rows = rows_of(annual.lessons)
    return listed(
        annual, LESSONS, fields, rows, empty="The figures teach nothing beyond the year's page.", least=WIDE_A4
    )


def plan_awaited(annual: Annual) -> SheetPlan:
    """What is not in yet."""
    rows = list(together(annual.awaited))
    who, words = (46, 80) if all(len(row["who"]) <= MANY_NAMES for row in rows) else (90, 36)
    fields = (
        Field("What", 24, NAME, lambda r: (r["what"], NAME)),
        Field("Who or of what", who, TEXT, lambda r: text(r["who"], TEXT)),
        Field("What is awaited", words, TEXT, lambda r: text(r["words"], TEXT)),
    )
    return listed(
        annual, AWAITED, fields, rows, empty="All returns, figures and update forms of the year are in.", least=WIDE_A4
    )


def plan_requirements(annual: Annual) -> SheetPlan:
    """Each requirement, met or not, with its evidence."""
    fields = (
        Field("All partnerships are expected to", 44, NAME, lambda r: (r["requirement"], NAME)),
        Field("Met?", 17, RATED, lambda r: state(r["state"])),
        Field("What was found", 48, TEXT, lambda r: text(r["found"], TEXT)),
        Field("Where to look it up", 34, TEXT, lambda r: text(r["where"], TEXT)),
        Field("What is to be done", 38, TEXT, lambda r: text(r["todo"], TEXT)),
    )
    rows = rows_of(annual.requirements)
    met = sum(row["state"] == State.MET for row in rows)
    return listed(annual, REQUIREMENTS, fields, rows, aside=f"{met} of {len(rows)} met", least=WIDE_A4)


def state(word: str) -> Cell:
    """A state as shape, word and colour."""
    return mark.stands(STATES[State(word)], word, RATED)
