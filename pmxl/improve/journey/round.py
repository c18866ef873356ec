"""One round of the journey: whom it was sent to, and what each partner said, by ref and field."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pmxl.framework.models import Partner
from pmxl.improve.journey.form import SCORE
from pmxl.ledger import FormAnswer
from pmxl.periods import Period


@dataclass(frozen=True, slots=True)
class Round:
    """The self-assessments of a period: the partners in the order of the framework, and what stands of each."""

    period: Period
    partners: tuple[Partner, ...]
    sent: Mapping[str, date]
    told: Mapping[tuple[str, str, str], FormAnswer]

    @property
    def answered(self) -> tuple[Partner, ...]:
        """The partners of whom anything stands."""
        heard = {partner for partner, _, _ in self.told}
        return tuple(partner for partner in self.partners if partner.id in heard)

    @property
    def silent(self) -> tuple[Partner, ...]:
        """The partners that it was sent to, and that have not answered."""
        heard = {partner.id for partner in self.answered}
        return tuple(one for one in self.partners if one.id in self.sent and one.id not in heard)

    @property
    def not_asked(self) -> tuple[Partner, ...]:
        """The partners that it was not sent to."""
        heard = {partner.id for partner in self.answered}
        return tuple(one for one in self.partners if one.id not in self.sent and one.id not in heard)

    def text(self, partner: str, ref: str, field: str) -> str:
        """What a partner said, "" where it said nothing."""
        found = self.told.get((partner, ref, field))
        return found.text if found else ""

    def scores(self, ref: str) -> dict[str, int]:
        """The scores of a statement by partner, those that did not score it left out."""
        found = {one.id: self.text(one.id, ref, SCORE) for one in self.partners}
        return {partner: int(float(text)) for partner, text in found.items() if text}


def round_of(
    period: Period, partners: Iterable[Partner], sent: Mapping[str, date], told: Iterable[FormAnswer]
) -> Round:
    """A round as its partners answered it."""
    return Round(period, tuple(partners), sent, {(one.to, one.ref, one.field): one for one in told})
