"""Settling: the rows of `figures` are brought to what stands now, by closing rows and adding rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy import Select
from sqlalchemy import bindparam
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from pmxl.figures import Figure
from pmxl.ledger.standing import Filed
from pmxl.ledger.standing import Line
from pmxl.ledger.standing import Preference
from pmxl.ledger.standing import Weight
from pmxl.ledger.standing import standing
from pmxl.ledger.standing import taking_part
from pmxl.ledger.standing import weight_of
from pmxl.ledger.tables import figures
from pmxl.ledger.tables import in_lots
from pmxl.ledger.tables import insert_rows
from pmxl.ledger.tables import preferences
from pmxl.ledger.tables import receipts

Key = tuple[int, int, int, int, int]
"""Measure, partner and area by their numbers, start and months."""

Arrivals = defaultdict[Key, dict[int, Figure]]
"""New figures by key and by the receipt that brought each."""

FIGURE_COLUMNS = tuple(column.name for column in figures.columns if column.name != "id")
COPIED = tuple(name for name in FIGURE_COLUMNS if name not in {"disputed", "opened_at", "closed_at"})


class State(NamedTuple):
    """The last row of a key and receipt: whether it is open, in dispute, and what it can displace."""

    row: int
    is_open: bool
    disputed: bool
    weight: Weight


@dataclass(slots=True)
class Changes:
    """What is to be done to the table: new rows, rows to close, and rows to write again in another state."""

    added: list[tuple[Any, ...]] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    again: list[tuple[int, bool]] = field(default_factory=list)

    def move(self, state: State, wanted: bool | None) -> None:  # noqa: FBT001 - a state, not a switch
        """Bring an earlier row to what is wanted: None closed, True in dispute, False standing."""
        if state.is_open and wanted is state.disputed:
            return
        if state.is_open:
            self.closed.append(state.row)
        if wanted is not None:
            self.again.append((state.row, wanted))

    def write(self, connection: Connection, now: int) -> None:
        """Do it, new rows in the order of the index."""
        self.added.sort(key=_place)
        insert_rows(connection, figures, FIGURE_COLUMNS, self.added)
        for some in in_lots(self.closed):
            connection.execute(update(figures).where(figures.c.id.in_(some)).values(closed_at=now))
        for disputed in (True, False):
            rows = [row for row, wanted in self.again if wanted is disputed]
            for some in in_lots(rows):
                _copy(connection, some, {"disputed": disputed, "opened_at": now})


def settle(
    connection: Connection, lines: Collection[Line], arrivals: Arrivals, now: int, keys: Collection[Key] = ()
) -> None:
    """Bring every key touched to what stands: those of new figures, of all files in the same lines, and `keys`."""
    if not lines and not arrivals and not keys:
        return
    filed = filed_receipts(connection, {line[1] for line in lines})
    rivals = [file.id for file in filed.values() if file.line in lines]
    earlier = _earlier(connection, arrivals.keys() | _keys_of(connection, rivals) | set(keys))
    giving = {receipt for states in earlier.values() for receipt in states}
    giving |= {receipt for new in arrivals.values() for receipt in new}
    filed |= _in_their_lines(connection, giving - filed.keys())
    part = taking_part(filed.values(), stated_preferences(connection))
    changes = Changes()
    for key in earlier.keys() | arrivals.keys():
        before, new = earlier.get(key, {}), arrivals.get(key, {})
        if not before and len(new) == 1:  # the only one ever given stands, or shares its file's dispute
            [(receipt, figure)] = new.items()
            changes.added.append(_row(receipt, key, figure, part.get(receipt), now))
            continue
        weights = {filed[receipt]: state.weight for receipt, state in before.items()}
        weights |= {filed[receipt]: _weight(figure) for receipt, figure in new.items()}
        stands = standing(weights, part)
        for receipt, state in before.items():
            changes.move(state, stands.get(receipt))
        for receipt, figure in new.items():
            changes.added.append(_row(receipt, key, figure, stands.get(receipt), now))
    changes.write(connection, now)


def filed_receipts(connection: Connection, starts: Collection[int] | None = None) -> dict[int, Filed]:
    """Every file whose figures were taken, or the returns of periods that begin then: others have other lines."""
    question = _filed()
    if starts is None:
        return _by_number(connection, question)
    found: dict[int, Filed] = {}
    for some in in_lots(sorted(starts)):
        found |= _by_number(connection, question.where(receipts.c.kind == "return", receipts.c.start.in_(some)))
    return found


def _in_their_lines(connection: Connection, files: Collection[int]) -> dict[int, Filed]:
    """These files and, for each that is a return, all that answer the same."""
    found: dict[int, Filed] = {}
    for some in in_lots(sorted(files)):
        found |= _by_number(connection, _filed().where(receipts.c.id.in_(some)))
    return found | filed_receipts(connection, {file.line[1] for file in found.values() if file.line})


def _filed() -> Select[Any]:
    c = receipts.c
    return select(c.id, c.revision, c.kind, c.partner, c.start, c.months, c.digest).where(c.taken)


def _by_number(connection: Connection, question: Select[Any]) -> dict[int, Filed]:
    return {
        id_: Filed(id_, revision, (partner, start, months, revision) if kind == "return" else None, digest)
        for id_, revision, kind, partner, start, months, digest in connection.execute(question)
    }


def stated_preferences(connection: Connection) -> list[Preference]:
    """What the officer has preferred, in that order."""
    rows = connection.execute(select(preferences.c.receipt, preferences.c.seen).order_by(preferences.c.id))
    return [Preference(receipt, seen) for receipt, seen in rows]


def _keys_of(connection: Connection, files: Sequence[int]) -> set[Key]:
    """The keys that these files have given."""
    c = figures.c
    columns = (c.measure, c.partner, c.area, c.start, c.months)
    return {
        (measure, partner, area, start, months)
        for some in in_lots(files)
        for measure, partner, area, start, months in connection.execute(select(*columns).where(c.receipt.in_(some)))
    }


def _earlier(connection: Connection, keys: Collection[Key]) -> dict[Key, dict[int, State]]:
    """For each key, the last row of each file that has given it."""
    found: defaultdict[Key, dict[int, State]] = defaultdict(dict)
    if not keys:
        return found
    c = figures.c
    starts = [key[3] for key in keys]
    state = (c.receipt, c.id, c.closed_at, c.disputed, c.held, c.withdrawn, c.marker)
    question = select(c.measure, c.partner, c.area, c.start, c.months, *state)
    question = question.where(c.start.between(min(starts), max(starts))).order_by(c.id)
    for some in in_lots(sorted({key[1] for key in keys})):
        for row in connection.execute(question.where(c.partner.in_(some))):
            key, (receipt, id_, closed_at, disputed, held, withdrawn, marker) = row[:5], row[5:]
            if key in keys:
                weight = weight_of(held=held, withdrawn=withdrawn, marker=marker)
                found[key][receipt] = State(id_, closed_at is None, disputed, weight)
    return found


def _weight(figure: Figure) -> Weight:
    return weight_of(held=figure.held, withdrawn=figure.withdrawn, marker=figure.marker)


def _row(receipt: int, key: Key, f: Figure, stands: bool | None, now: int) -> tuple[Any, ...]:  # noqa: FBT001
    """A new row in the order of FIGURE_COLUMNS; one that does not stand is closed as it comes."""
    numbers = tuple(None if part is None else float(part) for part in (f.numerator, f.denominator, f.value))
    told = (f.marker, f.low, f.withdrawn, f.held, bool(stands), f.provisional, f.commentary, f.quality)
    return (receipt, *key, *numbers, *told, f.sheet, f.cell, f.note, now, None if stands is not None else now)


def _place(row: tuple[Any, ...]) -> tuple[int, ...]:
    """Partner, start, measure, area: neighbours in the index are written together."""
    return row[2], row[4], row[1], row[3], row[0]


def _copy(connection: Connection, rows: Sequence[int], state: dict[str, object]) -> None:
    """Write rows again in another state."""
    names = [*COPIED, *state]
    kept = [figures.c[name] for name in COPIED]
    told = [bindparam(name, value, type_=figures.c[name].type) for name, value in state.items()]
    connection.execute(insert(figures).from_select(names, select(*kept, *told).where(figures.c.id.in_(rows))))
