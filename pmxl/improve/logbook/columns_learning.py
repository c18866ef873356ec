"""The sheets about learning: what worked and what did not, how plans were revised, and who met to review."""

from __future__ import annotations

from datetime import date

from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet
from pmxl.improve.logbook.columns_reviews import PARTNERS
from pmxl.improve.logbook.columns_reviews import measure_column
from pmxl.improve.logbook.columns_reviews import objective_column
from pmxl.improve.logbook.columns_reviews import partner_column
from pmxl.improve.logbook.columns_reviews import said_on

WORKED, IN_PART, DID_NOT = "worked", "in part", "did not"

LEARNING = Sheet(
    "learning",
    "What was tried, whether it worked, and how we know. It is carried into the next plan and the annual summary.",
    (
        Column(
            "what", Holds.NAME, "What was tried, in a line.", "Rapid repair of empty homes", required=True, width=36
        ),
        Column(
            "worked",
            Holds.CHOICE,
            "worked, in part, or did not.",
            WORKED,
            required=True,
            choices=(WORKED, IN_PART, DID_NOT),
            also={"yes": WORKED, "partly": IN_PART, "no": DID_NOT, "did not work": DID_NOT},
            width=11,
        ),
        Column("why", Holds.TEXT, "Why, as far as is known.", "One team sees the whole job", width=40),
        Column(
            "source",
            Holds.TEXT,
            "How we know: an evaluation, figures, a survey.",
            "Evaluation",
            required=True,
            width=34,
        ),
        objective_column("The objective it is about.", "safer-homes"),
        measure_column("The measure it is about."),
        partner_column("The partner that tried it."),
        Column("next", Holds.TEXT, "What to do about it in the next plan.", "Go on in all districts", width=40),
        Column("share", Holds.YES, "yes where others could use it: good practice.", "yes", width=9),
        Column(
            "shared_with",
            Holds.REFS,
            "The partners that have been told, by their ids; or all.",
            "health; police",
            refers=PARTNERS,
            width=20,
        ),
        said_on("When it was learned."),
    ),
    one="lesson",
    pages=2,
)
REVISIONS = Sheet(
    "revisions",
    "What was changed in a plan after it was agreed, why, and who agreed to it.",
    (
        Column(
            "plan",
            Holds.NAME,
            "The plan, as the framework or the partner names it.",
            "Safety plan",
            required=True,
            width=32,
        ),
        objective_column("The objective it is about.", "safer-homes"),
        Column("changed", Holds.TEXT, "What was changed.", "Patrols moved to evenings", required=True, width=44),
        Column("why", Holds.TEXT, "Why: what was learned or found.", "Visits found nobody in", required=True, width=44),
        Column("agreed_by", Holds.TEXT, "Who agreed to it.", "Executive board", width=24),
        said_on("When it was agreed."),
    ),
    one="revision",
)
MEETINGS = Sheet(
    "meetings",
    "The meetings that reviewed performance: who was there, what they looked at, what they decided.",
    (
        said_on("The day of the meeting."),
        Column("what", Holds.NAME, "The meeting.", "Executive board", required=True, width=30),
        Column("period", Holds.PERIOD, "The period that was reviewed.", "2026-27 Q1", width=14),
        Column(
            "present",
            Holds.REFS,
            "The partners that were there, by their ids; or all.",
            "council; police",
            refers=PARTNERS,
            width=30,
        ),
        Column("apologies", Holds.REFS, "The partners that sent apologies.", "health", refers=PARTNERS, width=22),
        Column(
            "others",
            Holds.LIST,
            "Who else took part: staff, users, councillors, residents.",
            "tenants; two councillors",
            width=30,
        ),
        Column("pack", Holds.TEXT, "The papers: a scorecard's file, or where they lie.", "scorecard.xlsx", width=24),
        Column("decided", Holds.TEXT, "What was decided.", "Second contractor to be found", width=44),
        Column("next", Holds.DATE, "The day of the next one.", date(2026, 10, 15), width=13),
    ),
    one="meeting",
    pages=2,
)
