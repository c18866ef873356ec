"""The command line: arguments, progress bars, tables and exit codes; every command is one call into the batch."""

from __future__ import annotations

from pmxl.cli import plan
from pmxl.cli import returns
from pmxl.cli import serve
from pmxl.cli import shown
from pmxl.cli.app import app
from pmxl.cli.app import main

__all__ = ["app", "main", "plan", "returns", "serve", "shown"]
