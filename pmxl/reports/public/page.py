"""Page: the public figures as one file for a browser: no scripts, nothing fetched, readable by keyboard and by ear."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment
from jinja2 import FileSystemLoader
from jinja2 import StrictUndefined

from pmxl.assess.disclosed import Disclosed
from pmxl.framework.models import Measure
from pmxl.framework.models import Perspective
from pmxl.reports.figure import rows_of
from pmxl.reports.places import in_order
from pmxl.reports.public import tables as public
from pmxl.reports.public import words
from pmxl.reports.public.datum import Datum
from pmxl.reports.public.picture import Picture
from pmxl.reports.public.picture import picture
from pmxl.reports.public.tables import Table
from pmxl.sheets import style
from pmxl.sheets.text import safe_text
from pmxl.shipped import shipped
from pmxl.terms import Rating
from pmxl.terms import Travel

MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+")
"""An address that can safely be a link."""
SHOWN_FIRST = (public.RATING, public.FIGURE, public.TARGET, public.UNIT, public.THAN_BEFORE, public.THAN_LAST_YEAR)
"""Columns of the table that opens each perspective."""
SHOWN_BESIDE = (public.PERIOD, public.NUMERATOR, public.DENOMINATOR, public.REMARKS)
"""What of a measure is told below its name."""
RUN = (public.PERIOD, public.FIGURE, public.TARGET)
PARTS = (public.RATING, public.FIGURE, public.TARGET, public.NUMERATOR, public.DENOMINATOR, public.REMARKS)


@dataclass(frozen=True)
class Entry:
    """One datum with the name by which it is known in the workbook too."""

    place: str
    heading: str
    datum: Datum

    @property
    def is_figure(self) -> bool:
        """True where it stands right, under a heading that does."""
        in_words = self.heading in (public.RATING, public.THAN_BEFORE, public.THAN_LAST_YEAR)
        return not in_words and (self.datum.number is not None or self.datum.is_mark)


@dataclass(frozen=True)
class Listing:
    """A table on the page: a caption, headings, and rows that begin with their name."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True)
class Section:
    """A measure on the page."""

    id: str
    measure: Measure
    perspective: str
    first: tuple[Entry, ...]
    beside: tuple[Entry, ...]
    picture: Picture | None
    run: Listing | None
    parts: tuple[Listing, ...]
    commentary: tuple[Entry, ...]


def page(found: Disclosed) -> str:
    """The page as text; whatever partners wrote stays text in it."""
    css = (shipped("templates") / "public" / "page.css").read_text(encoding="utf-8")
    contact = found.assessment.framework.settings.return_to
    return (
        environment()
        .get_template("page.html")
        .render(
            language=words.LANGUAGE,
            css=css,
            css_hash=base64.b64encode(hashlib.sha256(css.encode()).digest()).decode(),
            title=words.title(found),
            name=found.assessment.framework.settings.name,
            status=found.assessment.status,
            facts=[fact for fact in words.facts(found) if fact[0] != words.STATUS],
            contact=contact if MAIL.fullmatch(contact) else "",
            summary=words.summary(found),
            notes=words.notes(found),
            perspectives=list(perspectives(found)),
            columns=SHOWN_FIRST,
            looks=looks(),
            headings=HEADINGS,
            folded=FOLDED,
        )
    )


FOLDED = 40
"""Rows of a table that stands open on the page; a longer one is opened by who wants to read it."""
HEADINGS = {
    public.FIGURE: "Figure",
    public.TARGET: "Target",
    public.NUMERATOR: "Numerator",
    public.DENOMINATOR: "Denominator",
}
"""On the page a heading is short: the unit stands beside it or in the caption."""


@cache
def environment() -> Environment:
    """Where the page's template is, every text escaped and fit for a page."""
    return Environment(
        loader=FileSystemLoader(shipped("templates") / "public"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=fit,
    )


def fit(value: object) -> object:
    """Text without signs that a page cannot hold; markup of our own as it is."""
    return safe_text(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def looks() -> Mapping[str, tuple[str, str]]:
    """Shape and class of every rating and direction of travel."""
    ratings = {str(one): (style.STATUS[one].shape, str(one).lower() if one.is_colour else "grey") for one in Rating}
    travel = {str(one): (style.TRAVEL[one].shape, str(one).split()[0].lower()) for one in Travel}
    return ratings | travel


def perspectives(found: Disclosed) -> Iterator[tuple[Perspective, list[Section]]]:
    """Every perspective with its measures, in order."""
    sections = list(of_measures(found))
    for id_ in in_order(found.assessment):
        yield found.assessment.framework.perspective(id_), [one for one in sections if one.perspective == id_]


def of_measures(found: Disclosed) -> Iterator[Section]:
    """Every measure with all that the workbook tells of it."""
    every = {table.name: table for table in public.tables(found)}
    runs: dict[str, list[Mapping[str, object]]] = {}
    for point in rows_of(public.run_of(found)):
        runs.setdefault(point["measure"], []).append(point)
    for row in rows_of(found.assessment.measures):
        id_ = row["measure"]
        [mine] = entries(every[public.MEASURES], id_, SHOWN_FIRST)
        [beside] = entries(every[public.MEASURES], id_, SHOWN_BESIDE)
        said = list(entries(every[public.WORDS], id_, (public.COMMENTARY,))) if public.WORDS in every else []
        yield Section(
            id=id_,
            measure=found.assessment.framework.measure(id_),
            perspective=row["perspective"],
            first=mine,
            beside=tuple(entry for entry in beside if entry.datum.text not in public.SAYS_NOTHING),
            picture=picture(row, runs.get(id_, [])),
            run=listing(every[public.TRENDS], id_, RUN, f"{row['name']}: figures by period"),
            parts=tuple(parts(every, id_, row["name"])),
            commentary=tuple(entry for line in said for entry in line),
        )


def parts(every: Mapping[str, Table], id_: str, name: str) -> Iterator[Listing]:
    """The figures of partners and of areas."""
    for view, unit in ((public.PARTNERS, "Partner"), (public.AREAS, "Area")):
        if view in every:
            found = listing(every[view], id_, (unit, *PARTS), f"{name}: figures by {unit.lower()}")
            if found:
                yield found


def listing(table: Table, id_: str, headings: tuple[str, ...], caption: str) -> Listing | None:
    """The rows of one measure without the columns that say nothing of it; None where there are no rows."""
    rows = list(entries(table, id_, headings))
    kept = [n for n in range(len(headings)) if any(row[n].datum.text not in public.SAYS_NOTHING for row in rows)]
    shown = tuple(tuple(row[n] for n in kept) for row in rows)
    return Listing(caption, tuple(headings[n] for n in kept), shown) if rows else None


def entries(table: Table, id_: str, headings: tuple[str, ...]) -> Iterator[tuple[Entry, ...]]:
    """These fields of every row of one measure."""
    for row in table.rows:
        if row[public.REFERENCE].text == id_:
            yield tuple(Entry(table.place(row, heading), heading, row[heading]) for heading in headings)
