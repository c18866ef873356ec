"""Licence: what xlwings asks of those who serve Office.js, told to the user and never agreed to in the user's stead."""

from __future__ import annotations

from pmxl.findings import Refusal
from pmxl.findings import refuse

KEY = "XLWINGS_LICENSE_KEY"
NOTICE = (
    "Serving Office.js uses xlwings.server (Copyright (C) Zoomer Analytics GmbH), which is under the PolyForm "
    "Noncommercial Licence 1.0.0 (https://polyformproject.org/licenses/noncommercial/1.0.0) or a paid licence "
    "(https://www.xlwings.org). By its text, use by a government institution, a charity or a public health, safety, "
    "research or educational body is noncommercial; a company needs a paid licence. Nothing else in pmxl needs either."
)
"""Printed whenever the server starts."""


def refusal(reason: str = "") -> Refusal:
    """What is said where xlwings has no key, or not one that it takes."""
    says = f"xlwings has no licence key it accepts{f' ({reason})' if reason else ''}, and serving Office.js needs one."
    ask = (
        f"If your organisation may use it under the noncommercial licence, set the environment variable {KEY} to "
        "noncommercial; otherwise to the key that was bought. pmxl does not decide this for you."
    )
    return refuse("SRV005", says, ask, part=KEY)
