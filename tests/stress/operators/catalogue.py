"""Every operator there is: the modules that list them, brought together."""

from __future__ import annotations

from tests.stress.operators import arithmetic
from tests.stress.operators import columns
from tests.stress.operators import container
from tests.stress.operators import days
from tests.stress.operators import errors
from tests.stress.operators import formulas
from tests.stress.operators import identity
from tests.stress.operators import labels
from tests.stress.operators import marks
from tests.stress.operators import parts
from tests.stress.operators import rows
from tests.stress.operators import sheets
from tests.stress.operators import spelling
from tests.stress.operators import tables
from tests.stress.operators import typed_numbers
from tests.stress.operators import units
from tests.stress.operators.registry import OPERATORS

SOURCES = (
    typed_numbers,
    marks,
    errors,
    formulas,
    days,
    units,
    arithmetic,
    labels,
    rows,
    columns,
    sheets,
    identity,
    spelling,
    container,
    tables,
    parts,
)
CATALOGUE = tuple(OPERATORS[name] for name in sorted(OPERATORS))
