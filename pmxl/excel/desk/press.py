"""Press: what a button is for is done with the open workbook; what cannot be done is said in a message box."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from contextlib import nullcontext
from typing import NamedTuple

from pmxl.console.say import fault_words
from pmxl.console.say import machine_words
from pmxl.excel.desk import buttons
from pmxl.excel.desk import dialogs
from pmxl.excel.desk import live
from pmxl.excel.desk import turn
from pmxl.excel.desk.chosen import library
from pmxl.excel.desk.job import Failed
from pmxl.excel.desk.notice import notice
from pmxl.excel.desk.port import Cancelled
from pmxl.excel.desk.port import Excel
from pmxl.findings import Refusal

SILENT = "The command ended without saying why. Run it from the command line to see."


class Button(NamedTuple):
    """What a button does, and how that is called while it goes on; "" for what is done in a moment."""

    work: Callable[[Excel], object]
    title: str = ""


BUTTONS = {
    "new_framework": Button(buttons.new_framework, "New framework"),
    "review": Button(buttons.review, "Review"),
    "calendar": Button(buttons.calendar, "Calendar"),
    "issue": Button(buttons.issue, "Issue"),
    "collect": Button(buttons.collect, "Collect"),
    "status": Button(buttons.status, "Status"),
    "open_queries": Button(buttons.open_queries, "Open queries"),
    "scorecard": Button(buttons.scorecard, "Make scorecard"),
    "exceptions": Button(buttons.exceptions, "Exceptions"),
    "annual_summary": Button(buttons.annual_summary, "Annual summary"),
    "public_file": Button(buttons.public_file, "Public file"),
    "rate_selection": Button(buttons.rate_selection, "Rate selection"),
    "explain_cell": Button(buttons.explain_cell),
    "freeze": Button(buttons.freeze, "Freeze"),
    "library": Button(library, "Library"),
    "doctor": Button(buttons.doctor),
    "about": Button(buttons.about),
}
"""Every button by its name."""


def press(name: str, audience: str = "", window: int | None = None) -> bool:
    """Does what a button is for with the open workbook; False where it could not be done, which the person is told.

    `window` is that of the Excel in which the button was pressed; without one a terminal is there to read a Refusal.
    """
    button, excel = BUTTONS[name], None
    work = button.work if not audience else lambda excel: buttons.scorecard(excel, audience)
    try:
        excel = live.attach(window)
        with turn.taken(button.title) if button.title else nullcontext():
            work(excel)
    except Cancelled:
        return True
    except Refusal as refusal:
        if excel is None and window is None:
            raise
        _tell(excel, [str(finding) for finding in refusal.findings])
    except Failed as failed:
        _tell(excel, failed.lines or [SILENT])
    except OSError as error:
        _tell(excel, [machine_words(error)])
    except Exception:
        _tell(excel, [fault_words()])
    else:
        return True
    finally:
        if excel is not None:
            excel.status("")
    return False


def _tell(excel: Excel | None, said: Sequence[str]) -> None:
    """In Excel, or where that is not there (any more) in a box of the system's own."""
    text = notice(said)
    if excel is not None:
        try:
            excel.status("")
            excel.tell(text)
        except Exception:  # it was closed while we worked
            dialogs.say(text)
    else:
        dialogs.say(text)
