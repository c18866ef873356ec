"""Ribbon: the function behind every button; each starts a process of its own and comes back, so that Excel goes on."""

from __future__ import annotations

from pmxl.excel.away import start


def new_framework() -> None:
    """Makes a partnership's folder with a framework to fill in."""
    start("new_framework")


def review() -> None:
    """Says everything that is wrong with the framework, and opens the workbook that judges it."""
    start("review")


def calendar() -> None:
    """Makes the year's dates."""
    start("calendar")


def issue() -> None:
    """Writes the returns that partners fill in."""
    start("issue")


def collect() -> None:
    """Takes in what partners sent back."""
    start("collect")


def status() -> None:
    """Shows where every return stands."""
    start("status")


def open_queries() -> None:
    """Shows the questions that wait for an answer."""
    start("open_queries")


def scorecard(audience: str = "") -> None:
    """Makes the quarterly scorecard."""
    start("scorecard", audience)


def exceptions() -> None:
    """Shows what is out of line."""
    start("exceptions")


def annual_summary() -> None:
    """Makes the summary of a year."""
    start("annual_summary")


def public_file() -> None:
    """Makes what the public may see of a period."""
    start("public_file")


def rate_selection() -> None:
    """Rates the selected table."""
    start("rate_selection")


def explain_cell() -> None:
    """Explains the selected cell."""
    start("explain_cell")


def freeze() -> None:
    """Makes a copy to send out, which lives without pmxl."""
    start("freeze")


def library() -> None:
    """Shows measures that others use, and puts some into the framework."""
    start("library")


def doctor() -> None:
    """Says what this machine lacks."""
    start("doctor")


def about() -> None:
    """Says which pmxl this is."""
    start("about")
