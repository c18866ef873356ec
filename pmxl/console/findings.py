"""Findings: what is wrong, a line each, the severity in its ink."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pmxl.console.say import escape
from pmxl.console.say import out
from pmxl.console.say import say
from pmxl.findings import Finding
from pmxl.findings import gravest_first
from pmxl.terms import Severity

INKS = {Severity.ERROR: "bold red", Severity.HOLD: "bold yellow", Severity.QUERY: "yellow", Severity.NOTE: "dim"}
PLURALS = {Severity.ERROR: "Errors", Severity.HOLD: "Holds", Severity.QUERY: "Queries", Severity.NOTE: "Notes"}


def say_finding(finding: Finding, *, indent: int = 0, closed: str = "") -> None:
    """One finding, and in what words it was closed."""
    said = f"{finding} {closed}".rstrip()
    out.print(f"{'':{indent}}[{INKS[finding.severity]}]{finding.severity:<6}[/] {escape(said)}")


def say_findings(findings: Iterable[Finding]) -> None:
    """Findings, the gravest first, and how many of each there are."""
    found = gravest_first(findings)
    for finding in found:
        say_finding(finding)
    of = Counter(finding.severity for finding in found)
    counted = ", ".join(f"{of[s]} {PLURALS[s] if of[s] > 1 else s}" for s in Severity if of[s])
    say(f"{counted}." if counted else "Nothing is wrong: the framework is ready.")
