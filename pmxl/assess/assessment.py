"""The assessment of a period: the frames a report may show, put together from the ledger and the framework."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from functools import cache
from functools import partial
from typing import Any

import pandas as pd

from pmxl.assess.answered import ANSWER_COLUMNS
from pmxl.assess.answered import CHANGE_COLUMNS
from pmxl.assess.answered import answers
from pmxl.assess.answered import changes
from pmxl.assess.answered import said_about
from pmxl.assess.comparators import comparators
from pmxl.assess.contributed import COLUMNS as CONTRIBUTIONS
from pmxl.assess.contributed import contributed
from pmxl.assess.exceptions import exception_frame
from pmxl.assess.exceptions import shown_exceptions
from pmxl.assess.goalpost_changes import Version
from pmxl.assess.goalposts import COLUMNS as GOALPOSTS
from pmxl.assess.grid import cells_of
from pmxl.assess.grid import figures_by_measure
from pmxl.assess.grid import grid_of
from pmxl.assess.grid import measure_table
from pmxl.assess.grid import period_offset
from pmxl.assess.method import method
from pmxl.assess.moved import method_line
from pmxl.assess.moved import moved
from pmxl.assess.own_amounts import difference
from pmxl.assess.own_figures import own_figures
from pmxl.assess.pictures import NO_PICTURES
from pmxl.assess.pictures import Pictures
from pmxl.assess.pictures import no_pictures
from pmxl.assess.pictures import own_pictures
from pmxl.assess.pictures import pictures
from pmxl.assess.pooled import cells_by
from pmxl.assess.questions import Question
from pmxl.assess.questions import questions
from pmxl.assess.redefined import redefined
from pmxl.assess.redefined import with_breaks
from pmxl.assess.register import came
from pmxl.assess.rows import every_unit
from pmxl.assess.rows import ratings_in
from pmxl.assess.rows import rows_by
from pmxl.assess.rows import worked
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.assess.series import SERIES_COLUMNS as SERIES_COLUMNS
from pmxl.assess.series import series
from pmxl.assess.sources import Ratings
from pmxl.assess.sources import behind
from pmxl.assess.sources import figures
from pmxl.assess.sources import is_doubted
from pmxl.assess.sources import lowest_mark
from pmxl.assess.sources import settled
from pmxl.assess.sources import told
from pmxl.assess.triggers import fired
from pmxl.assess.why import whys
from pmxl.framework.models import Framework
from pmxl.framework.models_audiences import Audience
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.periods import Period

ROW_COLUMNS = [
    *("measure", "name", "perspective", "partner", "area", "period", "frequency", "unit", "decimals", "kind"),
    *("polarity", "key", "numerator", "denominator", "value", "at_least", "carried", "target", "low", "high"),
    *("standard", "target_basis", "target_words", "variance", "rating", "rating_ytd", "value_ytd", "target_ytd"),
    *("travel", "travel_words", "travel_year", "travel_year_words", "coverage_partners", "coverage_share", "waiting"),
    *("rating_best", "rating_worst", "value_best", "value_worst", "rating_ytd_best", "rating_ytd_worst", "gap_words"),
    *("signal", "signal_words", "signal_trial", "assurance", "assurance_words", "real", "real_words", "trend_words"),
    *("process_mean", "process_lower", "process_upper"),
    *("forecast", "forecast_low", "forecast_high", "rating_forecast", "forecast_method", "forecast_words"),
    *("probability", "required", "required_words", "forecast_manager", "forecast_manager_words"),
    *("rank", "of", "quartile", "compare_words", "group_median", "group_best_quartile"),
    *("interval_low", "interval_high", "interval_words"),
    *("provisional", "quality", "commentary", "settled", "held", "why", "flip", "exception", "triggers", "sources"),
]
VIEWS = {"measures": "", "partners": "partner", "areas": "area"}
"""The frames of an assessment and by whom their rows are told."""

DRAFT = "DRAFT"
"""What every scorecard says that is not published."""

CONTRIBUTION_COLUMNS = [*CONTRIBUTIONS, "words"]
EXCEPTION_COLUMNS = [
    *("measure", "name", "perspective", "partner", "area", "trigger", "sentence", "strength", "value", "target"),
    *("rating", "commentary", "settled", "agreed_by", "agreed_on"),
]


@dataclass(frozen=True)
class Assessment:
    """Everything a report may show of a period; reports lay it out and compute nothing.

    `measures`, `partners`, `areas` are frames of ROW_COLUMNS: one row a measure, a measure and partner, a measure and
    area. `series` has SERIES_COLUMNS, `exceptions` EXCEPTION_COLUMNS, `contributions` CONTRIBUTION_COLUMNS: what each
    partner did to a change. `figures` holds every figure shown with its source, `register` one row a partner,
    `findings` what is still open, `changes` what was given again, `answers` what was said to findings. Numbers are
    unrounded floats, NaN where there is none; words are text, "" where there are none. `method` pairs each rule and
    setting with its words. `pictures` holds what charts are drawn from, `questions` what is worth asking. `status` is
    DRAFT until the scorecard is published. `partner_exceptions` are those of every partner's own figures, of which
    `exceptions` has the few that nothing pooled can show. `audience` is whom it is for, None for everybody.
    `own_pictures` draws those of one partner when they are asked for. `watched` has the whole rows of partners in
    `exceptions` where `partners` has only what the master scorecard shows of them (pmxl.assess.master). `qualities` has
    a row for each measure whose data quality was graded.
    `record` is what the logbook says of the period (pmxl.improve.logbook.record, which stands above), None if not read.
    `improvement` is what is being done about it (pmxl.improve.improvement, which stands above), None if not looked at.
    `scene` is what it was worked out from, for who looks further; None where a definition changed, for then it has
    breaks in series that the framework has not.
    """

    framework: Framework
    period: Period
    made_at: datetime
    measures: pd.DataFrame
    partners: pd.DataFrame
    areas: pd.DataFrame
    series: pd.DataFrame
    figures: pd.DataFrame
    exceptions: pd.DataFrame
    register: pd.DataFrame
    findings: pd.DataFrame
    method: tuple[tuple[str, str], ...]
    status: str = DRAFT
    published_by: str = ""
    goalposts: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=GOALPOSTS))
    contributions: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=CONTRIBUTION_COLUMNS))
    changes: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=CHANGE_COLUMNS))
    answers: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=ANSWER_COLUMNS))
    pictures: Pictures = NO_PICTURES
    questions: tuple[Question, ...] = ()
    record: Any = None
    partner_exceptions: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=EXCEPTION_COLUMNS))
    audience: Audience | None = None
    own_pictures: Callable[[str], Pictures] = no_pictures
    watched: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=ROW_COLUMNS))
    qualities: pd.DataFrame = field(default_factory=pd.DataFrame)
    improvement: Any = None
    scene: Scene | None = field(default=None, repr=False)


def counted_to(period: Period, as_at: datetime | None, now: datetime) -> date:
    """The day of an assessment: that of the moment looked at, else today, but no later than the period ends."""
    return as_at.date() if as_at else min(now.date(), period.last_day)


FramesOf = Callable[[Scene, pd.DataFrame], dict[str, Any]]
"""Works out the frames of a scene, or fewer of them, given the figures shown with their sources."""


def assess(
    framework: Framework,
    ledger: Ledger,
    period: Period,
    *,
    as_at: datetime | None = None,
    today: date | None = None,
    status: str = DRAFT,
    versions: Sequence[Version] = (),
    lost: int = 0,
    recalled: pd.DataFrame | None = None,
    receipts: Sequence[Receipt] | None = None,
    frames: FramesOf | None = None,
) -> Assessment:
    """Every figure of a period beside its target, rating, travel and coverage, as the ledger stood at `as_at` or is.

    Days late are counted to `today`, else to the period's last day. `versions` are the frameworks up to this one;
    `lost` more cannot be read. `recalled`, held figures too, and `receipts` are what the ledger was asked for already.
    """
    moment = as_at or datetime.now(UTC)
    recalled = own_figures(framework, ledger.recall(as_at, held=True) if recalled is None else recalled)
    scene = begun_anew(framework, versions, recalled, period, today or counted_to(period, as_at, moment))
    receipts = ledger.receipts(as_at=as_at) if receipts is None else receipts
    sources = figures(scene, recalled, said_about(receipts))
    seen = (frames or frames_of)(scene, sources)
    goalposts = moved(scene, [seen[name] for name in VIEWS], recalled, ledger, versions, moment, scene_of)
    found = Assessment(
        framework=framework,
        period=period,
        made_at=moment,
        figures=sources,
        method=(*method(framework, period), *method_line(goalposts, versions, lost, moment)),
        status=status,
        goalposts=goalposts,
        scene=None if scene.redefined else scene,
        **seen,
        **came(framework, period, receipts, recalled),
        **said_of(framework, ledger, period, as_at),
    )
    return replace(found, questions=questions(found))


def frames_of(scene: Scene, sources: pd.DataFrame) -> dict[str, Any]:
    """The frames that are worked out from the figures: by every point of view, with what charts are drawn from."""
    whole = worked(scene, "")
    own = None if every_unit(scene, "partner").empty else worked(scene, "partner")
    given = {"": whole.rows, "partner": own.rows if own else None}
    ratings = cache(partial(ratings_in, own.rows if own else pd.DataFrame(columns=ROW_COLUMNS)))
    views = {by: view(scene, by, sources, ratings, given.get(by)) for by in VIEWS.values()}
    contributions = contributed(scene, cells_by(scene, ""))
    return {
        **{name: views[by][0] for name, by in VIEWS.items()},
        "series": series(scene),
        "exceptions": shown_exceptions(scene.framework, views),
        "partner_exceptions": views["partner"][1],
        "contributions": contributions,
        "pictures": pictures(scene, whole, contributions),
        "own_pictures": partial(own_pictures, scene, own) if own else no_pictures,
    }


def said_of(framework: Framework, ledger: Ledger, period: Period, as_at: datetime | None) -> dict[str, Any]:
    """The frames of what was given again, and of what was said to findings, up to a moment."""
    return {
        "changes": changes(framework, [one for one in ledger.changes(period) if not as_at or one.at <= as_at]),
        "answers": answers(framework, [one for one in ledger.answers(period) if not as_at or one.at <= as_at]),
    }


def scene_of(framework: Framework, recalled: pd.DataFrame, period: Period, day: date) -> Scene:
    """What a period's assessment looks at."""
    table = measure_table(framework, period, figures_by_measure(recalled))
    grid = difference(grid_of(framework, cells_of(framework, recalled, table), table), table, period_offset(framework))
    members, over_by = comparators(framework, recalled, table), min(day, period.last_day)
    return Scene(framework, period, day, table, grid, members, over_by=over_by)


def begun_anew(
    framework: Framework, versions: Sequence[Version], recalled: pd.DataFrame, period: Period, day: date
) -> Scene:
    """The same where a series begins anew with each definition that changed."""
    breaks = redefined(framework, versions, recalled)
    return replace(scene_of(with_breaks(framework, breaks), recalled, period, day), redefined=breaks)


def nothing_seen() -> tuple[pd.DataFrame, pd.DataFrame]:
    """No rows and no exceptions, in the columns of a point of view."""
    return pd.DataFrame(columns=ROW_COLUMNS), pd.DataFrame(columns=EXCEPTION_COLUMNS)


def view(
    scene: Scene, by: str, sources: pd.DataFrame, ratings: Ratings = dict, rows: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of one point of view with their triggers, commentary and reasons; and its exceptions."""
    if every_unit(scene, by).empty:
        return nothing_seen()
    rows = rows_by(scene, by) if rows is None else rows
    rows["_unit"] = rows[by] if by else ""
    found = behind(scene, sources, by)
    keys = list(zip(rows["measure"], rows["_unit"], strict=True))
    mine = [found.get(key, []) for key in keys]
    rows["commentary"] = [told(figures, by, ratings) for figures in mine]
    rows["settled"] = [settled(figures, by) for figures in mine]
    rows["doubted"] = list(map(is_doubted, mine))
    rows["quality"], rows["sources"] = [lowest_mark(figures) for figures in mine], [len(figures) for figures in mine]
    rows["why"] = whys(scene, records(rows))
    hits = fired(scene, cells_by(scene, by), rows.set_index(["measure", "_unit"]), by)
    exceptions = exception_frame(rows, hits)
    names: dict[tuple[str, str], list[str]] = {}
    for measure, unit, trigger in zip(hits["measure"], hits["unit"], hits["trigger"], strict=True):
        names.setdefault((measure, unit), []).append(trigger)
    rows["triggers"] = [", ".join(names.get(key, ())) for key in keys]
    stand_out = set(zip(exceptions["measure"], exceptions["_unit"], strict=True))
    rows["exception"] = [key in stand_out for key in keys]
    return rows[ROW_COLUMNS], exceptions[EXCEPTION_COLUMNS]


__all__ = ["Assessment", "assess"]
