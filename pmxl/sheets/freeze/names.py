"""The workbook's names: those that stand for a formula of the add-in become native formulas or go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from pmxl.sheets.freeze.thaw import Reading
from pmxl.sheets.splice.elements import Element
from pmxl.sheets.splice.part import Edit

NAME = "definedName"


@dataclass(slots=True)
class Names:
    """What freezing the names takes, and the names that went."""

    edits: list[Edit] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    natives: int = 0


def find_lost(found: Sequence[Element], reading: Reading) -> list[Element]:
    """The names that cannot do without the add-in; `reading` knows them from here on: what uses them freezes.

    A name has no saved value of its own: what uses it has, and once that is a value nothing uses the name any more.
    """
    lost: list[Element] = []
    while more := [s for s in found if s.name == NAME and s not in lost and _is_lost(s, reading)]:
        lost += more
        reading.names |= {spot.attributes.get("name", "").casefold() for spot in more}
    return lost


def freeze_names(found: Sequence[Element], lost: Sequence[Element], reading: Reading) -> Names:
    """Takes out the names that are lost, and makes native those that can be."""
    done = Names()
    names = [spot for spot in found if spot.name == NAME]
    for spot in names:
        if spot in lost:
            done.gone.append(spot.attributes.get("name", ""))
            done.edits.append(spot.gone)
        elif (told := reading.told(spot.text)) is not None and told != spot.text:
            done.natives += reading.is_ours(spot.text)
            done.edits.append(spot.saying(told))
    whole = next((spot for spot in found if spot.name == "definedNames"), None)
    if whole is not None and lost and len(lost) == len(names):
        done.edits.append(whole.gone)  # an empty list of names is no sound workbook
    return done


def _is_lost(spot: Element, reading: Reading) -> bool:
    """True for a name that cannot be told without the add-in, or that leads into its workbook."""
    return reading.told(spot.text) is None or reading.leads_to_addin(spot.text)
