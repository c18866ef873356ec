"""The collector of circular garbage: what is there before a long piece of work is not walked again in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from pmxl.sheets.resting import collector_resting
from pmxl.sheets.resting import collector_sparing


@pytest.fixture(autouse=True)
def _nothing_spared() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_what_is_there_is_spared_until_the_work_is_over() -> None:
    """Also where the work ends in an error: then the collector walks everything, as before."""
    with collector_sparing():
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0

    @collector_sparing()
    def work() -> None:
        raise ValueError(gc.get_freeze_count())

    with pytest.raises(ValueError, match=r"[1-9]"):
        work()
    assert gc.get_freeze_count() == 0


def test_who_spared_it_first_ends_it() -> None:
    """A worker spares what came with it for as long as it lives, whatever it is given to do."""
    gc.freeze()
    with collector_sparing():
        pass
    assert gc.get_freeze_count() > 0


@pytest.mark.parametrize("on", [True, False], ids=["on", "off"])
def test_the_collector_is_left_as_it_was(on: bool) -> None:
    """It rests meanwhile, and where it was off before it stays off."""
    was_on = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        with collector_resting():
            assert not gc.isenabled()
        assert gc.isenabled() is on
    finally:
        (gc.enable if was_on else gc.disable)()
