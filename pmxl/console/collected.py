"""Collected: what came of a collection: its files, what was not read, and who has returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmxl.console.afterwards import after_collect
from pmxl.console.answers import say_queried
from pmxl.console.outcomes import print_outcomes
from pmxl.console.outcomes import print_register
from pmxl.console.say import say
from pmxl.disk import doubt

if TYPE_CHECKING:
    from pmxl.batch.collect import Collected
    from pmxl.batch.folder import Folder


def print_collected(found: Collected, folder: Folder, form: str) -> None:
    """Every file; for a person also where they lay, what else waits to be read, and who has returned."""
    if form != "table":
        print_outcomes(found.files, form, found.queried)
        return
    if found.inbox:
        say(f"Reading {found.inbox} ({found.period})")
    print_outcomes(found.files, form)
    if found.preferred:
        say(f"The figures of {found.preferred} stand now, before those of any other file of its revision.")
    for other, count in found.elsewhere:
        say(f'Not read: {count} new in {folder.inbox(other)}. To read them: pmxl collect --period "{other}"')
    if not folder.ledger_url and (doubtful := doubt(folder.ledger_file)):
        say(str(doubtful))
    print_registers(found, folder)
    say_queried(found.queried)
    if found.period and any(not file.form for file in found.files):
        for line in after_collect(folder, found.period):
            say(line)


def print_registers(found: Collected, folder: Folder) -> None:
    """Who has returned in the period that was collected; of files named one by one, in each of their periods."""
    from pmxl.batch.returned import returned

    labels = [found.period.label] if found.period else sorted({file.period for file in found.files if file.period})
    for period in map(folder.period, labels):
        if register := returned(folder, period):
            print_register(register, period)
