"""Formula: the rating as Excel's own formula, written from the same limits as the rule reads.

Only functions of Excel 2010 and before, so that it works wherever a partner opens the return.
"""

from __future__ import annotations

from functools import lru_cache
from math import isinf
from typing import Any
from typing import NamedTuple

import numpy as np

from pmxl.rules.digits import SIGNIFICANT
from pmxl.rules.presets import reads_last_year
from pmxl.rules.rating import not_done
from pmxl.rules.rating import rate
from pmxl.rules.rule import Applied
from pmxl.rules.rule import Rule
from pmxl.rules.rule import applied
from pmxl.rules.spans import NO
from pmxl.rules.spans import YES
from pmxl.rules.spans import Span
from pmxl.rules.spans import Spans
from pmxl.rules.spans import spans_of
from pmxl.terms import LOW
from pmxl.terms import MARKERS
from pmxl.terms import NOT_DONE
from pmxl.terms import WITHDRAWN
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Rating

CHECK_ENTRY = "Check entry"
"""What the rating says of a cell that holds neither a figure nor a word that stands for one."""

ANSWERS = (("Yes", YES), ("No", NO))
"""What a yes/no cell says, and the figure it is."""

SILENT = (*MARKERS, WITHDRAWN)
"""Words that stand for no figure: there is nothing to rate."""

ALWAYS = "TRUE"

HERE = "\0"
"""Stands for the cell in a formula that is not yet in its place."""


class Rung(NamedTuple):
    """If the condition holds, the word."""

    condition: str
    word: str


def rating_formula(
    cell: str,
    *,
    target: float = np.nan,
    polarity: str = Polarity.HIGHER,
    as_at: float = np.nan,
    **rule: Any,
) -> str:
    """The rating of a cell as a native Excel formula, without its equals sign, saying what the rule would say.

    `rule` as for rate. "" for a blank cell or a marker, CHECK_ENTRY for other text. A yes/no cell holds Yes or No. A
    milestone cell holds a day or "not done", which is rated as at `as_at`, a day as Excel serial number ("" without).
    """
    if not reads_last_year(rule.get("modifier", "")):
        rule.pop("last_year", None)
    fields = tuple((name, _nothing_or(value)) for name, value in sorted(rule.items()))
    return _formula_of(_nothing_or(target), polarity, _nothing_or(as_at), fields).replace(HERE, cell)


def _nothing_or(value: Any) -> Any:
    """NaN as one and the same NaN, by which it is known again."""
    return np.nan if value != value else value


@lru_cache(maxsize=4096)
def _formula_of(target: float, polarity: str, as_at: float, fields: tuple[tuple[str, Any], ...]) -> str:
    """The formula with HERE for its cell: the same target is asked of many partners."""
    rule = dict(fields)
    whole = applied(Rule(target, polarity, **rule))
    said = _said(whole, target, polarity, as_at, rule)
    answer = _text(CHECK_ENTRY)
    for words, rating in reversed([*said, (SILENT, "")]):
        answer = f"IF({_is_one_of(HERE, words)},{_text(rating)},{answer})"
    of_number = _text(CHECK_ENTRY) if whole.kind == Kind.YES_NO else _of_number(HERE, whole)
    return f"IF(ISNUMBER({HERE}),{of_number},IF(ISERROR({HERE}),{_text(CHECK_ENTRY)},{answer}))"


def value_formula(numerator: str, denominator: str, multiplier: float = 1) -> str:
    """Numerator times multiplier over denominator as a native Excel formula; "" until both parts are in."""
    times = "" if multiplier == 1 else f"*{_number(multiplier)}"
    quotient = f'IF({denominator}=0,"",{numerator}{times}/{denominator})'
    return f'IF(AND(ISNUMBER({numerator}),ISNUMBER({denominator})),{quotient},"")'


def _of_number(cell: str, rule: Applied) -> str:
    figure = f"INT({cell})" if rule.kind == Kind.MILESTONE else f"ROUND({cell},{int(np.asarray(rule.decimals).item())})"
    *rungs, last = _ladder(figure, spans_of(rule), is_stretch=bool(rule.is_stretch))
    answer = _text(last.word)
    for rung in reversed(rungs):
        answer = f"IF({rung.condition},{_text(rung.word)},{answer})"
    return answer


def _ladder(figure: str, spans: Spans, *, is_stretch: bool) -> list[Rung]:
    """The rungs in the order in which the rule tries them, down to the first that always holds."""
    fallen = Rating.AMBER if is_stretch else Rating.RED
    tried = [
        Rung(_outside(figure, spans.standard), Rating.RED),
        Rung("" if spans.rated else ALWAYS, Rating.NO_TARGET),
        Rung(_inside(figure, spans.blue, with_ends=False), Rating.GREEN if is_stretch else Rating.BLUE),
        Rung(_inside(figure, spans.target), Rating.GREEN),
        Rung(_inside(figure, spans.band, with_ends=bool(spans.edge_inside)), spans.within.item()),
        Rung(_inside(figure, spans.saved), Rating.AMBER),
        Rung(ALWAYS, fallen),
    ]
    possible = [rung for rung in tried if rung.condition]
    ladder = possible[: [rung.condition for rung in possible].index(ALWAYS) + 1]
    while len(ladder) > 1 and ladder[-2].word == ladder[-1].word:
        del ladder[-2]
    return ladder


def _inside(figure: str, span: Span, *, with_ends: bool = True) -> str:
    """The condition that a figure lies in a span; "" where it never does."""
    end = "=" if with_ends else ""
    ends = [(f"{figure}>{end}", span.low.item()), (f"{figure}<{end}", span.high.item())]
    if any(np.isnan(level) for _, level in ends):
        return ""
    return _joined("AND", [f"{compared}{_number(level)}" for compared, level in ends if not isinf(level)]) or ALWAYS


def _outside(figure: str, span: Span) -> str:
    """The condition that a figure lies outside a span; "" where it never does."""
    ends = [(f"{figure}<", span.low.item()), (f"{figure}>", span.high.item())]
    return _joined("OR", [f"{compared}{_number(level)}" for compared, level in ends if not isinf(level)])


def _said(
    whole: Applied, target: float, polarity: str, as_at: float, rule: dict[str, Any]
) -> list[tuple[tuple[str, ...], str]]:
    """The words that a cell of this kind may hold for a figure, and how each is rated."""
    if whole.kind == Kind.YES_NO:
        return [((word,), rate(figure, target, polarity, **rule).item()) for word, figure in ANSWERS]
    if whole.kind == Kind.MILESTONE:
        return [((NOT_DONE,), not_done(target, as_at, **rule).item())]
    return [(LOW, rate(0, target, polarity, **rule).item())]


def _is_one_of(cell: str, words: tuple[str, ...]) -> str:
    if len(words) == 1:
        return f"TRIM({cell})={_text(words[0])}"
    return f"OR(TRIM({cell})={{{','.join(map(_text, words))}}})"


def _joined(function: str, conditions: list[str]) -> str:
    return f"{function}({','.join(conditions)})" if len(conditions) > 1 else "".join(conditions)


def _text(word: str) -> str:
    return f'"{word}"'


def _number(level: float) -> str:
    return f"{level:.{SIGNIFICANT}g}".upper()
