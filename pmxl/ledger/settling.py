"""Settling: the rows of `figures` are brought to what stands now, by closing rows and adding rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy import bindparam
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from pmxl.ledger.arriving import COLUMNS
from pmxl.ledger.arriving import Arrivals
from pmxl.ledger.arriving import Key
from pmxl.ledger.arriving import Row
from pmxl.ledger.arriving import in_order_of_index
from pmxl.ledger.arriving import in_state
from pmxl.ledger.arriving import weight
from pmxl.ledger.filing import in_their_lines
from pmxl.ledger.filing import stated_preferences
from pmxl.ledger.inserting import insert_rows
from pmxl.ledger.standing import Filed
from pmxl.ledger.standing import Weight
from pmxl.ledger.standing import standing
from pmxl.ledger.standing import taking_part
from pmxl.ledger.standing import weight_of
from pmxl.ledger.tables import among
from pmxl.ledger.tables import figures
from pmxl.ledger.tables import in_lots

COPIED = tuple(name for name in COLUMNS if name not in {"disputed", "opened_at", "closed_at"})


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

    def weigh(
        self, before: Mapping[int, State], new: Sequence[Row], filed: Mapping[int, Filed], part: Mapping[int, bool]
    ) -> None:
        """Bring the versions of one figure to what stands, those there were and those that are new."""
        weights = {filed[receipt]: state.weight for receipt, state in before.items()}
        weights |= {filed[row[0]]: weight(row) for row in new}
        stands = standing(weights, part)
        for receipt, state in before.items():
            self.move(state, stands.get(receipt))
        self.added += [in_state(row, stands.get(row[0])) for row in new]

    def write(self, connection: Connection, now: int) -> None:
        """Do it, new rows in the order of the index."""
        self.added.sort(key=in_order_of_index)
        insert_rows(connection, figures, COLUMNS, self.added)
        for some in in_lots(self.closed):
            connection.execute(update(figures).where(among(figures.c.id, some)).values(closed_at=now))
        for disputed in (True, False):
            rows = [row for row, wanted in self.again if wanted is disputed]
            for some in in_lots(rows):
                _copy(connection, some, {"disputed": disputed, "opened_at": now})


def settle(
    connection: Connection, filed: Mapping[int, Filed], arrivals: Arrivals, now: int, keys: Collection[Key] = ()
) -> None:
    """Bring every key touched to what stands: those that these files give, new or there already, and `keys`."""
    touched = _keys_of(connection, filed.keys() - arrivals.files) | set(keys)
    if not touched and not arrivals.files:
        return
    earlier = _earlier(connection, arrivals.first.keys() | touched)
    giving = {receipt for given in earlier.values() for receipt in given} | arrivals.files
    filed = {**filed, **in_their_lines(connection, giving - filed.keys())}
    part = taking_part(filed.values(), stated_preferences(connection))
    changes = Changes()
    weighed = earlier.keys() | arrivals.shared.keys()
    for key in weighed:
        changes.weigh(earlier.get(key, {}), arrivals.of(key), filed, part)
    alone = {key: row for key, row in arrivals.first.items() if key not in weighed} if weighed else arrivals.first
    quiet = {id_ for id_ in arrivals.files if part.get(id_) is False}  # the others are in dispute, or set aside
    changes.added += [row if row[0] in quiet else in_state(row, part.get(row[0])) for row in alone.values()]
    changes.write(connection, now)


def _keys_of(connection: Connection, files: Collection[int]) -> set[Key]:
    """The keys that these files have given."""
    c = figures.c
    columns = (c.measure, c.partner, c.area, c.start, c.months)
    return {
        (measure, partner, area, start, months)
        for some in in_lots(sorted(files))
        for measure, partner, area, start, months in connection.execute(select(*columns).where(among(c.receipt, some)))
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
        for row in connection.execute(question.where(among(c.partner, some))):
            key, (receipt, id_, closed_at, disputed, held, withdrawn, marker) = row[:5], row[5:]
            if key in keys:
                weight = weight_of(held=held, withdrawn=withdrawn, marker=marker)
                found[key][receipt] = State(id_, closed_at is None, disputed, weight)
    return found


def _copy(connection: Connection, rows: Sequence[int], state: dict[str, object]) -> None:
    """Write rows again in another state."""
    names = [*COPIED, *state]
    kept = [figures.c[name] for name in COPIED]
    told = [bindparam(name, value, type_=figures.c[name].type) for name, value in state.items()]
    connection.execute(insert(figures).from_select(names, select(*kept, *told).where(among(figures.c.id, rows))))
