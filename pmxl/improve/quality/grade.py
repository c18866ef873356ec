"""The grade of one characteristic of a measure's figures, and all six of them with the lowest that counts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

import numpy as np

from pmxl.figures import QUALITY
from pmxl.figures import QUALITY_WORDS
from pmxl.plural import listed
from pmxl.rules.quality import Quality
from pmxl.rules.quality import quality


@dataclass(frozen=True, slots=True)
class Reason:
    """What is known of a characteristic: its mark (NaN where it earns none), in words, and from where."""

    mark: float
    says: str


@dataclass(frozen=True)
class Graded:
    """A measure with its reasons by characteristic; `own` is the lowest mark that partners themselves gave it."""

    measure: str
    name: str
    reasons: Mapping[str, tuple[Reason, ...]]
    own: float = math.nan

    @cached_property
    def marks(self) -> tuple[float, ...]:
        """The mark of each characteristic, in the order of QUALITY: the lowest of its reasons, NaN without any."""
        given = [[one.mark for one in self.reasons.get(name, ())] for name in QUALITY]
        level = list(zip_longest(*given, fillvalue=math.nan))  # the first reason of each, the second of each ...
        return tuple(quality(np.reshape(level, (-1, len(QUALITY))).T).lowest.tolist())

    def mark(self, characteristic: str) -> float:
        """The lowest mark of one characteristic; NaN where nothing is known."""
        return self.marks[QUALITY.index(characteristic)]

    def why(self, characteristic: str) -> str:
        """Every reason of one characteristic, in sentences."""
        return " ".join(one.says for one in self.reasons.get(characteristic, ()))

    @cached_property
    def whole(self) -> Quality:
        """What its six marks come to."""
        return quality(self.marks)

    @property
    def lowest(self) -> float:
        """The mark that counts: the lowest of all."""
        return float(self.whole.lowest)

    @property
    def poorest(self) -> tuple[str, ...]:
        """The characteristics that have it."""
        return tuple(name for name, is_poorest in zip(QUALITY, self.whole.poorest, strict=True) if is_poorest)

    @property
    def words(self) -> str:
        """`2 of 4, doubtful. Timeliness: 1 of 8 returns with it came late.`; "" where nothing is known."""
        if math.isnan(self.lowest):
            return ""
        mark = int(self.lowest)
        head = f"{mark} of 4, {QUALITY_WORDS[mark]}"
        if mark == max(QUALITY_WORDS):
            return f"{head}."
        told: dict[str, list[str]] = {}
        for name in self.poorest:
            told.setdefault(self.telling(name), []).append(name)
        return f"{head}. " + " ".join(f"{listed(names).capitalize()}: {said}" for said, names in told.items())

    def telling(self, characteristic: str) -> str:
        """The reasons that brought a characteristic down to its mark."""
        low = self.mark(characteristic)
        said = [one.says for one in self.reasons[characteristic] if one.mark == low]
        return " ".join(f"{text[0].lower()}{text[1:]}" if n == 0 else text for n, text in enumerate(said))
