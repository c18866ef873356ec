"""What became of a perturbed return, judged against what was expected: mechanical, with no eye for the code."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from enum import IntEnum

from pmxl.figures import Figure
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.returns.read import ReadReturn
from pmxl.returns.read import read_return
from pmxl.sheets.read import read_workbook
from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.stress.expected import Expected
from tests.stress.expected import Stand
from tests.stress.filled import Filled
from tests.stress.filled import Key
from tests.stress.filled import Line
from tests.stress.markup import address
from tests.stress.partnership import FRAMEWORK
from tests.stress.partnership import HISTORY
from tests.stress.partnership import PERIOD

CLOSE = 1e-9
AREA_NAMES = {area.id: area.name for area in FRAMEWORK.areas}
MEASURE_NAMES = {measure.id: measure.name for measure in FRAMEWORK.measures}


class Verdict(IntEnum):
    """From best to worst."""

    RIGHT = 0
    NAMED = 1
    FALSE_ALARM = 2
    MIS_NAMED = 3
    SILENTLY_WRONG = 4
    CRASHED = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on one figure or on the file, the operator it is laid to, and why."""

    verdict: Verdict
    operator: str
    why: str = ""


@dataclass(frozen=True)
class Result:
    """What a reading gave: figures that stand, and all that was said."""

    figures: dict[Key, Figure]
    findings: tuple[Finding, ...]
    refused: bool


def read(data: bytes) -> Result:
    """Reads the file as collect does, in this process."""
    try:
        found = read_return(read_workbook("return.xlsx", data), FRAMEWORK, expected_period=PERIOD, history=HISTORY)
    except Refusal as refusal:
        return Result({}, refusal.findings, refused=True)
    refused = found.outcome is Outcome.REFUSED
    return Result({} if refused else kept(found), found.findings, refused=refused)


def kept(found: ReadReturn) -> dict[Key, Figure]:
    """The figures that count, by what they are of."""
    return {
        (figure.measure, AREA_NAMES.get(figure.area, figure.area), figure.period.label): figure
        for figure in found.figures
        if not figure.held
    }


def judge(made: Filled, data: bytes) -> list[Judged]:
    """The verdicts on a perturbed return."""
    try:
        result = read(data)
    except Exception as fault:  # the one thing no file may do; it is reported, and the run goes on
        return [Judged(Verdict.CRASHED, "", f"{type(fault).__name__}: {fault}")]
    whole = _judge_whole(made, result)
    if whole is not None:
        return [whole]
    lines = [_judge_line(made, line, result) for line in made.lines]
    strays = set(result.figures) - {line.key for line in made.lines}
    lines += [Judged(Verdict.SILENTLY_WRONG, "", f"a figure of nobody's: {key}") for key in sorted(strays)]
    return [*lines, *_judge_remarks(made, result)]


def _judge_whole(made: Filled, result: Result) -> Judged | None:
    """The verdict on the file where it ends with it."""
    loud = [finding for finding in result.findings if finding.severity is not Severity.NOTE]
    said = " | ".join(map(str, loud))
    if made.whole is None:
        return Judged(Verdict.FALSE_ALARM, "", f"refused: {said}") if result.refused else None
    if result.refused or not (result.figures or made.whole.or_read):
        right = any(family(finding) in made.whole.families for finding in loud)
        return Judged(Verdict.NAMED if right else Verdict.MIS_NAMED, "whole", "" if right else f"said: {said}")
    if made.whole.or_read:
        return None
    return Judged(Verdict.SILENTLY_WRONG, "whole", f"{len(result.figures)} figures kept; said: {said}")


def _judge_line(made: Filled, line: Line, result: Result) -> Judged:
    expected, figure = made.expected[line.key], result.figures.get(line.key)
    about = [f for f in result.findings if f.severity is not Severity.NOTE and points_at(f, made, line)]
    exact = [f for f in about if family(f) in expected.families and in_cells(f, made, line, expected)]
    operator = made.claims.get(line.key, "")
    if any(key[0] == line.key[0] and key != line.key for key in made.claims):  # its neighbours make it look odd
        expected = replace(expected, remarks=True)
    verdict, why = _weigh(expected, figure, about, exact)
    if verdict <= Verdict.NAMED:
        return Judged(verdict, operator)
    said = " | ".join(str(f) for f in about) or "nothing"
    return Judged(verdict, operator, f"{line.key}: {why}; got {shown(figure)}; said {said}")


def _weigh(
    expected: Expected, figure: Figure | None, about: list[Finding], exact: list[Finding]
) -> tuple[Verdict, str]:
    agrees = any(matches(stand, figure) for stand in expected.stands)
    if agrees and figure is not None and expected.must_be_named:
        return (Verdict.NAMED, "") if exact else (Verdict.SILENTLY_WRONG, "kept and not named")
    if agrees:
        alarming = about and not expected.remarks and not exact
        return (Verdict.FALSE_ALARM, "right, and yet questioned") if alarming else (Verdict.RIGHT, "")
    if figure is not None and (figure.value is not None or figure.marker):
        said = any(f.severity is not Severity.QUERY for f in about)
        wrong = f"expected {expected.stands or 'no figure'}"
        return (Verdict.MIS_NAMED if said else Verdict.SILENTLY_WRONG), wrong
    if exact:
        return Verdict.NAMED, ""
    if about:
        lenient = bool(expected.families)
        return (Verdict.MIS_NAMED if lenient else Verdict.FALSE_ALARM), "kept out, named otherwise than expected"
    return Verdict.SILENTLY_WRONG, "lost without a word"


def _judge_remarks(made: Filled, result: Result) -> Iterable[Judged]:
    """Findings about nothing that was touched."""
    for finding in result.findings:
        if finding.severity is Severity.NOTE or family(finding) in made.file_remarks:
            continue
        if not any(points_at(finding, made, line) for line in made.lines) and made.whole is None and not made.claims:
            yield Judged(Verdict.FALSE_ALARM, "", f"remark: {finding}")


def family(finding: Finding) -> str:
    """The family of its code."""
    return finding.code[:3]


def points_at(finding: Finding, made: Filled, line: Line) -> bool:
    """True where a finding names a cell of the row, or a missing row by its measure."""
    if finding.sheet == made.sheet_name and finding.cell and {line.row, *line.copies} & rows_of(finding.cell):
        return True
    measure, area, period = line.key
    text = f"{finding.says} {finding.found} {finding.expected}"
    named = MEASURE_NAMES[measure] in text or bool(re.search(rf"\b{measure}(?: |$)", text))  # "unseen" is not seen
    if finding.cell and not area:
        return family(finding) == "STR" and bool(
            re.search(rf"(?<!\d )\b[A-Z]{{1,2}}({'|'.join(map(str, (line.row, *line.copies)))})\b", finding.says)
        )
    return named and (not area or area in text) and (measure != "calls" or period in text)


def in_cells(finding: Finding, made: Filled, line: Line, expected: Expected) -> bool:
    """True where the finding names one of the cells expected."""
    if not expected.headings or not line.row:
        return True
    cells = {
        address(row, made.columns[h])
        for row in (line.row, *line.copies)
        for h in expected.headings
        if h in made.columns
    }
    return bool(cells & set(finding.cell.replace(":", " ").replace(",", " ").split()))


def rows_of(cell: str) -> set[int]:
    """The rows that a finding's place names: `K9`, `I9:J9`, `A6, A9`, `6`."""
    rows: set[int] = set()
    for piece in cell.replace(",", " ").split():
        ends = [int("".join(ch for ch in end if ch.isdigit()) or 0) for end in piece.split(":")]
        rows |= set(range(min(ends), max(ends) + 1)) if len(ends) == 2 and max(ends) - min(ends) < 100 else set(ends)
    return rows - {0}


def matches(stand: Stand, figure: Figure | None) -> bool:
    """True where the figure is what stands."""
    if figure is None:
        return stand.value is None and stand.numerator is None and stand.denominator is None and "" in stand.markers
    marker = "low" if figure.low and "low" in stand.markers else figure.marker
    if figure.withdrawn:
        marker = "withdrawn"
    pairs = ((stand.numerator, figure.numerator), (stand.denominator, figure.denominator), (stand.value, figure.value))
    return marker in stand.markers and all(close(one, other) for one, other in pairs)


def close(one: float | None, other: float | None) -> bool:
    """Equal to nine digits."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=CLOSE, abs_tol=1e-300)


def shown(figure: Figure | None) -> str:
    """A figure in a few words."""
    if figure is None:
        return "no figure"
    return f"{figure.numerator}/{figure.denominator}={figure.value} {figure.marker}".strip()
