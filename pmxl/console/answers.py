"""Answers: what partners were asked back and said, what changed, and what an officer settled."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any

from pmxl.assess.answered import words
from pmxl.console.many import MANY
from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import escape
from pmxl.console.say import out
from pmxl.console.say import say
from pmxl.plural import listed
from pmxl.plural import plural

if TYPE_CHECKING:
    from pmxl.batch.accept import Accepted
    from pmxl.batch.enter import Entered
    from pmxl.batch.outcomes import FileOutcome
    from pmxl.batch.query import Queried
    from pmxl.figures import Key
    from pmxl.framework.models import Framework


def queried_records(found: Iterable[Queried]) -> list[dict[str, Any]]:
    """The query workbooks as flat records."""
    return [
        {"partner": one.partner, "file": str(one.path), "questions": one.questions, "why": one.why, "new": one.is_new}
        for one in found
    ]


def print_queried(found: list[Queried], form: str) -> None:
    """Where each query workbook is, and how much it asks."""
    if form == "json":
        print_json({"queries": queried_records(found)})
    elif form == "csv":
        print_csv(queried_records(found), ("partner", "file", "questions", "why", "new"))
    elif not found:
        say("Nothing is open: there is nothing to ask.")
    else:
        say_queried(found)


def say_queried(found: Sequence[Queried]) -> None:
    """One line a workbook, for a person; of many only those that are new and no copies, and how many there are."""
    many = len(found) > MANY
    if many:
        places, new = {one.path.parent for one in found}, sum(one.is_new for one in found)
        where, asked = listed(sorted(map(str, places))), plural(sum(one.questions for one in found), "question")
        say(f"To send: {plural(len(found), 'query workbook')} in {where}: {asked}; {new:,} written now.")
    for one in found:
        if many and not (one.why and one.is_new):
            continue
        copy = f" (a new workbook, because {one.why})" if one.why else ""
        before = "" if one.is_new else ", written before"
        say(f"To send to {one.partner}: {one.path}: {plural(one.questions, 'question')}{copy}{before}")


def print_given(file: FileOutcome) -> None:
    """What a file answered, and which figures it gave otherwise than the one before."""
    for answer in file.answers:
        about = " ".join(part for part in (answer.measure, answer.area, f"[{answer.code}]") if part)
        out.print(f"    [green]Answer[/] {escape(f'{about}: {answer.words}')}")
    kinds = dict(file.kinds)
    for change in file.changes:
        after, kind = change.after, kinds.get(change.after.measure)
        by = f", by {change.by}" if change.by else ""
        moved = f"{words(change.before, kind)} before, {words(after, kind)} now{by}"
        out.print(f"    [cyan]Change[/] {escape(f'{after.sheet}!{after.cell}: {named(after.key)}: {moved}')}")


def named(key: Key) -> str:
    """Which figure it is, whose apart."""
    return " ".join(part for part in (key.measure, key.area, key.period.label) if part)


def print_accepted(found: Accepted) -> None:
    """What is closed, what counts from now on, and what is still open of that partner's for that period."""
    for finding in found.closed:
        say(f"Accepted: {finding}")
    for key in found.released:
        say(f"Counts from now on: {named(key)} of {key.partner}.")
    left = len(found.still_open)
    say(f"Still open of it: {plural(left, 'finding')}." if left else f"Nothing else is open of {found.of}.")


def print_entered(found: Entered, framework: Framework) -> None:
    """What was recorded, and what the checks say of it."""
    figure = found.figure
    measure = framework.measure(figure.measure)
    of = ", ".join(part for part in (measure.name, figure.area, figure.period.label) if part)
    is_now = words(figure, measure.kind)
    say(f"Recorded: {of} of {framework.partner(figure.partner).name} is {is_now}. {figure.note}")
    for finding in found.findings:
        say(f"  Mind: {finding.says}")
