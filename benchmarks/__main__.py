"""Runs every benchmark and prints its table."""

from __future__ import annotations

from benchmarks import forecasts
from benchmarks import help_command
from benchmarks import reading
from benchmarks import rulebook

for benchmark in (help_command, reading, rulebook, forecasts):
    print(benchmark.report())
