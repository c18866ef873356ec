"""Arguments: what each argument of a worksheet function is, in the words of the function wizard."""

from __future__ import annotations

from pmxl.plural import listed
from pmxl.plural import offered
from pmxl.rules.presets import UNITS
from pmxl.rules.rule_sets import RULE_SETS
from pmxl.terms import Edge
from pmxl.terms import Polarity
from pmxl.terms import Quartiles

DEFAULT = "the default"

ARGUMENTS = {
    "actual": "The figures: a cell or a range.",
    "target": "Their targets.",
    "polarity": f"{offered(Polarity, DEFAULT)}: which way is better.",
    "tolerance": "How far off is still Amber: a number, or the name of a rule such as 5%, floor or travel-modified.",
    "unit": f"{listed(UNITS, 'or')}: what the tolerance counts in. Points for percentages, else percent of the target.",
    "kind": "count (the default), percentage, money, ratio, index, yes/no, milestone and so on.",
    "decimals": "How many decimals are published; 0 if left out. Figures are compared as published.",
    "standard": "A floor that must never be broken.",
    "low": "The lower end of a range.",
    "high": "The upper end of a range.",
    "stretch": "Better than the target by more than this is Blue.",
    "purpose": "Why the target was set; a stretch target is never Red.",
    "edge": f"{offered(Edge, DEFAULT)}: what a figure exactly on its tolerance is.",
    "last_year": "The figures of the same period last year.",
    "half_width": "Where polarity is nearest: as far off the target as this is still Green.",
    "now": "The figures now.",
    "before": "The figures they are compared with.",
    "dead_band": "A move no larger than this is Steady.",
    "history": "Figures through time, oldest first: one column, or a row a series. The last cell is the latest period; "
    "blank, it has no data. Leave periods to come out of the range.",
    "trigger": "What was agreed: decline 2, decline % 10, any, overrun 5, standard 90 or signal.",
    "rules": f"{offered(RULE_SETS, DEFAULT)}.",
    "screening": "FALSE to keep large moves in the limits.",
    "ahead": "How many periods ahead; 1 if left out.",
    "season": "How many periods make a year; 4 if left out.",
    "to_date": "The year so far.",
    "remaining": "How many periods are left of the year.",
    "figures": "The figures of everybody in the group.",
    "group": "Which group each figure belongs to; one group if left out.",
    "method": f"{offered(Quartiles, DEFAULT)}.",
    "numerator": "How many there were.",
    "denominator": "Out of how many.",
    "multiplier": "What a rate is multiplied by: 100 (the default) for per cent.",
    "numerator_before": "How many there were before; of a total the figure itself.",
    "denominator_before": "Out of how many before; left out for a total.",
    "numerator_after": "How many there are now; of a total the figure itself.",
    "denominator_after": "Out of how many now; left out for a total.",
    "measured_in": "The unit, as in offences, % or £k.",
    "written": "A period or a day as people write it: 2025-26 Q3, Oct-Dec 2025, 27/01/2026.",
    "months": "How many months the period has; 3 if left out.",
    "year_starts": "The month in which the year starts; 4 if left out.",
    "measure": "The measures' ids.",
    "heading": "The name of a column.",
    "table": "A table of the framework with its headings, as in measures[#All].",
    "measures": "The framework's table of measures with its headings.",
    "targets": "The framework's table of targets with its headings.",
    "tolerances": "The framework's table of tolerances with its headings.",
    "period": "The period.",
    "partner": "The id of a partner or area whose own row is meant; that of the partnership if left out.",
    "settings": "The framework's table of settings with its headings: the year's start, Amber's edge and "
    "the default band are taken from it.",
}
"""Every argument by its name."""
