"""Will Excel offer to repair it? Is there anything live in it that we did not put there? Asked of every workbook."""

from pmxl.sheets.lint.book import lint_workbook
from pmxl.sheets.lint.package import NOT_INERT

__all__ = ["NOT_INERT", "lint_workbook"]
