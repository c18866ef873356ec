"""The readers that a benchmark holds ours against: each at work for seconds, whatever the size of the programme."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.corpus import Corpus
from benchmarks.peers import READERS
from benchmarks.peers import read_all
from benchmarks.peers import spread

FILES = [Path(f"{number}.xlsx") for number in range(1000)]


@pytest.mark.parametrize(("most", "read"), [(10, 10), (999, 999), (1000, 1000), (4000, 1000)])
def test_so_many_files_are_read_at_most_and_from_all_over(most: int, read: int) -> None:
    """None of them twice: one read before is known by its bytes, and would flatter."""
    found = spread(FILES, most)
    assert len({*found}) == len(found) == read
    gaps = [int(after.stem) - int(before.stem) for before, after in pairwise(found)]
    assert max(gaps) - min(gaps) <= 1


def test_every_reader_reads_returns_as_they_come(tmp_path: Path) -> None:
    """All but the first, which loads what is needed to read."""
    corpus = Corpus(tmp_path, 4)
    corpus.fill()
    assert {name: read_all(name, corpus.inbox).kept for name in READERS} == dict.fromkeys(READERS, 3)
