"""Say: sentences and progress for a person at a terminal."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape as escape_markup
from rich.progress import BarColumn
from rich.progress import MofNCompleteColumn
from rich.progress import Progress
from rich.progress import SpinnerColumn
from rich.progress import TextColumn

from pmxl.findings import Refusal

WIDE = 200
"""Columns for a table that goes to a file or another program, where no terminal says how wide it is."""
out = Console(highlight=False, emoji=False, soft_wrap=True, width=None if sys.stdout.isatty() else WIDE)
err = Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)


PROGRESS_ASKED = "PMXL_PROGRESS"
"""Set to `lines`, it makes progress go to standard error a line at a time, for a program that watches."""
PROGRESS = "» "
"""What such a line begins with."""


def escape(text: str) -> str:
    """Text as a terminal may have it: no markup of ours, and control characters shown instead of obeyed."""
    return escape_markup(inert(text))


def inert(text: str) -> str:
    """Text with its control characters shown, line breaks and tabs apart."""
    return "".join(ch if ch.isprintable() or ch in "\n\t" else ch.encode("unicode_escape").decode() for ch in text)


def say(text: str) -> None:
    """One plain line."""
    out.print(inert(text), markup=False)


def warn(text: str) -> None:
    """One plain line beside what is printed, for a person and not for a program that reads it."""
    err.print(inert(text), markup=False)


def say_refusal(refusal: Refusal) -> None:
    """What was refused, a sentence a finding."""
    for finding in refusal.findings:
        err.print(inert(str(finding)), markup=False)


def say_machine(error: OSError) -> None:
    """What the machine would not do."""
    err.print(inert(machine_words(error)), markup=False)


def machine_words(error: OSError) -> str:
    """What the machine would not do, in a sentence."""
    place = f"{error.filename}: " if error.filename else ""
    says = f"{place}{error.strerror or error}".rstrip(".")
    return f"The machine would not do it: {says}. Check the disk and your rights, then try again. [ENV005]"


def say_fault() -> None:
    """A fault of pmxl's own: no traceback reaches the user."""
    err.print(fault_words(), markup=False)


def fault_words() -> str:
    """That pmxl failed, and where the report of what went wrong was saved just now."""
    with tempfile.NamedTemporaryFile("w", prefix="pmxl-fault-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write(traceback.format_exc())
    told = "pmxl itself failed. What was kept before is whole."
    return f"{told} The report is {file.name}. Send it to whoever looks after pmxl. [ENV099]"


def say_progress(text: str) -> None:
    """One line of progress."""
    err.print(f"{PROGRESS}{inert(text)}", markup=False)


@contextmanager
def progress_count(title: str) -> Iterator[Callable[[int, int, str], None]]:
    """A bar for work whose length is known; it shows only on a terminal, or as lines where they are asked for."""
    if os.environ.get(PROGRESS_ASKED) == "lines":
        yield lambda done, of, name: say_progress(f"{done} of {of} {name}")
        return
    with Progress(TextColumn(title), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[name]}"), console=err,
                  transient=True) as bar:  # fmt: skip
        task = bar.add_task(title, total=None, name="")

        def tick(done: int, of: int, name: str) -> None:
            bar.update(task, completed=done, total=of, name=escape(name))
            if done >= of:
                bar.stop()  # a question may follow

        yield tick


@contextmanager
def progress_names(title: str) -> Iterator[Callable[[str], None]]:
    """A spinner with the name of what is being worked on."""
    if os.environ.get(PROGRESS_ASKED) == "lines":
        yield say_progress
        return
    with Progress(SpinnerColumn(), TextColumn(title), TextColumn("{task.fields[name]}"), console=err,
                  transient=True) as bar:  # fmt: skip
        task = bar.add_task(title, total=None, name="")
        yield lambda name: bar.update(task, name=escape(name))
