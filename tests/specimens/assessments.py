"""The made-up assessment at its edges: few measures, many, none returned, no targets, long names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from pmxl.assess import Assessment
from pmxl.assess.pictures import NO_PICTURES
from pmxl.framework.models import Objective
from pmxl.framework.models import Partner
from pmxl.framework.models import Perspective
from pmxl.terms import Accumulate
from tests.specimens.assessment import MEASURES
from tests.specimens.assessment import NAN
from tests.specimens.assessment import PARTNERS
from tests.specimens.assessment import PERSPECTIVES
from tests.specimens.assessment import Line
from tests.specimens.assessment import measure_row
from tests.specimens.assessment import model
from tests.specimens.assessment import series_rows
from tests.specimens.outlook import BLANK


def only(found: Assessment, measures: Sequence[str]) -> Assessment:
    """The same assessment of these measures alone."""
    frames = ("measures", "partners", "areas", "series", "figures", "exceptions", "contributions")
    kept: dict[str, Any] = {
        name: getattr(found, name)[getattr(found, name)["measure"].isin(measures)] for name in frames
    }
    kept["questions"] = tuple(one for one in found.questions if one.measure in measures)
    return replace(found, **kept)


def nothing_returned(found: Assessment) -> Assessment:
    """The same partnership when nobody has returned anything and there is no history."""
    bare: dict[str, Any] = BLANK | dict.fromkeys(("value", "variance", "value_ytd", "quality", "coverage_share"), NAN)
    bare |= dict.fromkeys(("rating_ytd", "travel", "travel_words", "travel_year", "travel_year_words"), "")
    bare |= dict.fromkeys(("numerator", "denominator"), NAN) | dict.fromkeys(("commentary", "triggers"), "")
    bare |= {"rating": "No data", "at_least": False, "held": 0, "coverage_partners": "0 of 2"}
    bare |= {"waiting": ", ".join(partner.name for partner in PARTNERS)}
    register = found.register.assign(status="Not returned", file="", received_at=None, signed_on=None, signed_by="")
    return replace(
        found,
        measures=found.measures.assign(**bare),
        partners=found.partners.assign(**bare),
        areas=found.areas.assign(**bare),
        series=found.series[:0],
        figures=found.figures[:0],
        exceptions=found.exceptions[:0],
        pictures=NO_PICTURES,
        questions=(),
        contributions=found.contributions[:0],
        findings=found.findings[:0],
        register=register,
    )


def without_targets(found: Assessment) -> Assessment:
    """The same figures, monitored only."""
    levels = dict.fromkeys(("target", "low", "high", "variance", "target_ytd"), NAN)
    measures = found.measures.assign(**levels, rating="No target", rating_ytd="", target_words="")
    return replace(
        found,
        measures=measures,
        partners=found.partners.assign(**levels, rating="No target"),
        series=found.series.assign(target=NAN),
        exceptions=found.exceptions[:0],
    )


def of_measures(found: Assessment, listed: Sequence[Line], perspectives: Sequence[Perspective]) -> Assessment:
    """An assessment of these measures alone, under these perspectives."""
    rows = [measure_row(row) for row in listed]
    framework_ = found.framework.model_copy(
        update={"measures": tuple(model(row) for row in listed), "perspectives": tuple(perspectives)}
    )
    return replace(
        only(found, []), framework=framework_, measures=pd.DataFrame(rows), series=pd.DataFrame(series_rows(rows))
    )


def crowded(found: Assessment, count: int) -> Assessment:
    """One perspective with so many measures, all with long figures."""
    source = next(row for row in MEASURES if row.id == "m3")
    listed = [source._replace(id=f"x{n}", name=f"{source.name} {n}") for n in range(1, count + 1)]
    return of_measures(found, listed, PERSPECTIVES)


def found_by_many(found: Assessment) -> Assessment:
    """The same with several triggers on one measure, the milder one first, and with one partner's own exception."""
    red = found.exceptions[found.exceptions["measure"] == "h1"]
    sentences = "Worse by more than 10 %: 46.4 % against 53.1 %.", "46.4 %: the standard of 50.0 % is broken."
    agreed = "Agreed by the Board on 4 April 2022."
    more = [
        red.assign(trigger="decline 10%", strength="observe", sentence=f"{sentences[0]} {agreed}"),
        red,
        red.assign(trigger="standard", sentence=f"{sentences[1]} {agreed}"),
        red.assign(trigger="overrun 1,000", partner="whitlow", sentence="Far beyond.", value=47.4147, commentary=""),
    ]
    others = found.exceptions[found.exceptions["measure"] != "h1"]
    return replace(found, exceptions=pd.concat([*more, others], ignore_index=True))


def cumulative(found: Assessment) -> Assessment:
    """The same with every measure counted from the start of the year."""
    measures = tuple(m.model_copy(update={"accumulate": Accumulate.CUMULATIVE}) for m in found.framework.measures)
    return replace(found, framework=found.framework.model_copy(update={"measures": measures}))


def of_eight_perspectives(found: Assessment) -> Assessment:
    """Eight perspectives of three measures each, with names and questions as long as they may be."""
    made = of_measures(found, [], [])
    names = [f"Perspective {n} " + "of a partnership that is fond of words " * 4 for n in range(1, 9)]
    perspectives = [
        Perspective(id=f"v{n}", name=name[:200].strip(), question=f"{name}?", order=n)
        for n, name in enumerate(names, 1)
    ]
    source = next(row for row in MEASURES if row.id == "h1")
    listed = [source._replace(id=f"v{v}-{n}", name=f"Measure {v}.{n}") for v in range(1, 9) for n in range(1, 4)]
    rows = [measure_row(row) | {"perspective": row.id[:2]} for row in listed]
    objectives = tuple(Objective(id=f"o{n}", name=f"Objective {n}", perspective=f"v{n}") for n in range(1, 9))
    measures = tuple(model(row).model_copy(update={"objective": f"o{row.id[1]}"}) for row in listed)
    update = {"perspectives": tuple(perspectives), "objectives": objectives, "measures": measures}
    return replace(
        made,
        framework=found.framework.model_copy(update=update),
        measures=pd.DataFrame(rows),
        series=pd.DataFrame(series_rows(rows)),
    )


def large(found: Assessment, measures: int, partners: int, each: int) -> Assessment:
    """So many measures, a quarter of them key, each returned by `each` of so many partners, with its source."""
    many = tuple(Partner(id=f"p{n}", name=f"Partner number {n} of a large partnership") for n in range(partners))
    ids = tuple(one.id for one in many)
    listed = [
        MEASURES[n % len(MEASURES)]._replace(id=f"x{n}", name=f"{MEASURES[n % len(MEASURES)].name[:60]} {n}")
        for n in range(measures)
    ]
    who = [tuple(ids[(n + k * partners // each) % partners] for k in range(each)) for n in range(measures)]
    listed = [row._replace(key=n % 4 == 0, partners=who[n]) for n, row in enumerate(listed)]
    made = of_measures(found, listed, PERSPECTIVES)
    rows = made.measures.to_dict("records")
    pairs = [(row, id_) for row, theirs in zip(rows, who, strict=True) for id_ in theirs]
    parts = [row | BLANK | {"partner": id_, "at_least": False, "commentary": ""} for row, id_ in pairs]
    source = found.figures.to_dict("records")[0]
    figures = [
        source | {"measure": row["measure"], "name": row["name"], "partner": id_, "partner_name": id_, "commentary": ""}
        for row, id_ in pairs
    ]
    framework_ = made.framework.model_copy(update={"partners": many})
    return replace(
        made,
        framework=framework_,
        partners=pd.DataFrame(parts),
        figures=pd.DataFrame(figures),
        register=found.register[:0],
    )
