"""Place: the folder from which Excel opens what it finds at its start, and the user's settings; Excel is not needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from pmxl.findings import refuse

FILE_NAME = "pmxl.xlam"
WINDOWS, MAC = "win32", "darwin"
XLSTART = ("Microsoft", "Excel", "XLSTART")
MAC_STARTUP = ("Library", "Group Containers", "UBF8T346G9.Office", "User Content", "Startup", "Excel")
MAC_SCRIPTS = ("Library", "Application Scripts", "com.microsoft.Excel")
MAC_SETTINGS = ("Library", "Containers", "com.microsoft.Excel", "Data", "pmxl.conf")


def start_folder(system: str = sys.platform, environment: Mapping[str, str] = os.environ) -> Path:
    """Excel's start folder of this user; refuses (ADD006) on a system that Excel does not run on."""
    if system == WINDOWS and (roaming := environment.get("APPDATA", "")):
        return Path(roaming).joinpath(*XLSTART)
    if system == MAC and (home := environment.get("HOME", "")):
        return Path(home).joinpath(*MAC_STARTUP)
    says = "Excel's start folder is not known here: Excel runs on Windows and on the Mac."
    raise refuse("ADD006", says, "Name the folder with --to, or run this where Excel is.")


def settings_file(system: str = sys.platform, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The file in which the add-in finds which Python to run; it is the user's own, no workbook's. None elsewhere."""
    if system == WINDOWS and (profile := environment.get("USERPROFILE", "")):
        return Path(profile) / ".pmxl" / "pmxl.conf"
    if system == MAC and (home := environment.get("HOME", "")):
        return Path(home).joinpath(*MAC_SETTINGS)
    return None


def script_file(xlwings: str, system: str = sys.platform, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The script by which Excel on a Mac, which may start nothing itself, starts Python; None elsewhere."""
    if system == MAC and (home := environment.get("HOME", "")):
        return Path(home).joinpath(*MAC_SCRIPTS, f"xlwings-{xlwings}.applescript")
    return None
