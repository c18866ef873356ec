"""Improved: actions and the hot-house, as tables or as records."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import say
from pmxl.console.table import inked
from pmxl.console.table import print_table
from pmxl.periods import day_in_words

if TYPE_CHECKING:
    from pmxl.assess import Assessment
    from pmxl.improve.actions.owed import Owed
    from pmxl.improve.actions.standing import Followed
    from pmxl.improve.hothouse.spell import Spell

ACTION = (
    *(
        "state",
        "measure",
        "partner",
        "area",
        "to",
        "what",
        "owner",
        "begins",
        "by_when",
        "ended",
        "progress",
        "resources",
    ),
    *("expected", "effect", "words", "going", "period", "said", "place", "changes"),
)
SPELL = (
    "measure",
    "name",
    "partner",
    "area",
    "entered",
    "left",
    "trigger",
    "run",
    "of",
    "way_out",
    "standing",
    "rating",
)
INKS = {"Owed": "bold red", "Overdue": "bold red", "Improved": "green", "Worse": "red"}


def print_actions(found: Assessment, form: str) -> None:
    """What is owed first, then every action; as records with everything that was said of each."""
    from pmxl.improve.actions.form import name_of  # here, so that pmxl --help does not wait for it

    shown = found.improvement
    rows = [*(owed_record(one) for one in shown.not_given), *(action_record(one) for one in shown.actions)]
    if form == "json":
        print_json({"period": found.period.label, "as_at": shown.today, "actions": rows})
    elif form == "csv":
        print_csv(rows, ACTION)
    elif not rows:
        say(f"No action is owed and none has been planned as of {found.period.label}.")
    else:
        of = f"Actions as of {found.period.label}, looked at on {day_in_words(shown.today)}"
        headings = ("Stands", "Measure", "What", "Owner", "By when", "Effect")
        names = {measure.id: measure.name for measure in found.framework.measures}
        lines = [
            (
                inked(row["state"], INKS),
                names.get(row["measure"], row["measure"]),
                row["what"] or row["words"],
                row["owner"] or name_of(found.framework, row["to"]) or "–",
                day_in_words(row["by_when"]) if row["by_when"] else "–",
                inked(row["effect"] or "–", INKS),
            )
            for row in rows
        ]
        print_table(headings, lines, title=of)


def print_hothouse(found: Assessment, form: str) -> None:
    """What is in first; as records also what has left and what is long on target."""
    from pmxl.improve.actions.form import whose_of

    shown = found.improvement
    rows = [spell_record(one) for one in sorted(shown.spells, key=lambda one: not one.is_open)]
    long = [{"measure": one.measure.id, "name": one.measure.name, "words": one.words} for one in shown.reliefs]
    months = [
        {"measure": one.measure, "partner": one.partner, "area": one.area, "month": one.period.label}
        | {"value": one.value, "words": one.words}
        for one in shown.readings
    ]
    if form == "json":
        print_json({"period": found.period.label, "hothouse": rows, "long_on_target": long, "months": months})
        return
    if form == "csv":
        print_csv(rows, SPELL)
        return
    if rows:
        lines = [
            (
                row["name"],
                whose_of(found.framework, row["partner"], row["area"]) or "–",
                row["entered"],
                row["rating"],
                row["standing"],
            )
            for row in rows
        ]
        title = f"Hot-house as of {found.period.label}"
        print_table(("Measure", "Whose", "Since", "Rating", "Stands"), lines, title=title)
    else:
        say(f"Nothing has been in the hot-house up to {found.period.label}.")
    for one in months:
        names = {measure.id: measure.name for measure in found.framework.measures}
        say(f"{names[str(one['measure'])]}: {one['words']}")
    if long:
        say(f"Long on target: {'; '.join(one['name'] for one in long)}.")


def owed_record(one: Owed) -> dict[str, Any]:
    """A plan that is owed, as a record of an action that nobody has planned."""
    facts = {
        "state": "Owed",
        "measure": one.measure,
        "partner": one.partner,
        "area": one.area,
        "to": one.to,
        "words": one.why,
    }
    blank: dict[str, Any] = dict.fromkeys(ACTION, "")
    return (
        blank | {"begins": None, "by_when": None, "ended": None, "progress": None, "period": one.period.label} | facts
    )


def action_record(one: Followed) -> dict[str, Any]:
    """An action with all that is known of it."""
    action = one.action
    facts = {name: getattr(action, name) for name in ACTION if hasattr(action, name)}
    changes = " ".join(change.words for change in one.changes)
    told = {"state": one.state, "effect": one.effect, "words": one.words, "period": action.period.label}
    return facts | told | {"changes": changes}


def spell_record(one: Spell) -> dict[str, Any]:
    """A spell with how far it is on its way out."""
    return {
        "measure": one.measure.id,
        "name": one.measure.name,
        "partner": one.partner,
        "area": one.area,
        "entered": one.entered.label,
        "left": one.left.label if one.left else "",
        "trigger": one.trigger,
        "run": one.run,
        "of": one.exit.n,
        "way_out": one.way_out,
        "standing": one.standing,
        "rating": one.steps[-1].rating,
    }
