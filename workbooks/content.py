"""The framework of the worked year: every row of every sheet."""

from __future__ import annotations

from workbooks import audiences
from workbooks import outcomes
from workbooks import partnership
from workbooks import process
from workbooks import resources
from workbooks import users
from workbooks.recipe import Recipe
from workbooks.recipe import tolerance
from workbooks.rows import Rows

RECIPES: tuple[Recipe, ...] = (*outcomes.RECIPES, *users.RECIPES, *process.RECIPES, *resources.RECIPES)

FOR_EVERY_PRIORITY = (
    tolerance("priority:high", "decline", n=2),
    tolerance("priority:high", "signal"),
    tolerance("priority:high", "missing", n=2),
)
"""Whatever serves a high priority is looked at when it has worsened twice running, when its process chart shows a
concern, and when nothing has come twice."""


def framework_rows() -> dict[str, Rows]:
    """The rows of framework.xlsx by sheet, in the order in which they stand."""
    return {
        "settings": partnership.SETTINGS,
        "partners": partnership.PARTNERS,
        "areas": partnership.AREAS,
        "perspectives": partnership.PERSPECTIVES,
        "objectives": partnership.OBJECTIVES,
        "measures": [dict(recipe.row) for recipe in RECIPES],
        "targets": [dict(row) for recipe in RECIPES for row in recipe.targets],
        "tolerances": [*FOR_EVERY_PRIORITY, *(dict(row) for recipe in RECIPES for row in recipe.tolerances)],
        "comparators": partnership.COMPARATORS,
        "audiences": audiences.AUDIENCES,
        "hothouse": partnership.HOTHOUSE,
    }
