"""FABRIC: six properties of the framework as a whole, judged."""

from __future__ import annotations

from pmxl.framework.judged import balance
from pmxl.framework.judged.burden import figures_a_year
from pmxl.framework.judged.criterion import FABRIC
from pmxl.framework.judged.criterion import Judged
from pmxl.framework.judged.criterion import Said
from pmxl.framework.judged.criterion import Verdict
from pmxl.framework.judged.ground import Ground
from pmxl.framework.judged.owners import is_nobody
from pmxl.framework.judged.owners import owners

HALF = 0.5
IDLE = 0.25
"""Share of all figures asked for that may serve neither a target nor the first sheet."""


def fabric(ground: Ground) -> tuple[Judged, ...]:
    """The six properties, in order; `column` is here the sheet to look at."""
    said = (
        focused(ground),
        appropriate(ground),
        balanced(ground),
        robust(ground),
        integrated(ground),
        cost_effective(ground),
    )
    return tuple(ground.judged("", one, *how) for one, how in zip(FABRIC, said, strict=True))


def focused(ground: Ground) -> Said:
    """Every objective leads to a plan and is measured."""
    whole = ground.framework.objectives
    astray = [one for one in whole if not ground.plans(one)]
    if astray:
        verdict = Verdict.NOT_MET if len(astray) > len(whole) * HALF else Verdict.PART
        return verdict, f"{len(astray)} of {len(whole)} objectives lead to no plan.", "objectives"
    return Verdict.MET, "Every objective leads to a plan.", "objectives"


def appropriate(ground: Ground) -> Said:
    """It is said who the scorecard is for."""
    count = len(ground.framework.audiences)
    if count:
        whose = "One audience" if count == 1 else f"Each of {count} audiences"
        return Verdict.MET, f"{whose} has a view of its own.", "audiences"
    return Verdict.PART, "No audience is named, so all get the same scorecard.", "audiences"


def balanced(ground: Ground) -> Said:
    """No perspective is neglected or crowds out the rest, and all stages are measured."""
    found = [*balance.perspectives(ground), *balance.kinds(ground)]
    bare = [one.name for one in ground.framework.perspectives if not ground_has(ground, one.id)]
    if bare:
        return Verdict.NOT_MET, f"Nothing is measured of {', '.join(bare)}.", "perspectives"
    if found:
        return Verdict.PART, found[0].says, found[0].sheet
    whole = ground.framework.measures
    silent = sum(not measure.chain for measure in whole)
    if silent > len(whole) * HALF:
        says = f"{silent} of {len(whole)} measures do not say where they stand between input and outcome."
        return Verdict.PART, says, "measures"
    return Verdict.MET, "Every perspective and every stage has its share.", "perspectives"


def ground_has(ground: Ground, perspective: str) -> bool:
    """True where anything is measured of a perspective."""
    return any(ground.framework.perspective_of(measure).id == perspective for measure in ground.framework.measures)


def robust(ground: Ground) -> Said:
    """Someone answers for everything, no single post for most of it, and sources are written down."""
    phantom = [owner for owner in owners(ground) if owner.measure and is_nobody(owner.name)]
    if phantom:
        return Verdict.NOT_MET, f"{len(phantom)} owners are nobody, the first of {phantom[0].what}.", "measures"
    loaded = list(balance.loaded(ground))
    if loaded:
        return Verdict.PART, loaded[0].says, "measures"
    whole = ground.framework.measures
    unsourced = sum(not measure.source for measure in whole)
    if unsourced:
        verdict = Verdict.NOT_MET if unsourced > len(whole) * HALF else Verdict.PART
        return verdict, f"{unsourced} of {len(whole)} measures name no source.", "measures"
    return Verdict.MET, "Every measure has its owners and its source.", "measures"


def integrated(ground: Ground) -> Said:
    """Objectives have owners, and targets were agreed by somebody."""
    unowned = sum(is_nobody(one.owner) for one in ground.framework.objectives)
    whole = len(ground.framework.objectives)
    if unowned:
        verdict = Verdict.NOT_MET if unowned > whole * HALF else Verdict.PART
        return verdict, f"{unowned} of {whole} objectives have no owner.", "objectives"
    agreed = sum(bool(target.agreed_by) for target in ground.standing)
    if agreed < len(ground.standing):
        says = f"{len(ground.standing) - agreed} of {len(ground.standing)} targets were agreed by nobody on record."
        return Verdict.PART, says, "targets"
    return Verdict.MET, "Every objective has an owner, and every target was agreed.", "objectives"


def cost_effective(ground: Ground) -> Said:
    """Most of what partners type serves a target or the first sheet."""
    aimed = {target.measure for target in ground.standing}
    asked = {measure.id: figures_a_year(measure) for measure in ground.framework.measures}
    idle = sum(asked[m.id] for m in ground.framework.measures if m.id not in aimed and not m.key)
    whole = sum(asked.values())
    says = f"Partners type {whole:,} figures a year, {idle:,} of them for measures neither key nor with a target."
    if whole and idle / whole > HALF:
        return Verdict.NOT_MET, says, "measures"
    if whole and idle / whole > IDLE:
        return Verdict.PART, says, "measures"
    return Verdict.ASK, f"{says} Is it worth that?", "measures"
