"""Material: what the pages of a scorecard's measures share, sorted by measure once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmxl.assess import Assessment
from pmxl.reports.drawn import Drawing
from pmxl.reports.figure import Row
from pmxl.reports.figure import by_measure
from pmxl.reports.places import Places
from pmxl.reports.trend import runs

ByMeasure = Mapping[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Material:
    """The assessment, where sheets are, the sheet that charts draw from, and rows of each picture by measure."""

    assessment: Assessment
    places: Places
    drawing: Drawing
    series: ByMeasure
    process: ByMeasure
    paths: ByMeasure
    peers: ByMeasure
    steps: ByMeasure


def material(assessment: Assessment, places: Places, drawing: Drawing) -> Material:
    """What the pages of these measures are made from."""
    pictures = assessment.pictures
    return Material(
        assessment,
        places,
        drawing,
        runs(assessment),
        by_measure(pictures.process),
        by_measure(pictures.paths),
        by_measure(pictures.peers),
        by_measure(pictures.steps),
    )
