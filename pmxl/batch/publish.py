"""Publish: freezes what a scorecard showed, so that it can be shown again as it stood."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from pathlib import Path

from pmxl.assess import Assessment
from pmxl.batch.folder import Folder
from pmxl.batch.scorecard import assessment
from pmxl.ledger import Publication
from pmxl.ledger import keep_raw
from pmxl.periods import Period
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.intake import take
from pmxl.sheets.write import write_workbook

PUBLISHED = "PUBLISHED"


@dataclass(frozen=True)
class Published:
    """A scorecard published: where it lies, what it shows, its record, and where the one before it was put."""

    path: Path
    assessment: Assessment
    record: Publication
    earlier: Path | None


def publish(folder: Folder, period: Period, by: str = "") -> Published:
    """Writes the scorecard of a period as it stands now, marked as published, and records framework, moment and hash.

    One published before keeps its bytes in raw/ and its file under a number beside the new one.
    """
    with folder.ledger() as ledger:  # opening it records a framework changed just now, which must be before the moment
        before = ledger.publications(period)
        seen = ledger.seen()[-1]
    moment = max(datetime.now(UTC), seen.seen_at)
    found = replace(assessment(folder, period, moment, PUBLISHED), published_by=by)
    path = folder.scorecard(period)
    path.parent.mkdir(parents=True, exist_ok=True)
    earlier = set_aside(folder, period, len(before)) if before and path.exists() else None
    write_workbook(plan_scorecard(found), path)
    data = take(path)
    sha256 = hashlib.sha256(data).hexdigest()
    keep_raw(folder.raw, data, sha256)
    record = Publication(
        period=period,
        framework=found.framework.version,
        framework_sha256=seen.sha256,
        as_at=moment,
        file=path.name,
        sha256=sha256,
        published_at=moment,
        published_by=by,
    )
    with folder.ledger() as ledger:
        ledger.publish(record)
    return Published(path, found, record, earlier)


def set_aside(folder: Folder, period: Period, number: int) -> Path:
    """The scorecard published before, under a name that tells how many there were."""
    kept = folder.scorecard(period, f"published-{number}")
    while kept.exists():
        number += 1
        kept = folder.scorecard(period, f"published-{number}")
    return folder.scorecard(period).rename(kept)


@dataclass(frozen=True)
class Held:
    """A publication and whether its file is still what was published: "as published", "changed" or "gone"."""

    record: Publication
    state: str


def publications(folder: Folder, period: Period | None = None) -> list[Held]:
    """Every publication, in order, with what has become of its file."""
    with folder.ledger() as ledger:
        records = ledger.publications(period)
    last = {(one.period.start, one.period.months): one for one in records}
    found = []
    for one in records:
        path = folder.scorecard(one.period)
        if last[one.period.start, one.period.months] is not one:
            kept = folder.raw / one.sha256[:2] / one.sha256
            found.append(Held(one, "published again since" if kept.is_file() else "gone"))
        elif not path.is_file():
            found.append(Held(one, "gone"))
        else:
            same = hashlib.sha256(path.read_bytes()).hexdigest() == one.sha256
            found.append(Held(one, "as published" if same else "changed"))
    return found
