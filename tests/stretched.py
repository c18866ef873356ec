"""Specimens with every name and every free text in them as long as they come, to see that what is made of them fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from dataclasses import replace
from typing import Any

import pandas as pd
from pydantic import BaseModel

from pmxl.assess import Assessment
from pmxl.framework.models import Framework
from pmxl.improve.improvement import Improvement
from pmxl.improve.logbook.logbook import Logbook
from tests.specimens.assessment import LONG_NAME

BODY = "Metropolitan Borough of North and South Thamesmere-on-the-Marsh Adult and Children's Social Care Directorate"
OFFICER = "Interim Assistant Director of Performance, Partnerships, Insight and Continuous Improvement"
LONG: dict[str, str] = {"name": LONG_NAME, "definition": f"{LONG_NAME}. " * 6}
PEOPLE = dict.fromkeys(("contact", "owner", "data_owner", "performance_owner", "agreed_by"), OFFICER)
TOLD = frozenset(
    (
        *("what", "evidence", "found", "recommended", "decided", "outcome", "finding", "why", "source", "next"),
        *("plan", "changed", "answer", "document", "says", "handled", "response", "resources", "expected", "going"),
    )
)
"""Free texts of a logbook and of an action."""
ABOUT = frozenset(["said_by", "led_by", "auditor", "agreed_by", "verified_by", "owner"])
"""Names of people in them."""


def longest(found: Framework) -> Framework:
    """A framework whose every name is as long as they come, its measures' and perspectives' among them."""
    partners = tuple(one.model_copy(update={"name": f"{one.id} {BODY}", "contact": OFFICER}) for one in found.partners)
    areas = tuple(one.model_copy(update={"name": f"{one.id} {BODY}"}) for one in found.areas)
    measures = tuple(
        one.model_copy(update={**LONG, "name": f"{one.id} {LONG_NAME}", **PEOPLE}) for one in found.measures
    )
    objectives = tuple(
        one.model_copy(update={"name": f"{one.id} {LONG_NAME}", "plan": BODY, "owner": OFFICER})
        for one in found.objectives
    )
    perspectives = tuple(
        one.model_copy(update={"name": f"{one.id} {BODY}", "question": LONG_NAME}) for one in found.perspectives
    )
    settings = found.settings.model_copy(update={"name": BODY, "officer": OFFICER})
    return found.model_copy(
        update={
            "partners": partners,
            "areas": areas,
            "measures": measures,
            "objectives": objectives,
            "perspectives": perspectives,
            "settings": settings,
        }
    )


def at_length(found: Assessment) -> Assessment:
    """An assessment of the longest framework, its frames and what is done about it with the same names."""
    framework = longest(found.framework)
    names = {one.id: one.name for one in framework.measures} | {one.id: one.name for one in framework.partners}
    held = {field.name: getattr(found, field.name) for field in fields(found)}
    frames = {name: renamed(frame, names) for name, frame in held.items() if isinstance(frame, pd.DataFrame)}
    audience = found.audience and replaced(found.audience, {"name": BODY})
    doing = found.improvement and wordy_improvement(found.improvement, framework)
    changed: dict[str, Any] = {"framework": framework, "audience": audience, "improvement": doing, **frames}
    return replace(found, **changed)


def renamed(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """A frame in which measures and partners go by these names."""
    found = frame.copy()
    for column, key in (("name", "measure"), ("name", "partner"), ("partner_name", "partner")):
        if column in found and key in found and not (key == "partner" and column == "name" and "measure" in found):
            found[column] = [names.get(id_, was) for id_, was in zip(found[key], found[column], strict=True)]
    if "signed_by" in found:
        found["signed_by"] = OFFICER
    return found


def replaced(one: Any, changes: Mapping[str, Any]) -> Any:
    """A copy of a model or a dataclass with these fields, as far as it has them."""
    if isinstance(one, BaseModel):
        return one.model_copy(update={key: value for key, value in changes.items() if key in type(one).model_fields})
    return replace(one, **{key: value for key, value in changes.items() if hasattr(one, key)})


def wordy(one: Any) -> Any:
    """A row of a logbook or an action with every free text and every person in it as long as they come."""
    names = type(one).model_fields if isinstance(one, BaseModel) else [field.name for field in fields(one)]
    held = {name: getattr(one, name) for name in names}
    said = {key: LONG_NAME for key, was in held.items() if key in TOLD and isinstance(was, str) and was}
    people = {key: OFFICER for key, was in held.items() if key in ABOUT and was}
    return replaced(one, said | people)


def wordy_logbook(found: Logbook) -> Logbook:
    """A logbook whose every row is wordy."""
    rows = {field.name: getattr(found, field.name) for field in fields(found)}
    told = {key: tuple(map(wordy, was)) for key, was in rows.items() if isinstance(was, tuple) and key != "findings"}
    return replace(found, **told)  # type: ignore[arg-type]


def wordy_rows(rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of a logbook before they are read, wordy too."""
    return {
        sheet: [
            {
                key: OFFICER if key in ABOUT else LONG_NAME if key in TOLD and was not in ("yes", "no") else was
                for key, was in row.items()
            }
            for row in listed
        ]
        for sheet, listed in rows.items()
    }


def wordy_improvement(found: Improvement, framework: Framework) -> Improvement:
    """What is being done, each action wordy and each measure by its long name."""
    names = {one.id: one.name for one in framework.measures}
    actions = tuple(
        replace(one, action=wordy(one.action), name=names[one.action.measure], words=LONG_NAME if one.words else "")
        for one in found.actions
    )
    owed = tuple(replace(one, why=LONG_NAME, given=tuple(map(wordy, one.given))) for one in found.owed)
    spells = tuple(replace(one, measure=framework.measure(one.measure.id)) for one in found.spells)
    reliefs = tuple(replace(one, measure=framework.measure(one.measure.id)) for one in found.reliefs)
    return replace(found, actions=actions, owed=owed, spells=spells, reliefs=reliefs)
