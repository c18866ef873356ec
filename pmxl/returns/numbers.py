"""Reading the cell where a figure belongs: a number, a reason why there is none, or what keeps it out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import time

from pmxl.figures import NOT_DONE
from pmxl.findings import show
from pmxl.readings import read_day
from pmxl.returns.text_numbers import has_comma_decimal
from pmxl.returns.text_numbers import meant_by
from pmxl.returns.text_numbers import number_in
from pmxl.returns.text_numbers import significant
from pmxl.returns.text_numbers import suppressed_below
from pmxl.returns.text_numbers import tidy_text
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.number_formats import number_format_is_percent
from pmxl.terms import LOW
from pmxl.terms import MARKERS
from pmxl.terms import WITHDRAWN
from pmxl.terms import Kind
from pmxl.terms import Rating
from pmxl.terms import Severity
