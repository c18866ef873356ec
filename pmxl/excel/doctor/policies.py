"""Policies: what an IT desk has set in Windows' registry about add-ins, macros and programs that Excel may start."""

from __future__ import annotations

import sys
from dataclasses import dataclass

OFFICE = r"Software\Policies\Microsoft\Office\16.0"
RULES = (
    r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
    r"SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
)
NO_CHILDREN = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
"""Defender's rule: block all Office applications from creating child processes."""
NO_WIN32 = "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b"
"""Defender's rule: block Win32 API calls from Office macros."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A value of the registry that stops the add-in: where, under which name, at which value, and what it does.

    Excel trusts the folder that it opens at its start: some (`spares_trusted`) matter only where no folder is trusted.
    """

    key: str
    name: str
    stops_at: str
    does: str
    spares_trusted: bool = False


NO_TRUST = Policy(
    rf"{OFFICE}\Excel\Security\Trusted Locations",
    "AllLocationsDisabled",
    "1",
    "no folder is trusted, not even the one that Excel opens at its start",
)
POLICIES = (
    NO_TRUST,
    Policy(rf"{OFFICE}\Common", "VBAOff", "1", "VBA is switched off for all Office programs"),
    Policy(rf"{OFFICE}\Excel\Security", "DisableAllAddins", "1", "all add-ins of Excel are switched off"),
    Policy(rf"{OFFICE}\Excel\Security", "RequireAddinSig", "1", "add-ins must be signed, and this one is not"),
    Policy(
        rf"{OFFICE}\Excel\Security",
        "VBAWarnings",
        "4",
        "all macros are switched off without a word",
        spares_trusted=True,
    ),
    Policy(
        rf"{OFFICE}\Excel\Security", "VBAWarnings", "3", "macros must be signed, and these are not", spares_trusted=True
    ),
    *(
        Policy(key, NO_CHILDREN, "1", "Defender lets no Office program start another, so Python cannot start")
        for key in RULES
    ),
    *(
        Policy(key, NO_WIN32, "1", "Defender lets no macro call Windows itself, so the functions cannot reach Python")
        for key in RULES
    ),
)


def stopping() -> tuple[Policy, ...] | None:
    """The policies that stop the add-in on this machine; None where there is no registry to read."""
    if sys.platform != "win32":
        return None
    return among({policy for policy in POLICIES if _value(policy) == policy.stops_at})


def among(found: set[Policy]) -> tuple[Policy, ...]:
    """Of the policies that are set, those that stop an add-in in a trusted folder."""
    return tuple(one for one in POLICIES if one in found and (NO_TRUST in found or not one.spares_trusted))


def _value(policy: Policy) -> str:
    """What stands in the registry for this machine or this user; an empty text where nothing does."""
    if sys.platform != "win32":
        return ""
    import winreg

    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        try:
            with winreg.OpenKey(root, policy.key) as key:
                return str(winreg.QueryValueEx(key, policy.name)[0])
        except OSError:  # no such key; and what this user may not read, Excel does not read for them either
            continue
    return ""
