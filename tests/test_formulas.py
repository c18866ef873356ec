"""Shared formulas written out for each cell, against openpyxl's translator."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from pmxl.sheets.cells import address
from pmxl.sheets.formulas import SharedFormula

FROM_C3_TO_E7 = [
    ("A1+B2", "C5+D6"),
    ("$A1+B$2+$C$3", "$A5+D$2+$C$3"),
    ("SUM(A1:B9)", "SUM(C5:D13)"),
    ("SUM(A:A,$B:C)", "SUM(C:C,$B:E)"),
    ("SUM(1:1,$2:3)", "SUM(5:5,$2:7)"),
    ("'Q1 A1'!B2&Sheet1!B2", "'Q1 A1'!D6&Sheet1!D6"),
    ('"A1"&A1&"say ""B2"""', '"A1"&C5&"say ""B2"""'),
    ("LOG10(A1)+ATAN2(A1,B1)", "LOG10(C5)+ATAN2(C5,D5)"),
    ("Table1[[#This Row],[A1]]*A1", "Table1[[#This Row],[A1]]*C5"),
    ("[1]Sheet1!A1", "[1]Sheet1!C5"),
    ("Tax_A1+A1_Tax+A1.B", "Tax_A1+A1_Tax+A1.B"),
    ("XFE1+A1048577+ZZZ9", "XFE1+A1048577+ZZZ9"),
    ("1E5*2.5E3+A1", "1E5*2.5E3+C5"),
    ("IF(TRUE,#N/A,A1)", "IF(TRUE,#N/A,C5)"),
    ("a1+b2", "C5+D6"),
    ("A1048576", "C#REF!"),
    ("1", "1"),
    ("", ""),
]


@pytest.mark.parametrize(("first", "shifted"), FROM_C3_TO_E7)
def test_references_move_and_everything_else_stays(first: str, shifted: str) -> None:
    """A formula of C3 as it reads in E7: four rows down, two columns right."""
    assert SharedFormula(first, (3, 3)).at(7, 5) == shifted
    assert SharedFormula(first, (3, 3)).at(3, 3) == (first.upper() if first == "a1+b2" else first)


PIECES = (
    "A1",
    "$B2",
    "C$3",
    "$D$4",
    "A1:B9",
    "SUM(A1:$C3)",
    "'My sheet'!A1",
    "Sheet2!B2",
    '"A1"',
    "LOG10(A1)",
    "1.5",
    "E:E",
    "7:7",
)


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5),
    st.tuples(st.integers(1, 50), st.integers(1, 30)),
    st.tuples(st.integers(50, 900), st.integers(30, 60)),
)
def test_it_is_openpyxls_translation(pieces: list[str], first: tuple[int, int], there: tuple[int, int]) -> None:
    """The witness moves the same references by the same steps."""
    formula = "+".join(pieces)
    translated = Translator(f"={formula}", address(*first)).translate_formula(address(*there))
    assert f"={SharedFormula(formula, first).at(*there)}" == translated
