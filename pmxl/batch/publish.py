"""Publish: freezes what a scorecard showed, so that it can be shown again as it stood."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from pathlib import Path

from pmxl.assess import Assessment
from pmxl.batch.annual import publish_summary
from pmxl.batch.aside import numbered
from pmxl.batch.aside import set_aside
from pmxl.batch.audience import Made
from pmxl.batch.audience import publish_each
from pmxl.batch.folder import Folder
from pmxl.batch.improve import with_improvement
from pmxl.batch.recalled import recalled_once
from pmxl.batch.scorecard import PUBLISHED
from pmxl.batch.scorecard import assessment
from pmxl.batch.scorecard import written
from pmxl.findings import Refusal
from pmxl.findings import errors_in
from pmxl.findings import refuse
from pmxl.ledger import Publication
from pmxl.ledger import keep_raw
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.sheets.intake import take

PUBLISHED_FILES = ("scorecard.xlsx", "annual.xlsx")
"""What of a period is recorded by its hash: the master scorecard, and of a year its summary."""


@dataclass(frozen=True)
class Published:
    """A scorecard published: where it lies, what it shows, its record, and where the one before it was put.

    `others` are those of the audiences that the framework names and, of a year, its annual performance summary;
    `public` are the public workbook and page that lie there, which were made before; `left_out` are the audiences that
    see nothing of the period.
    """

    path: Path
    assessment: Assessment
    record: Publication
    earlier: Path | None
    others: tuple[Path, ...] = ()
    public: tuple[Path, ...] = ()
    left_out: tuple[Made, ...] = ()


def publish(folder: Folder, period: Period, by: str = "") -> Published:
    """Writes the scorecard of a period as it stands now, marked as published, and records framework, moment and hash;
    of a year its annual performance summary too.

    One published before keeps its bytes in raw/ and its file under a number beside the new one.
    """
    begun(period)
    if errors := errors_in(folder.findings):
        raise Refusal(*errors)  # what was in use before them is not what is agreed now
    with folder.ledger() as ledger:  # opening it records a framework changed just now, which must be before the moment
        before = ledger.publications(period)
        seen = ledger.seen()[-1]
    moment = max(datetime.now(UTC), seen.seen_at)
    with recalled_once():
        shown = with_improvement(folder, assessment(folder, period, moment, PUBLISHED), moment)
    found = replace(shown, published_by=by)
    something_to_show(found)
    path = folder.scorecard(period)
    earlier = set_aside(path, len(before))
    written(folder, found, path)
    record = recorded(folder, found, path, seen.sha256, moment)
    others: list[Path] = []
    none: list[Made] = []
    for one in publish_each(folder, found, len(before)):
        if one.path:
            others.append(one.path)
        else:
            none.append(one)
    if period.is_year:
        others.insert(0, publish_summary(folder, period, moment, by, len(before)))
        recorded(folder, found, others[0], seen.sha256, moment)
    return Published(path, found, record, earlier, tuple(others), drafts(folder, period), tuple(none))


def drafts(folder: Folder, period: Period) -> tuple[Path, ...]:
    """The public workbook and page that lie there, made before this: with what was hidden in them only people know."""
    places = (folder.public(period), folder.public(period).with_suffix(".html"))
    return tuple(place for place in places if place.is_file())


def recorded(folder: Folder, found: Assessment, path: Path, framework_sha256: str, moment: datetime) -> Publication:
    """A file published, its bytes kept and its hash in the ledger."""
    data = take(path)
    sha256 = hashlib.sha256(data).hexdigest()
    keep_raw(folder.raw, data, sha256)
    record = Publication(
        period=found.period,
        framework=found.framework.version,
        framework_sha256=framework_sha256,
        as_at=moment,
        file=path.name,
        sha256=sha256,
        published_at=moment,
        published_by=found.published_by,
    )
    with folder.ledger() as ledger:
        ledger.publish(record)
    return record


def begun(period: Period) -> None:
    """Refuses a period that has not begun."""
    if period.first_day > datetime.now().astimezone().date():
        says = f"{period.label} begins on {day_in_words(period.first_day)}, so there is nothing to publish of it yet."
        raise refuse("RET081", says, "Name a period that has begun.", found=period.label)


def something_to_show(found: Assessment) -> None:
    """Refuses a period that is over and of which the ledger has no figure at all."""
    shown = found.measures[found.measures["carried"] == ""]
    if found.period.last_day < found.made_at.date() and shown["value"].isna().all():
        says = f"There is no figure for {found.period.label} in the ledger, so the scorecard would be blank."
        raise refuse("RET082", says, "Collect its returns first, or name another period.", found=found.period.label)


@dataclass(frozen=True)
class Held:
    """A publication, the name of its file now, and what has become of that.

    The state is "as published", "published again since" (put aside for a newer one, and unchanged), "changed" or
    "gone".
    """

    record: Publication
    state: str
    file: str


def publications(folder: Folder, period: Period | None = None) -> list[Held]:
    """Every publication, in order, with where its file is now and what has become of it."""
    found: list[tuple[int, Held]] = []
    for name in PUBLISHED_FILES:
        with folder.ledger() as ledger:
            records = ledger.publications(period, name)
        of_period: dict[tuple[int, int], list[Publication]] = {}
        for one in records:
            of_period.setdefault((one.period.start, one.period.months), []).append(one)
        for one in records:
            mine = of_period[one.period.start, one.period.months]
            found.append((PUBLISHED_FILES.index(name), kept_as(folder, one, mine.index(one) + 1, last=mine[-1] is one)))
    return [held for _, held in sorted(found, key=lambda each: (each[1].record.published_at, each[0]))]


def kept_as(folder: Folder, one: Publication, number: int, *, last: bool) -> Held:
    """The file of a publication: in its place, or under a number where another was published after it."""
    own = folder.scorecard(one.period).with_name(one.file)
    place = own if last else numbered(own, number)
    aside = [] if last else sorted(place.parent.glob(f"{own.stem}-published-*.xlsx"))
    for path in (place, *aside):
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == one.sha256:
            return Held(one, "as published" if last else "published again since", path.name)
    return Held(one, "changed" if place.is_file() else "gone", place.name)
