"""For an audience: the part of an assessment that it sees. A pure filter: nothing is worked out anew."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pandas as pd

from pmxl.assess.assessment import Assessment
from pmxl.assess.exceptions import in_order_of_strength
from pmxl.assess.pictures import Pictures
from pmxl.assess.questions import questions
from pmxl.findings import refuse
from pmxl.framework.columns import KEY
from pmxl.framework.columns_audiences import KINDS
from pmxl.framework.columns_audiences import OF_PARTNER
from pmxl.framework.columns_audiences import PARTNER
from pmxl.framework.models import Framework
from pmxl.framework.models_audiences import Audience
from pmxl.framework.seen import in_order
from pmxl.framework.seen import seen
from pmxl.framework.seen import usual_audiences


def for_audience(assessment: Assessment, audience: str) -> Assessment:
    """What an audience sees: its measures alone; for one partner (`partner:ash`) its own figures and findings alone.

    `audience` is the id of a row of the sheet audiences, one of the six usual kinds, or `partner:` and a partner's id.
    Raises Refusal OUT045 where there is no such audience, OUT046 where it sees nothing of the period.
    """
    whom, row = audience_named(assessment.framework, audience)
    ids = [measure.id for measure in seen(assessment.framework, whom, row)]
    found = of_partner(assessment, whom, ids) if whom.partner else of_measures(assessment, ids)
    if found.measures.empty:
        says = f"{whom.name} ({audience}) would see no measure of {assessment.period.label}."
        asks = "Change its measures on the sheet audiences of the framework, or name another audience."
        raise refuse("OUT046", says, asks, found=audience)
    return replace(found, audience=whom, questions=questions(found, contact_of(assessment.framework, whom)))


def contact_of(framework: Framework, whom: Audience) -> str:
    """Who answers at the one partner whom it is for; "" where nobody is named, or it is for several."""
    return framework.partner(whom.partner).contact if whom.partner else ""


def measures_for(framework: Framework, audience: str) -> tuple[str, ...]:
    """Ids of the measures that an audience is told of outside, in the framework's order: where it chooses none, those
    that are key. Refusal OUT045 where there is no such audience.
    """
    whom, row = audience_named(framework, audience)
    chosen = whom if whom.measures else whom.model_copy(update={"measures": (KEY,)})
    return tuple(measure.id for measure in seen(framework, chosen, row))


def audience_named(framework: Framework, audience: str) -> tuple[Audience, str]:
    """The audience of that name, and the id of the row that describes it; Refusal OUT045 where there is none."""
    name = " ".join(audience.casefold().split()).replace(": ", ":")
    every = (*framework.audiences, *usual_audiences())
    by_id = (one for one in every if one.id == name)
    by_kind = (one for one in every if one.for_ == name)
    whom = next(by_id, None) or next(by_kind, None)
    if whom and whom.for_ != PARTNER:
        return named_after(framework, whom), whom.id
    if not name.startswith(OF_PARTNER) or name.removeprefix(OF_PARTNER) not in {p.id for p in framework.partners}:
        raise not_known(framework, audience)
    each = next(one for one in every if one.for_ == PARTNER)
    partner = framework.partner(name.removeprefix(OF_PARTNER))
    return each.model_copy(update={"id": f"partner-{partner.id}", "name": partner.name, "for_": name}), each.id


def named_after(framework: Framework, whom: Audience) -> Audience:
    """The audience; one of a partner goes by that partner's own name."""
    return whom.model_copy(update={"name": framework.partner(whom.partner).name}) if whom.partner else whom


def not_known(framework: Framework, audience: str) -> Exception:
    """A refusal that names those who are known."""
    rows = [one.id for one in in_order(framework.audiences) if one.for_ != PARTNER]
    names = dict.fromkeys((*rows, *(kind for kind in KINDS if kind != PARTNER)))
    partners = ", ".join(f"{OF_PARTNER}{partner.id}" for partner in framework.partners)
    says = f"There is no audience “{audience}”."
    return refuse("OUT045", says, f"Name one of: {', '.join(names)}, {partners}.", found=audience)


def audiences(assessment: Assessment) -> tuple[str, ...]:
    """Every audience by name, in order, one for each partner that has a row of the period; the usual six if none."""
    rows = assessment.framework.audiences or usual_audiences()
    there = set(assessment.partners["partner"])
    own = {one.partner for one in rows if one.partner}
    each = [partner.id for partner in assessment.framework.partners if partner.id in there - own]
    names: list[str] = []
    for one in in_order(rows):
        names += [f"{OF_PARTNER}{partner}" for partner in each] if one.for_ == PARTNER else [one.id]
    return tuple(dict.fromkeys(names))


def of_measures(assessment: Assessment, ids: Collection[str]) -> Assessment:
    """The assessment with only these measures, and only those who return them."""
    framework = assessment.framework
    theirs = {partner for id_ in ids for partner in framework.measure(id_).partners}
    hidden = {m.name for m in framework.measures if m.id not in ids} - {framework.measure(id_).name for id_ in ids}
    register, findings = assessment.register, assessment.findings
    frames: dict[str, Any] = {name: only(getattr(assessment, name), "measure", ids) for name in FRAMES}
    return replace(
        assessment,
        **frames,
        pictures=Pictures(*(only(frame, "measure", ids) for frame in assessment.pictures)),
        register=only(register, "partner", theirs),
        findings=only(findings, "partner", theirs),
        method=tuple(line for line in assessment.method if line[0] not in hidden),
    )


FRAMES = (
    *("measures", "partners", "areas", "series", "figures", "exceptions", "partner_exceptions", "goalposts"),
    *("contributions", "changes", "answers", "qualities"),
)
"""The frames of an assessment that have a row for each measure."""


def of_partner(assessment: Assessment, whom: Audience, ids: Collection[str]) -> Assessment:
    """One partner's own rows in place of the partnership's; what another partner has a part in is left out."""
    id_ = whom.partner
    found = of_measures(assessment, ids)
    mine: dict[str, Any] = {name: only(getattr(found, name), "partner", (id_,)) for name in OF_PARTNERS}
    areas = areas_of(found, id_)
    there = set(zip(areas["measure"], areas["area"], strict=True))
    whose = zip(found.exceptions["measure"], found.exceptions["area"], strict=True)
    of_areas = found.exceptions[pd.Series([key in there for key in whose], index=found.exceptions.index, dtype=bool)]
    every = [mine["partner_exceptions"], mine["exceptions"], of_areas]
    exceptions = pd.concat([one for one in every if len(one)] or every[:1], ignore_index=True)
    exceptions = in_order_of_strength(exceptions.drop_duplicates(["measure", "area", "trigger"]))
    mine |= {
        "measures": mine["partners"].assign(partner=""),
        "series": mine["series"].assign(partner=""),
        "exceptions": exceptions.assign(partner="").reset_index(drop=True),
        "areas": areas,
        "goalposts": found.goalposts[:0],  # they are told with the partnership's own ratings
        "pictures": Pictures(*(only(frame, "measure", ids) for frame in assessment.own_pictures(id_))),
        "qualities": found.qualities[:0],  # of every partner's figures, and audits name who looked at whose
    }
    return replace(found, **mine)


OF_PARTNERS = (
    *("partners", "series", "figures", "exceptions", "partner_exceptions", "contributions", "changes", "answers"),
    *("register", "findings"),
)
"""The frames of an assessment that say whose a row is."""


def areas_of(assessment: Assessment, partner: str) -> pd.DataFrame:
    """The rows of areas whose figure this partner alone returns."""
    rows = assessment.areas
    whose: dict[tuple[str, str], set[str]] = {}
    for measure in assessment.framework.measures:
        for one, area in measure.pairs:
            whose.setdefault((measure.id, area), set()).add(one)
    keys = zip(rows["measure"], rows["area"], strict=True) if len(rows) else ()
    return rows[pd.Series([whose.get(key) == {partner} for key in keys], index=rows.index, dtype=bool)]


def only(frame: pd.DataFrame, column: str, wanted: Collection[str]) -> pd.DataFrame:
    """The rows whose column holds one of these; a frame without rows as it is."""
    return frame[frame[column].isin(list(wanted))].reset_index(drop=True) if len(frame) else frame
