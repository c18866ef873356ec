"""Checks of audiences: whom each is for, what it sees, how that is laid out, and whether it can be."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.columns_audiences import COLUMN_WORDS
from pmxl.framework.columns_audiences import COLUMNS_ALSO
from pmxl.framework.columns_audiences import EFQM
from pmxl.framework.columns_audiences import EXECUTIVE
from pmxl.framework.columns_audiences import KINDS
from pmxl.framework.columns_audiences import LAYOUT_NAMES
from pmxl.framework.columns_audiences import LAYOUTS_ALSO
from pmxl.framework.columns_audiences import MAP
from pmxl.framework.columns_audiences import MATRIX
from pmxl.framework.columns_audiences import OF_PARTNER
from pmxl.framework.columns_audiences import PAGES
from pmxl.framework.columns_audiences import RESULTS
from pmxl.framework.columns_audiences import SCOPE_WORDS
from pmxl.framework.columns_audiences import THREAD
from pmxl.framework.columns_audiences import column_named
from pmxl.framework.columns_audiences import kind_named
from pmxl.framework.columns_audiences import layout_named
from pmxl.framework.columns_audiences import page_named
from pmxl.framework.columns_measures import OUTCOMES
from pmxl.framework.criteria import criterion_of
from pmxl.framework.draft import Draft
from pmxl.framework.draft import Line
from pmxl.framework.draft import one_of
from pmxl.framework.draft import quoted
from pmxl.framework.draft import unknown
from pmxl.framework.faults import Fault
from pmxl.framework.seen import Facts

RESERVED = ("draft", "as-at-", "published-", "partner-")
"""How the names of other scorecards begin, or go on, that lie in the same folder."""
Lack = tuple[str, str]
"""A fact and a request."""
SHEETS_OF_SCOPES = {"perspective": "perspectives", "objective": "objectives", "partner": "partners"}


def ids(draft: Draft) -> Iterator[Finding]:
    """An id reads as the name of another scorecard in the same folder does, so that one would be written over."""
    for line in draft.of("audiences"):
        id_ = line.text("id")
        within = any(f"-{word}" in f"-{id_}-" for word in ("draft-", *RESERVED[1:3]))
        if line.is_sound("id") and (id_.startswith(RESERVED) or within):
            says = f"The file scorecard-{id_}.xlsx could be taken for another scorecard of the period."
            yield line.finding(Fault.AUDIENCE_ID, "id", says, "Give it an id without that word.")


def for_whom(draft: Draft) -> Iterator[Finding]:
    """An audience is for somebody who is not known."""
    for line in draft.of("audiences"):
        kind = kind_named(line.text("for"))
        if kind.startswith(OF_PARTNER):
            yield from unknown(draft, line, "for", [kind.removeprefix(OF_PARTNER)], "partners")
        elif kind and kind not in KINDS:
            says = f"for is “{line.text('for')}”, which is not known."
            yield line.finding(Fault.AUDIENCE_FOR, "for", says, one_of(kind, KINDS))


def scopes(draft: Draft) -> Iterator[Finding]:
    """An audience's measures are chosen by something that is not known, or that nothing is."""
    for line in draft.of("audiences"):
        for choice in line.several("measures"):
            scope, colon, name = (piece.strip() for piece in choice.partition(":"))
            if not colon:
                continue
            if scope not in SCOPE_WORDS:
                says = f"measures has “{choice}”, and measures are not chosen by {scope or 'nothing'}."
                yield line.finding(Fault.AUDIENCE_SCOPE, "measures", says, one_of(scope, SCOPE_WORDS))
            elif scope in SHEETS_OF_SCOPES:
                yield from unknown(draft, line, "measures", [name], SHEETS_OF_SCOPES[scope])
            elif draft.of("measures") and not any(of.is_in(scope, name) for of in known(draft)):
                says = f"measures has “{choice}”, and no measure has the {scope} “{name}”."
                yield line.finding(Fault.AUDIENCE_SCOPE, "measures", says, "Type it as it stands there.")


def known(draft: Draft) -> list[Facts]:
    """What each measure can be chosen by."""
    return [facts(draft, line) for line in draft.of("measures")]


def facts(draft: Draft, line: Line) -> Facts:
    """What a measure can be chosen by."""
    objective = draft.found("objectives", line.text("objective"))
    reach = draft.reaches.get(line.text("id"))
    of = {
        "objective": [line.text("objective")],
        "kind": [line.text("kind")],
        "owner": [line.text("performance_owner"), line.text("data_owner")],
    }
    if objective is not None:
        of |= {"perspective": [objective.text("perspective")], "priority": [objective.text("priority")]}
        of["owner"].append(objective.text("owner"))
    found = frozenset((scope, name.casefold()) for scope, names in of.items() for name in names if name)
    partners = reach.partners if reach else ()
    return Facts(line.text("id"), bool(line.get("key")), line.several("audiences"), found, partners)


def words(draft: Draft) -> Iterator[Finding]:
    """A layout, column or page has a name that nobody knows."""
    for line in draft.of("audiences"):
        layout = line.text("layout")
        if layout and not layout_named(layout):
            says = f"layout is “{layout}”, which is not known; the usual one is used."
            yield line.finding(Fault.AUDIENCE_LAYOUT, "layout", says, one_of(layout, LAYOUT_NAMES, LAYOUTS_ALSO))
        for column in line.several("columns"):
            if not column_named(column)[0]:
                says = f"columns has “{column}”, which is not known and is left out."
                asks = one_of(column.partition("=")[0], COLUMN_WORDS, COLUMNS_ALSO)
                yield line.finding(Fault.AUDIENCE_COLUMN, "columns", says, asks)
        for page in line.several("pages"):
            if not page_named(page):
                says = f"pages has “{page}”, which is not known and is left out."
                yield line.finding(Fault.AUDIENCE_PAGE, "pages", says, one_of(page, PAGES))


def fills(draft: Draft) -> Iterator[Finding]:
    """A layout shows something that the framework does not hold."""
    if not draft.of("measures") or draft.unread:
        return
    settings = [line for line in draft.of("settings") if line.get("key") == "layout"]
    for line, column in (*((one, "value") for one in settings), *((one, "layout") for one in draft.of("audiences"))):
        layout = layout_named(line.text(column))
        lacks = LACKING[layout](draft) if layout in LACKING else None
        if lacks:
            says, asks = lacks
            yield line.finding(Fault.LAYOUT_UNFILLED, column, f"{column} is {layout}, and {says}", asks)


def no_arrows(draft: Draft) -> Lack | None:
    """A strategy map whose objectives serve nothing has no arrows."""
    if any(line.get("parent") for line in draft.of("objectives")):
        return None
    return (
        "no objective names a parent: the map would have no arrows.",
        "Type in parent, on objectives, what each serves.",
    )


def no_thread(draft: Draft) -> Lack | None:
    """A golden thread begins at a plan."""
    if any(line.get("plan") for line in draft.of("objectives")):
        return None
    return (
        "no objective names a plan: the thread would begin nowhere.",
        "Type in plan, on objectives, what each is for.",
    )


def no_partners(draft: Draft) -> Lack | None:
    """A matrix needs more than one partner."""
    if len(draft.of("partners")) > 1:
        return None
    return "there is one partner: the matrix would have one column.", "Choose another layout."


def no_criteria(draft: Draft) -> Lack | None:
    """The nine criteria are perspectives."""
    lines = draft.of("perspectives")
    others = [line.text("name") for line in lines if not criterion_of(line.text("id"), line.text("name"))]
    if not others:
        return None
    names = quoted(others)
    verb = "is none" if len(others) == 1 else "are none"
    return f"{names} {verb} of the nine criteria: what stands there is put below them.", "Name perspectives after them."


def no_outcomes(draft: Draft) -> Lack | None:
    """Whether anyone is better off is told by outcomes."""
    if any(line.text("chain") in OUTCOMES for line in draft.of("measures")):
        return None
    return "no measure is an outcome: nothing would say who is better off.", "Type outcome in chain, on measures."


LACKING: dict[str, Callable[[Draft], Lack | None]] = {
    MAP: no_arrows,
    THREAD: no_thread,
    MATRIX: no_partners,
    EFQM: no_criteria,
    RESULTS: no_outcomes,
}
"""For a layout, what the framework lacks and what to do about it; None where it lacks nothing."""


def how_many(draft: Draft) -> Iterator[Finding]:
    """An audience sees nothing, or an executive one more than it can attend to."""
    unsound = any(not line.is_sound("id", "objective", "audiences", "key") for line in draft.of("measures"))
    if not draft.of("measures") or draft.unread or unsound:
        return
    limit = draft.setting("executive_limit")
    every = known(draft)
    for line in draft.of("audiences"):
        if not line.is_sound("measures", "id", "for"):
            continue
        seen = [one for one in every if one.is_open_to(line.text("id")) and one.is_chosen(line.several("measures"))]
        if not seen:
            says = f"{line.text('name') or line.name} would see none of the {len(every)} measures."
            yield line.finding(Fault.AUDIENCE_NOTHING, "measures", says, "Choose some, or mark key ones as key.")
        elif line.text("for").casefold() == EXECUTIVE and len(seen) > limit:
            says = f"{line.text('name')} would see {len(seen)} measures, and the executive's limit is {limit}."
            yield line.finding(Fault.AUDIENCE_TOO_MUCH, "measures", says, "Choose the few that matter most, or key.")


CHECKS = (ids, for_whom, scopes, words, fills, how_many)
