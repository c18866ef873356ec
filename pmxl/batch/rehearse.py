"""Rehearse: proposed tolerances replayed over what the ledger holds of a measure, as a table and as a workbook."""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from pathlib import Path

from pmxl.assess import assess
from pmxl.assess.assessment import scene_of
from pmxl.assess.own_figures import own_figures
from pmxl.assess.rehearsal import Rehearsal
from pmxl.assess.rehearsal import rehearse
from pmxl.assess.rehearsal_past import returned_still
from pmxl.batch.folder import Folder
from pmxl.findings import refuse
from pmxl.framework.lives import roots
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.proposal import Proposal
from pmxl.framework.proposal import as_agreed
from pmxl.framework.proposal import different
from pmxl.periods import Period
from pmxl.reports.rehearsal import plan_rehearsal
from pmxl.sheets.publish import not_there
from pmxl.sheets.write import write_workbook
from pmxl.terms import Kind
from pmxl.terms import Polarity


def rehearsal(
    folder: Folder,
    measure_id: str,
    proposals: Sequence[Proposal],
    *,
    partner: str = "",
    level: float = math.nan,
    to: Path | None = None,
) -> tuple[Path, Rehearsal]:
    """What is agreed now and every proposal over the measure's past, and the workbook that shows it.

    One written `to` a place of its own overwrites nothing there (OUT004).
    """
    framework = folder.framework
    measure = measure_of(framework, measure_id)
    if to:
        not_there(to)
    heirs = roots(framework, "partner")
    if partner:
        refuse_unless_returning(partner, measure, heirs)
    with folder.ledger() as ledger:
        recalled = own_figures(framework, ledger.recall(held=True))
        mine = recalled[(recalled["measure"] == measure.id) & (recalled["partner"] != "") & recalled["value"].notna()]
        mine = mine[mine["partner"].map(lambda one: heirs.get(one, one)) == partner] if partner else mine
        if mine.empty:
            one = f"There is no figure of {measure.name} by the {measure.frequency.value}"
            says = f"{one} in the ledger yet, so there is no past to replay."
            raise refuse("RET032", says, "Import its history first: pmxl import FILE.", found=measure.id)
        start = int(mine["start"].max())
        period = Period(start, measure.frequency.months, framework.settings.year_starts)
        scene = scene_of(framework, recalled, period, min(datetime.now(UTC).date(), period.last_day))
        returned_still(scene, measure, partner, "RET031")
        every = (as_agreed(framework, measure), *different(proposals))
        found = rehearse(scene, measure, every, partner=partner, level=level)
        around = assess(framework, ledger, period, status="REHEARSAL")
    name = f"{measure.id}-{partner}" if partner else measure.id
    path = to or folder.rehearsals / f"{name}.xlsx"
    return write_workbook(folder.templates.dressed(plan_rehearsal(around, found)), path), found


def refuse_unless_returning(partner: str, measure: Measure, heirs: Mapping[str, str]) -> None:
    """Refuses a partner that is not asked for a measure, or that another has taken over (RET031)."""
    if partner not in {p for p, _ in measure.pairs}:
        says = f"{partner} does not return {measure.name}."
        raise refuse("RET031", says, f"Name one of: {', '.join(sorted({p for p, _ in measure.pairs}))}.", found=partner)
    if heirs.get(partner, partner) != partner:
        heir = heirs[partner]
        raise refuse("RET031", f"{partner} is now a part of {heir}.", f"Name {heir} instead.", found=partner)


def measure_of(framework: Framework, measure_id: str) -> Measure:
    """The measure of that id, one whose figures can be rated and replayed."""
    known = {measure.id: measure for measure in framework.measures}
    if measure_id not in known:
        says = f"“{measure_id}” is no measure of the framework."
        raise refuse("RET033", says, f"Name one of: {', '.join(known)}.", found=measure_id)
    if known[measure_id].kind is Kind.MILESTONE:
        says = f"{known[measure_id].name} is done on a day, once: there is no past to replay."
        raise refuse("RET034", says, "Rehearse a measure with figures.", found=measure_id)
    if known[measure_id].polarity is Polarity.NONE:
        says = (
            f"{known[measure_id].name} is for context: neither way is better, so no figure of its past is ever rated."
        )
        raise refuse("RET034", says, "Rehearse a measure of which one way is better.", found=measure_id)
    return known[measure_id]
