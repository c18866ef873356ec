"""What is being done about the specimen: plans owed, actions in every state, the hot-house, long on target."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

from pmxl.assess import Assessment
from pmxl.framework.models_audiences import Audience
from pmxl.framework.models_hothouse import Exit
from pmxl.improve.actions.action import Action
from pmxl.improve.actions.form import action_form
from pmxl.improve.actions.owed import Owed
from pmxl.improve.actions.standing import Followed
from pmxl.improve.hothouse.reading import Reading
from pmxl.improve.hothouse.relief import Relief
from pmxl.improve.hothouse.spell import Spell
from pmxl.improve.hothouse.spell import Step
from pmxl.improve.improvement import Improvement
from pmxl.returns.forms.form import Form
from tests.specimens.assessment import specimen
from tests.specimens.small import Q3

PAGES = ("exceptions", "agenda", "actions", "hothouse")
TODAY = date(2023, 2, 3)
WHY = "Worsening for 2 periods running: 61.0 %, then 58.4 %, then 55.2 %. In the hot-house since 2022-23 Q3."
DUTY = Action(
    ref="h1 · 2022-23 Q2",
    to="Service director",
    period=Q3.previous,
    measure="h1",
    what="=Two more duty officers on Fridays, when most who need help ring and fewest are answered",
    owner="Head of advice",
    by_when=date(2023, 1, 27),
    resources="£20,000 from grants",
    expected="60 % again by the summer",
    progress=40.0,
    status="Under way",
    going="One has begun; the other post is advertised again.",
)
TRIAGE = replace(DUTY, ref="new-1 · 2022-23 Q2", what="Letters to landlords", by_when=date(2023, 6, 30), progress=None)
WARDS = Action(
    ref="a1 · 2021-22 Q4",
    to="hospital",
    period=Q3.step(-3),
    measure="a1",
    what="A second triage nurse",
    owner="Matron",
    status="Done",
    ended=date(2022, 3, 31),
)


def improvement() -> Improvement:
    """Everything that a scorecard can show of it."""
    framework = specimen().framework
    measures = {one.id: one for one in framework.measures}
    early, four, burglary = measures["h1"], measures["a1"], measures["c1"]
    steps = (Step(Q3.previous, 58.4, 60, "Amber", "Common cause", "decline 2"), Step(Q3, 55.2, 60, "Red", "Concern"))
    left = (Step(Q3.step(-2), 700, 690, "Amber", "", "standard"), Step(Q3, math.nan, 690, "No data", ""))
    agreed = Exit(row=2, measure="c1", n=1, agreed_by="Community safety board", agreed_on=date(2022, 3, 3))
    return Improvement(
        today=TODAY,
        until=Q3.last_day,
        spells=(
            Spell(early, "", Exit(measure="h1"), Q3.previous, None, 0, steps),
            Spell(burglary, "", agreed, Q3.step(-2), Q3, 1, left),
        ),
        owed=(
            Owed("a1", "", "hospital", Q3, "standard", "72.0 %: the standard of 80.0 % is broken."),
            Owed("h1", "", "Service director", Q3, "decline 2", WHY, hot=True, given=(DUTY,)),
        ),
        actions=(
            Followed(DUTY, early.name, "Overdue"),
            Followed(TRIAGE, early.name, "Not started"),
            Followed(WARDS, four.name, "Done", "Improved", "The mean of the 3 figures after it is 79.1 %."),
            Followed(replace(WARDS, what="Texts"), four.name, "Done", "Worse", "The mean of the 3 figures is 70 %."),
            Followed(replace(WARDS, what="Posters"), four.name, "Stopped", "No change shown", "The mean is 72 %."),
            Followed(replace(WARDS, what="A film"), four.name, "Done", "Too soon", "1 figure since it ended."),
        ),
        reliefs=(Relief(measures["l1"], 8, applied=False), Relief(measures["l4"], 8, applied=False)),
        readings=(Reading("h1", "whitlow", "", Q3, 57.5, "January 2023 57.5 % (Whitlow)"),),
    )


def improving() -> Assessment:
    """The specimen with what is being done, for those who watch over it."""
    group = Audience(id="group", name="Improvement group", layout="list", pages=PAGES)
    return replace(specimen(), improvement=improvement(), audience=group)


def plan_of_the_hospital() -> Form:
    """The action plan of one partner: one owed, one running."""
    found = improvement()
    running = [replace(found.actions[0], action=replace(DUTY, to="hospital"))]
    return action_form(specimen().framework, "hospital", Q3, found.owed[:1], running, deadline=date(2023, 2, 21))
