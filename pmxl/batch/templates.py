"""Templates: a partnership's own house style, return and scorecard pages, and workbooks made as these have them.

A template that is not there, or is as it was shipped, changes nothing; openpyxl is loaded only for one that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pmxl.reports.page_template import AS_IT_IS
from pmxl.reports.page_template import PageTemplate
from pmxl.reports.page_template import paged
from pmxl.reports.page_template import read_page_template
from pmxl.returns.names import folded
from pmxl.returns.template import NOTHING_ADDED
from pmxl.returns.template import OwnColumn
from pmxl.returns.template import ReturnTemplate
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.dress import dressed
from pmxl.sheets.house_style import HOUSE
from pmxl.sheets.house_style import HouseStyle
from pmxl.sheets.letterhead import with_logo
from pmxl.shipped import is_as_shipped

if TYPE_CHECKING:
    from pmxl.assess import Assessment


@dataclass
class Templates:
    """The folder `templates` of a partnership. Each property raises a Refusal that names what is wrong, by its cell."""

    path: Path

    @cached_property
    def house(self) -> HouseStyle:
        """Its house style, or the program's own."""
        if not self._is_changed("house-style"):
            return HOUSE
        from pmxl.sheets.house_style_read import read_house_style

        return read_house_style(self.file("house-style"))

    @cached_property
    def added(self) -> ReturnTemplate:
        """What it adds to every return."""
        if not self._is_changed("return"):
            return NOTHING_ADDED
        from pmxl.returns.template_read import read_return_template

        return read_return_template(self.file("return"))

    @cached_property
    def page(self) -> PageTemplate:
        """How it has the pages of its scorecard."""
        return read_page_template(self.file("scorecard")) if self._is_changed("scorecard") else AS_IT_IS

    def dressed(self, plan: BookPlan) -> BookPlan:
        """A workbook in its house style, with its logo on the first sheet."""
        return with_logo(dressed(plan, self.house), self.house.logo)

    def as_issued(self, plan: BookPlan, kept: Sequence[OwnColumn] = ()) -> BookPlan:
        """A return with its own columns and guidance, in its house style; `kept` are columns of a partner's own."""
        from pmxl.returns.own_columns import with_guidance  # here, so that who issues nothing waits for no return
        from pmxl.returns.own_columns import with_own_columns

        there = {folded(own.heading) for own in self.added.columns}
        more = tuple(own for own in kept if folded(own.heading) not in there)
        added = replace(self.added, columns=(*self.added.columns, *more))
        return with_guidance(self.dressed(with_own_columns(plan, added)), added)

    def as_shown(self, plan: BookPlan, found: Assessment) -> BookPlan:
        """A scorecard with its pages and headings as it has them, in its house style."""
        return dressed(paged(plan, self.page, found, self.house.logo), self.house)

    def file(self, name: str) -> Path:
        """Where a template stands."""
        return self.path / f"{name}.xlsx"

    def _is_changed(self, name: str) -> bool:
        return self.file(name).exists() and not is_as_shipped(self.file(name))
