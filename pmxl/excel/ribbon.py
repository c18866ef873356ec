"""Ribbon: the function behind every button; what cannot be done is said in a message box, as everywhere else."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Callable

from pmxl.excel.desk import buttons
from pmxl.excel.desk import live
from pmxl.excel.desk.job import Failed
from pmxl.excel.desk.notice import notice
from pmxl.excel.desk.port import Cancelled
from pmxl.excel.desk.port import Excel
from pmxl.findings import Refusal

FAULT = "pmxl itself failed. Nothing was lost. The report is {}. Send it to whoever looks after pmxl. [ENV099]"
MACHINE = "The machine would not do it: {}. Check the disk and your rights, then try again. [ENV005]"


def press(work: Callable[[Excel], object]) -> bool:
    """Does what a button is for with the open workbook; False where it could not be done, which the person is told."""
    excel = live.attach()
    try:
        work(excel)
    except Cancelled:
        return True
    except Refusal as refusal:
        said = [str(finding) for finding in refusal.findings]
    except Failed as failed:
        said = failed.lines or ["The command ended without saying why. Run it from the command line to see."]
    except OSError as error:
        said = [MACHINE.format(error.strerror or error)]
    except Exception:
        said = [FAULT.format(_report())]
    else:
        return True
    finally:
        excel.status("")
    excel.tell(notice(said))
    return False


def new_framework() -> bool:
    """Makes a partnership's folder with a framework to fill in."""
    return press(buttons.new_framework)


def review() -> bool:
    """Says everything that is wrong with the framework."""
    return press(buttons.review)


def issue() -> bool:
    """Writes the returns that partners fill in."""
    return press(buttons.issue)


def collect() -> bool:
    """Takes in what partners sent back."""
    return press(buttons.collect)


def status() -> bool:
    """Shows where every return stands."""
    return press(buttons.status)


def open_queries() -> bool:
    """Shows the questions that wait for an answer."""
    return press(buttons.open_queries)


def scorecard(audience: str = "") -> bool:
    """Makes the quarterly scorecard."""
    return press(lambda excel: buttons.scorecard(excel, audience))


def exceptions() -> bool:
    """Shows what is out of line."""
    return press(buttons.exceptions)


def annual_summary() -> bool:
    """Makes the year's scorecard."""
    return press(buttons.annual_summary)


def rate_selection() -> bool:
    """Rates the selected table."""
    return press(buttons.rate_selection)


def explain_cell() -> bool:
    """Explains the selected cell."""
    return press(buttons.explain_cell)


def freeze() -> bool:
    """Makes a copy to send out, which lives without pmxl."""
    return press(buttons.freeze)


def doctor() -> bool:
    """Says what this machine lacks."""
    return press(buttons.doctor)


def about() -> bool:
    """Says which pmxl this is."""
    return press(buttons.about)


BUTTONS: dict[str, Callable[[], bool]] = {
    function.__name__: function
    for function in (
        *(new_framework, review, issue, collect, status, open_queries, scorecard, exceptions, annual_summary),
        *(rate_selection, explain_cell, freeze, doctor, about),
    )
}
"""Every button by its name."""


def _report() -> str:
    """Where the report of a fault of our own was saved."""
    with tempfile.NamedTemporaryFile("w", prefix="pmxl-fault-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write(traceback.format_exc())
    return file.name
