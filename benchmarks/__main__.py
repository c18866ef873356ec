"""Runs every benchmark and prints its table."""

from __future__ import annotations

from benchmarks import forecasts
from benchmarks import help_command
from benchmarks import reading

for benchmark in (help_command, reading, forecasts):
    print(benchmark.report())
