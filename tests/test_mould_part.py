"""Parts of a mould: whatever stands between the gaps, a copy unpacks to it with the texts in their places."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from pmxl.sheets.mould import gap
from pmxl.sheets.mould_part import LONG
from pmxl.sheets.mould_part import part_of
from pmxl.sheets.zip_record import zipped

SAID = "a part of a workbook, & as long as it need be; " * LONG


@pytest.mark.parametrize(
    "sizes",
    [
        (40,),
        (0, 0),
        (LONG - 1, LONG - 1),
        (LONG, LONG),
        (0, LONG, LONG),
        (5, 3, 9 * LONG, 4, 2),
        (5, 3, 9 * LONG, 4 * LONG, 0),
        (30, *[LONG - 9] * 40, 12),
    ],
)
def test_a_copy_unpacks_to_its_texts_in_their_places(sizes: tuple[int, ...]) -> None:
    """Short pieces and long ones, first, last or side by side; the same part serves one copy after another."""
    pieces = [f"{n}{SAID[: max(size - 1, 0)]}" if size else "" for n, size in enumerate(sizes)]
    content = "".join(piece + gap(n) for n, piece in enumerate(pieces[:-1])) + pieces[-1]
    part = part_of("xl/sharedStrings.xml", content.encode())
    for texts in (["Ŵyl"] * len(sizes), [f"text {n} " * n for n in range(len(sizes))]):
        wanted = "".join(piece + text for piece, text in zip(pieces, [*texts[: len(sizes) - 1], ""], strict=True))
        with zipfile.ZipFile(BytesIO(zipped([part.filled([text.encode() for text in texts])]))) as archive:
            assert archive.testzip() is None
            assert archive.read("xl/sharedStrings.xml").decode() == wanted


def test_what_repeats_between_many_gaps_is_packed_all_the_same() -> None:
    """Forty figures in cells of one look take little room, though each stands between gaps."""
    content = "".join(SAID[: LONG - 1] + gap(n) for n in range(40)).encode()
    assert len(part_of("xl/sharedStrings.xml", content).filled([b"46.4"] * 40).whole) < len(content) / 10
