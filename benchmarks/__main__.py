"""Runs every benchmark and prints its table."""

from __future__ import annotations

from benchmarks import collecting
from benchmarks import forecasts
from benchmarks import help_command
from benchmarks import issuing
from benchmarks import ledger
from benchmarks import national
from benchmarks import reading
from benchmarks import rulebook
from benchmarks import scorecard
from benchmarks import worksheet

for benchmark in (
    help_command,
    issuing,
    reading,
    collecting,
    ledger,
    scorecard,
    national,
    rulebook,
    forecasts,
    worksheet,
):
    print(benchmark.report())
