"""The first sheet: the scorecard at a glance, in the layout that its audience or the framework asks for."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping

from pmxl.assess import Assessment
from pmxl.framework.columns_audiences import EFQM
from pmxl.framework.columns_audiences import MAP
from pmxl.framework.columns_audiences import MATRIX
from pmxl.framework.columns_audiences import PLAIN
from pmxl.framework.columns_audiences import QUADRANTS
from pmxl.framework.columns_audiences import RESULTS
from pmxl.framework.columns_audiences import STACKED
from pmxl.framework.columns_audiences import THREAD
from pmxl.framework.columns_audiences import layout_named
from pmxl.reports.layouts import efqm
from pmxl.reports.layouts import matrix
from pmxl.reports.layouts import quadrants
from pmxl.reports.layouts import stack
from pmxl.reports.layouts import strategy_map
from pmxl.reports.layouts import thread
from pmxl.reports.panel_columns import Setting
from pmxl.reports.panel_columns import setting_of
from pmxl.reports.places import Places
from pmxl.reports.trend import Line
from pmxl.sheets.describe import SheetPlan

LAYOUTS: Mapping[str, Callable[[Setting], SheetPlan]] = {
    QUADRANTS: quadrants.plan,
    STACKED: stack.perspectives,
    MAP: strategy_map.plan,
    THREAD: thread.plan,
    MATRIX: matrix.plan,
    EFQM: efqm.plan,
    RESULTS: stack.results,
    PLAIN: stack.plain_list,
}
"""Every layout by its name in the framework."""


def plan_front(assessment: Assessment, where: Places, lines: Mapping[str, Line]) -> SheetPlan:
    """The first sheet in its layout."""
    return LAYOUTS.get(layout_of(assessment), usual)(setting_of(assessment, where, lines))


def layout_of(assessment: Assessment) -> str:
    """The layout of the audience, else of the framework; "" where neither is known."""
    audience = assessment.audience
    asked = audience.layout if audience else ""
    return layout_named(asked) or layout_named(assessment.framework.settings.layout)


def usual(setting: Setting) -> SheetPlan:
    """Where nobody asks for a layout: perspectives one under another where a page holds them, else quadrants."""
    return stack.few(setting) or quadrants.plan(setting)
