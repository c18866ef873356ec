"""Checks of the sheet tests: each answers a criterion of a measure or of the whole, once."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.draft import Draft
from pmxl.framework.draft import again
from pmxl.framework.draft import key_of
from pmxl.framework.faults import Fault
from pmxl.framework.judged.criterion import OF_MEASURES
from pmxl.framework.judged.criterion import OF_THE_WHOLE

SHEET = "tests"


def of_the_wrong_thing(draft: Draft) -> Iterator[Finding]:
    """A criterion of a measure names none, or one of the whole framework names a measure."""
    for line in draft.of(SHEET):
        criterion, measure = line.text("criterion"), line.text("measure")
        if not criterion or not line.is_sound("measure"):
            continue
        if criterion in OF_MEASURES and not measure:
            says = f"The criterion {criterion} is of one measure, and none is named."
            yield line.finding(Fault.TEST_OF_NOTHING, "measure", says, "Type the id of the measure.")
        elif criterion in OF_THE_WHOLE and measure:
            says = f"The criterion {criterion} is of the whole framework, and the measure {measure} is named."
            yield line.finding(Fault.TEST_OF_WHOLE, "measure", says, "Clear the measure, or name another criterion.")


def tests_twice(draft: Draft) -> Iterator[Finding]:
    """The same criterion is answered twice for the same measure."""
    for line, first in again(draft.of(SHEET), lambda line: key_of(line, "criterion", "measure")):
        of = line.text("measure") or "the whole framework"
        says = f"Row {first.row} answers {line.text('criterion')} of {of} already."
        yield line.finding(Fault.TEST_TWICE, "criterion", says, "Keep the later answer.")


CHECKS = (of_the_wrong_thing, tests_twice)
