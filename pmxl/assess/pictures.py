"""Pictures: the figures that a measure's charts are drawn from."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from pmxl.assess.peers import COLUMNS as PEERS
from pmxl.assess.peers import peers
from pmxl.assess.process_chart import COLUMNS as PROCESS
from pmxl.assess.process_chart import process
from pmxl.assess.rows import Worked
from pmxl.assess.scene import Scene
from pmxl.assess.steps import COLUMNS as STEPS
from pmxl.assess.steps import steps
from pmxl.assess.year_path import COLUMNS as PATHS
from pmxl.assess.year_path import paths


class Pictures(NamedTuple):
    """The frames of the process charts, the paths through the year, the comparison groups and the steps of a change."""

    process: pd.DataFrame
    paths: pd.DataFrame
    peers: pd.DataFrame
    steps: pd.DataFrame


def pictures(scene: Scene, worked: Worked, contributions: pd.DataFrame) -> Pictures:
    """The pictures of every measure of the partnership."""
    return Pictures(
        process=process(scene, worked.runs, worked.base),
        paths=paths(scene, worked.runs, worked.base),
        peers=peers(scene, worked.history, worked.base),
        steps=steps(scene, contributions),
    )


def own_pictures(scene: Scene, worked: Worked, partner: str) -> Pictures:
    """The pictures of one partner's own series; what others have a part in, groups and steps, is left out."""
    rows = worked.base[worked.base.index.get_level_values("unit") == partner]
    return NO_PICTURES._replace(
        process=process(scene, worked.runs, rows, "partner"), paths=paths(scene, worked.runs, rows, "partner")
    )


NO_PICTURES = Pictures(
    pd.DataFrame(columns=PROCESS), pd.DataFrame(columns=PATHS), pd.DataFrame(columns=PEERS), pd.DataFrame(columns=STEPS)
)
"""Of an assessment without history."""


def no_pictures(_: str) -> Pictures:
    """Of a partner, where there is no history."""
    return NO_PICTURES
