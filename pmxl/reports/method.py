"""The sheet Method: every rule and setting that made these figures, in words."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.assess import Assessment
from pmxl.framework.columns_audiences import EXECUTIVE
from pmxl.framework.columns_audiences import MEMBERS
from pmxl.framework.columns_audiences import PUBLIC
from pmxl.reports import listing
from pmxl.reports import places
from pmxl.reports.band import band
from pmxl.reports.block import lay
from pmxl.reports.captions import captions
from pmxl.reports.captions import told
from pmxl.reports.legend import legend
from pmxl.reports.pages import lying_beside
from pmxl.reports.paper import page
from pmxl.reports.paper import pages_tall
from pmxl.sheets import style
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan

READERS = (EXECUTIVE, MEMBERS, PUBLIC)
CHECK = "Check "
CHECKS = "Every return is put to {} checks before a figure is taken; the master scorecard lists them."
WIDTHS = (28.0, 92.0)
HEADING = style.ruled(style.BODY_STRONG.but(wrap=True, indent=1))
WORDS = style.ruled(style.BODY.but(wrap=True, indent=1))


def plan_method(assessment: Assessment) -> SheetPlan:
    """Rules and settings, then how to read the marks."""
    top = band(assessment, "Method", WIDTHS, "the rules and settings behind every figure")
    said = captions(assessment)
    worded = [("Headings", told(said))] if said else []
    beside = [("Beside this workbook", words)] if (words := lying_beside(assessment)) else []
    lines = [*worded, *beside, *((said.get(name, name), words) for name, words in rules_for(assessment))]
    rules = lay(top.below, 1, [[(name, HEADING), (words, WORDS)] for name, words in lines], WIDTHS)
    title = listing.subhead("How to read the marks", rules.below, len(WIDTHS))
    names = ("Ratings", said.get("Travel", "Travel"), "Small lines", "Marks")
    marks = lay(
        title.below,
        1,
        [[(name, HEADING), (relaid(words), WORDS)] for name, words in zip(names, legend(assessment), strict=False)],
        WIDTHS,
    )
    whole = listing.joined(top, rules, title, marks)
    return listing.sheet(
        places.METHOD,
        whole,
        WIDTHS,
        page=page(
            assessment,
            whole.below - 1,
            len(WIDTHS),
            landscape=False,
            tall=pages_tall(sum(whole.heights.values()), WIDTHS, landscape=False),
        ),
        freeze=(top.below, 1),
    )


def rules_for(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """The rules and settings; those who read and do not return are spared the checks of returns, said in one line."""
    whom = assessment.audience.for_ if assessment.audience else ""
    spared = 0
    for name, words in assessment.method:
        is_spared = whom in READERS and name.startswith(CHECK)
        spared += is_spared
        if not is_spared:
            yield name, words
    if spared:
        yield "Checks", CHECKS.format(spared)


def relaid(words: Rich) -> Rich:
    """A line of the legend in the size of this sheet."""
    return Rich(tuple((text, look.but(size=WORDS.size)) for text, look in words.parts))
