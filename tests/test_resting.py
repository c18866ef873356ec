"""The collector of circular garbage rests while cells are read, and goes on as it did before."""

from __future__ import annotations

import gc

import pytest

from pmxl.sheets.resting import collector_resting


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
