"""Actions: the action plans that go out beside the returns, and how every action stands."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from datetime import date
from pathlib import Path

from pmxl.assess import Assessment
from pmxl.batch.folder import Folder
from pmxl.batch.forms import issue_form
from pmxl.batch.forms import reissued
from pmxl.batch.improve import with_improvement
from pmxl.batch.latest import last_shown
from pmxl.batch.month import last_longer
from pmxl.batch.scorecard import assessment
from pmxl.batch.update import file_names
from pmxl.findings import refuse
from pmxl.framework.asked import asked
from pmxl.framework.models import Framework
from pmxl.framework.tolerated import is_followed
from pmxl.improve.actions.form import action_form
from pmxl.improve.actions.register import KIND
from pmxl.improve.improvement import Improvement
from pmxl.periods import MONTH
from pmxl.periods import Period
from pmxl.returns.update_form import officers

PLAN = "actions-"

Progress = Callable[[str], None]


def standing(folder: Folder, period: Period | None = None) -> Assessment:
    """A period with what is being done about it, the last issued unless named.

    Of the assessment it has the partnership's rows and the exceptions, on which all that is done rests.
    """
    if period is None:
        with folder.ledger() as ledger:
            period = last_shown(ledger, folder)
    return with_improvement(folder, assessment(folder, period, is_part=True))


def looked_at(folder: Folder, period: Period) -> Assessment:
    """A period with what is being done about it, as somebody asks for it.

    Of a longer one, such as a year, it is the last period in it for which returns were issued: by the year an effect
    would be told of a figure a year. Refused where nothing is known of it (IMP029).
    """
    with folder.ledger() as ledger:
        issued = set(ledger.issued_periods())
        recalled = ledger.recall()
    first, last = period.start, period.start + period.months
    within = [one for one in issued if first <= one.start and one.start + one.months <= last and one.months > MONTH]
    if period not in issued and within:
        period = max(within, key=lambda one: one.start)
    elif not recalled["start"].between(first, last - 1).any():
        says = f"No figure of {period.label} is known, and no return was issued for it."
        raise refuse("IMP029", says, "Name a period of which there are figures.")
    return standing(folder, period)


def issue_plans(
    folder: Folder,
    period: Period,
    named: Collection[str] = (),
    *,
    deadline: date | None = None,
    progress: Progress = lambda _: None,
) -> list[Path]:
    """Writes the action plans of a period: for whoever owes one after it or has an action running, or for those named.

    Whoever is named gets one though nothing is owed. Issuing again raises the revision and keeps what was said.
    Refused for a name that is no partner's id and no officer's (IMP025).
    """
    framework = folder.framework
    known(framework, named)
    found: Improvement = standing(folder, period).improvement
    return write_plans(folder, period, found, named, deadline=deadline, progress=progress)


def plans_beside(
    folder: Folder,
    period: Period,
    partners: Collection[str] = (),
    *,
    also: Collection[str] = (),
    seen: Assessment | None = None,
    deadline: date | None = None,
    progress: Progress = lambda _: None,
) -> list[Path]:
    """Writes the action plans that go out with the returns of a period: of what the period before it asked for.

    Of an extra month that is the last longer one. Only to those who have none for the period yet: a return issued again
    is no reason to ask for the plan again. `also` get one though they owe nothing.
    """
    framework = folder.framework
    with folder.ledger() as ledger:
        before = last_longer(ledger, period) or period.previous
        sent = {one.to for one in ledger.forms(KIND, period)}
        is_begun = bool(ledger.form_answers(KIND))
        months = range(before.start, before.start + before.months)
        has_figures = is_followed(framework) and bool(ledger.standing_in(months))
    if not (is_begun or has_figures) or not asked(framework, before):
        return []
    is_seen = seen is not None and seen.period == before and seen.improvement is not None
    found: Improvement = (seen if is_seen else standing(folder, before)).improvement  # type: ignore[union-attr]
    chosen = [to for to in found.asked.union(also) - sent if to and (not partners or to in partners)]
    return write_plans(folder, period, found, sorted(chosen), deadline=deadline, progress=progress) if chosen else []


def write_plans(
    folder: Folder,
    period: Period,
    found: Improvement,
    named: Collection[str] = (),
    *,
    deadline: date | None = None,
    progress: Progress = lambda _: None,
) -> list[Path]:
    """Writes the plans of those named, or of all who owe one or have an action running."""
    framework = folder.framework
    partners = [one.id for one in framework.partners]
    names = file_names(dict.fromkeys([*partners, *officers(framework), *sorted(found.asked), *named]))
    written = []
    for to in sorted(set(named) or found.asked):
        progress(to)
        form = action_form(
            framework,
            to,
            period,
            [one for one in found.not_given if one.to == to],
            [one for one in found.running if one.action.to == to],
            deadline=deadline,
        )
        with folder.ledger() as ledger:
            form = reissued(ledger, form)
        written.append(issue_form(folder, form, f"{PLAN}{names[to]}"))
    return written


def known(framework: Framework, named: Collection[str]) -> None:
    """Refuses a name that is no partner's id and no officer's."""
    those = [*(one.id for one in framework.partners), *officers(framework)]
    those += [framework.settings.officer] if framework.settings.officer else []
    for name in named:
        if name not in those:
            says = f"Nobody who could be asked for an action plan is called '{name}'."
            raise refuse("IMP025", says, f"Name one of: {', '.join(dict.fromkeys(those))}.", found=name)
