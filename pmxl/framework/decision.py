"""A decision that the next year asks for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """What has to be decided: of which measure ("" where it is of several), what it is about by name, and what."""

    measure: str
    name: str
    says: str
