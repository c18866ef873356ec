"""The command line: arguments, progress bars, tables and exit codes; every command is one call into the batch."""

from __future__ import annotations

from pmxl.cli import addin
from pmxl.cli import annual
from pmxl.cli import answers
from pmxl.cli import beyond
from pmxl.cli import desk
from pmxl.cli import doctor
from pmxl.cli import guide
from pmxl.cli import improve
from pmxl.cli import journey
from pmxl.cli import library
from pmxl.cli import logbook
from pmxl.cli import plan
from pmxl.cli import returns
from pmxl.cli import serve
from pmxl.cli import shown
from pmxl.cli.app import app
from pmxl.cli.app import main
from pmxl.cli.panels import arrange

arrange(app)

__all__ = [
    "addin",
    "annual",
    "answers",
    "app",
    "beyond",
    "desk",
    "doctor",
    "guide",
    "improve",
    "journey",
    "library",
    "logbook",
    "main",
    "plan",
    "returns",
    "serve",
    "shown",
]
