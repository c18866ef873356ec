"""Logbook: what was made or added, how much stands on each sheet, what is wrong; and the register made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmxl.console.findings import say_finding
from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import say
from pmxl.console.table import print_table
from pmxl.plural import plural

if TYPE_CHECKING:
    from pmxl.batch.logbook import Logged
    from pmxl.batch.partnership import Registered


def print_logbook(found: Logged, form: str) -> None:
    """The rows of each sheet, then every finding by its cell."""
    logbook = found.logbook
    if form == "json":
        print_json(
            {
                "file": str(found.path),
                "made": found.made,
                "added": found.added,
                "renewed": found.renewed,
                "rows": logbook.counts,
                "left_out": logbook.left_out,
                "findings": [finding.as_record() for finding in logbook.findings],
            }
        )
        return
    if form == "csv":
        print_csv(({"sheet": sheet, "rows": rows} for sheet, rows in logbook.counts.items()), ("sheet", "rows"))
        return
    if found.made:
        say(f"Made {found.path}. Open it in Excel and fill in what there is to say; then run: pmxl logbook")
        return
    print_table(("Sheet", "Rows"), ((sheet, str(rows)) for sheet, rows in logbook.counts.items()), right=("Rows",))
    for finding in logbook.findings:
        say_finding(finding)
    if logbook.left_out:
        say(f"{plural(logbook.left_out, 'row is', 'rows are')} left out until the Errors above are mended.")
    if found.added:
        say(f"Added to {found.path.name}: {', '.join(found.added)}.")
    if found.renewed:
        say(f"The ids to choose from in {found.path.name} are those of the framework again.")


def print_register(found: Registered, form: str) -> None:
    """How each question stands for each partner, then what is missing or overdue."""
    places = [
        {"question": one.question.key, "partner": one.partner, "state": str(one.state)} for one in found.register.places
    ]
    if form == "json":
        findings = [finding.as_record() for finding in (*found.faults, *found.gaps)]
        record = {"file": str(found.path), "type": found.register.type, "answers": places, "findings": findings}
        print_json(record)
        return
    if form == "csv":
        print_csv(places, ("question", "partner", "state"))
        return
    for finding in (*found.faults, *found.gaps):
        say_finding(finding)
    missing, asked = len(found.register.missing), len([one for one in places if one["state"] != "Not asked"])
    say(f"{asked - missing} of {asked} answers are there, as asked of a {found.register.type} partnership.")
    say(f"{found.path}")
