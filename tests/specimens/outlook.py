"""What a specimen assessment says beyond the rating: signal, forecast, comparison, gaps, small numbers and flip."""

from __future__ import annotations

from typing import Any

NAN = float("nan")

NUMBERS = (
    *("value_best", "value_worst", "process_mean", "process_lower", "process_upper", "forecast", "forecast_low"),
    *("forecast_high", "probability", "required", "forecast_manager", "rank", "of", "quartile", "group_median"),
    *("group_best_quartile", "interval_low", "interval_high"),
)
WORDS = (
    *("rating_best", "rating_worst", "rating_ytd_best", "rating_ytd_worst", "gap_words", "signal", "signal_words"),
    *("assurance", "assurance_words", "real", "real_words", "trend_words", "rating_forecast", "forecast_method"),
    *("forecast_words", "required_words", "forecast_manager_words", "compare_words", "interval_words", "flip"),
)
BLANK: dict[str, Any] = {**dict.fromkeys(NUMBERS, NAN), **dict.fromkeys(WORDS, ""), "signal_trial": False}
"""Nothing known: every column there is, empty."""

TOLD: dict[str, dict[str, Any]] = {
    "c1": {
        "signal": "Common cause",
        "signal_words": "Common cause: within its usual range of 560 to 790 offences, around an average of 676.",
        "assurance": "Hit and miss",
        "assurance_words": "Hit and miss: the target of 640 offences lies within that range and is met by chance.",
        "real": "Change the process",
        "real_words": "These are the ordinary ups and downs. Ask nobody for a story about one quarter.",
        "process_mean": 676.0,
        "process_lower": 560.0,
        "process_upper": 790.0,
        "forecast": 2698.0,
        "forecast_low": 2610.0,
        "forecast_high": 2790.0,
        "rating_forecast": "Amber",
        "forecast_method": "year to date over its share of the year",
        "forecast_words": "2,698 offences expected by the end of 2022-23 against 2,560: Amber.",
        "required": 549.0,
        "required_words": "Needs no more than 549 offences in the last quarter; the fewest ever were 601.",
        "compare_words": "12th of 32 London boroughs; median 641 offences, best quartile up to 588.",
        "rank": 12.0,
        "of": 32.0,
        "quartile": 2.0,
        "flip": "1 more offence turns this Red; 48 fewer make it Green.",
    },
    "h1": {
        "signal": "Concern",
        "signal_words": "Concern: 7 figures in a row below the average of 55.9 %.",
        "assurance": "Failing",
        "assurance_words": "Failing: with limits of 41.0 to 54.2 %, a target of 55.0 % will not be met as things are.",
        "real": "Act now",
        "real_words": "Off target, and more than the ordinary ups and downs.",
        "trend_words": "Worsening by about 1.2 points a quarter, for 3 quarters in a row.",
        "forecast": 44.8,
        "rating_forecast": "Red",
        "forecast_words": "44.8 % expected in 2022-23 Q4 against 55.0 %: Red.",
        "forecast_manager": 47.0,
        "forecast_manager_words": "47.0 % by the service director: two officers start in February.",
        "interval_words": "479 of 1,032: could be anything from 43.4 to 49.5 %.",
        "flip": "37 more of the 1,032 make this Amber; 89 more make it Green.",
    },
    "s1": {"signal": "Improvement", "rating_forecast": "Green", "forecast": 71.0},
    "m1": {"signal": "Too few figures", "rating_forecast": "Amber", "forecast": 21.0},
    "p4": {
        "rating_best": "Green",
        "rating_worst": "Red",
        "gap_words": "Green, Amber or Red, waiting for Whitlow Borough Council.",
    },
}


def outlook(measure: str) -> dict[str, Any]:
    """The columns of one measure."""
    return BLANK | TOLD.get(measure, {})


EFFECTS = (
    ("h1", "redmarsh", 48.0, 45.9, -1.0, -0.1, 47.3, -0.9, "Fell by 0.9 points: Redmarsh −1.1, Whitlow +0.2."),
    ("h1", "whitlow", 46.0, 46.4, 0.2, 0.0, 47.3, -0.9, "Fell by 0.9 points: Redmarsh −1.1, Whitlow +0.2."),
    ("m1", "redmarsh", 10.0, -22.0, NAN, NAN, 12.0, -14.0, "Fell by £14k: Redmarsh −£32k, Whitlow +£18k."),
    ("m1", "whitlow", 2.0, 20.0, NAN, NAN, 12.0, -14.0, "Fell by £14k: Redmarsh −£32k, Whitlow +£18k."),
)
CONTRIBUTIONS: list[dict[str, Any]] = [
    {
        "measure": measure,
        "compare": "previous",
        "partner": partner,
        "area": "",
        "before": before,
        "after": after,
        "rate_effect": rate,
        "mix_effect": mix,
        "effect": rate + mix if rate == rate else after - before,
        "label": "",
        "rate_alone": rate if rate == rate else 0.0,
        "alone": rate + mix if rate == rate else after - before,
        "change": change,
        "whole_before": whole,
        "words": words,
    }
    for measure, partner, before, after, rate, mix, whole, change, words in EFFECTS
]
"""What two councils did to the change of a rate and of a sum."""
