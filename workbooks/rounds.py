"""The improvement journey of the worked year: two rounds, a year apart, and what each partner said of itself in them.

After the first round the partners took up two things: that they saw the sharing of bad news quite differently, and that
nobody looked back at what an action had done. The second round shows both better, and one partner worse off.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.journey import issue_journey
from pmxl.batch.journey import stages
from workbooks.forms import Answers
from workbooks.forms import type_in
from workbooks.sent import SIGNED_BY

ROUNDS = ("2024-25", "2025-26")
SIGNED = {"2024-25": date(2025, 4, 24), "2025-26": date(2026, 4, 23)}
BOARDS = {
    "council": "cabinet",
    "constabulary": "chief officer group",
    "health": "trust board",
    "fire": "fire authority",
    "homes": "board of management",
    "voluntary": "alliance board",
}
SCORES: Mapping[str, Mapping[str, str]] = {
    "2024-25": {
        "council": "33323 33234 22332 32223 21222",
        "constabulary": "33213 22223 32222 34322 21212",
        "health": "23322 22112 22122 11212 11222",
        "fire": "33233 23233 33232 33333 22322",
        "homes": "22232 22122 21223 21123 12122",
    },
    "2025-26": {
        "council": "34333 33334 33333 33333 32333",
        "constabulary": "33323 32233 33233 34332 32223",
        "health": "22322 22112 22112 22212 21222",
        "fire": "33333 33233 33333 33333 32332",
        "homes": "33232 32222 22233 32223 22122",
    },
}
"""A digit for each statement, a group for each stage; the alliance answered neither time."""

SHOWN = {
    "stock-1": "Commentary of four quarters; the owner of each measure spoke to it at the review in January.",
    "stock-2": "Audit of three measures by another partner's analyst, October; two definitions mended.",
    "stock-3": "The table of fourteen partnerships, and notes of the visit to the best of them.",
    "stock-4": "Residents' survey in spring and the staff forum; both went to the {board}.",
    "stock-5": "This self-assessment, and the one a year before it.",
    "direction-1": "Community Safety Plan 2024-27, agreed by the {board} on 12 March.",
    "direction-2": "The strategy map of the scorecard; team plans name the objective that they serve.",
    "direction-3": "Notes of the planning day: trend and comparison were on the table for each target.",
    "direction-4": "Budget paper to the {board}: one post moved to early help.",
    "direction-5": "Induction slides, and a quiz at the staff day that most could answer.",
    "started-1": "Action plan with names and months, before the {board} in May.",
    "started-2": "The chief officer chaired three of four reviews.",
    "started-3": "Partnership agreement, section 4; the information sharing agreement signed in autumn.",
    "started-4": "Two half-days on reading charts; the analysts' network meets each month.",
    "started-5": "Locks and lights scheme: 410 homes, and a page in the residents' magazine.",
    "happen-1": "Minutes of the quarterly review, with decisions and who carries them out.",
    "happen-2": "Minutes of November: the overspend was raised by the partner that made it.",
    "happen-3": "Action plans that followed each exception, sent round with the returns.",
    "happen-4": "Appraisal form, section 2; a sample of ten looked at by the {board}.",
    "happen-5": "Contribution sheet of the scorecard, discussed at the review.",
    "track-1": "Before and after of two actions that ended in summer.",
    "track-2": "Learning log, and what it changed in this year's plan.",
    "track-3": "The new director took the review over without a gap.",
    "track-4": "Report of the scrutiny panel, and our answer to it.",
    "track-5": "Two measures dropped and one redefined in the yearly review of the framework.",
}
LOW = {
    "stock": "We send what is asked, and hear little back.",
    "direction": "Our own plan was written before the joint one, and still says something else.",
    "started": "The people named in the plan have no time set aside for it.",
    "happen": "Bad news reaches the review a quarter late: it is cleared three times before it leaves us.",
    "track": "Nobody has gone back to the winter plan to see whether it helped.",
}
GATES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("council", "stock-d4"): ("In part", "Members have seen the scores, not yet the reasons. In June."),
    ("council", "direction-d2"): ("No", "Nobody has been willing to say what may wait."),
    ("council", "track-d2"): ("In part", "The shared analyst of the first round is back on the agenda."),
    ("constabulary", "happen-d3"): ("In part", "Ours run to twelve pages; a one-page digest from July."),
    ("health", "direction-d2"): ("No", "The winter plan was added to, and nothing taken away."),
    ("health", "started-p4"): ("In part", "Two posts carry actions beside full-time work."),
    ("health", "happen-p2"): ("In part", "The four-hour figure still crowds out why people come."),
    ("homes", "track-d2"): ("No", "We have not gone back to the tenants' panel put off last year."),
    ("homes", "track-d3"): ("In part", "Written down, but in our own files."),
}
"""In the second round: what was not so with a partner. The first round asked for scores alone."""
CULTURE = {
    "council": "33233323",
    "constabulary": "32122221",
    "health": "22211211",
    "fire": "33333332",
    "homes": "33232222",
}
ASKED = {"council": 412, "constabulary": 268, "health": 530, "fire": 61, "homes": 84}
GAPS = {
    "council": (
        "happen",
        "Exceptions are discussed each quarter; what was decided is followed up by one officer.",
        "Every decision is looked at again at the next review, by whoever took it.",
        date(2026, 9, 30),
        "A first item on each agenda: what we decided, and what came of it.",
    ),
    "health": (
        "happen",
        "Figures are cleared three times, and bad news comes late.",
        "A poor figure is with partners in the week in which we know it.",
        date(2026, 7, 31),
        "One clearance, by the deputy director; the constabulary shows us how it does it.",
    ),
    "homes": (
        "track",
        "Actions end, and nobody compares before with after.",
        "Each action is judged by its measure when it ends.",
        date(2026, 12, 18),
        "Expected effect written down before the start, as the council does.",
    ),
}


def play(folder: Folder) -> None:
    """Both rounds: issue, fill in what came back, collect."""
    for label in ROUNDS:
        period = folder.period(label)
        for path in issue_journey(folder, period):
            partner = path.stem.removeprefix("journey-")
            if partner in SCORES[label]:
                filled = folder.inbox(period) / path.name
                type_in(path, filled, answers(folder, label, partner), SIGNED_BY[partner], SIGNED[label])
        collect(folder, period=period, queries=False)


def answers(folder: Folder, label: str, partner: str) -> Answers:
    """What one partner typed in one round, by ref and heading."""
    said: Answers = {}
    for stage, digits in zip(stages(folder).scored, SCORES[label][partner].split(), strict=True):
        for line, digit in zip(stage.statements, digits, strict=True):
            said[line.ref, "Score"] = int(digit)
            text = SHOWN[line.ref] if int(digit) > 2 else LOW[stage.key] if digit == "1" else ""
            said[line.ref, "Evidence: what could another partner look up?"] = text.format(board=BOARDS[partner]) or None
        for line in stage.gate if label == ROUNDS[-1] else ():
            answer, note = GATES.get((partner, line.ref), ("Yes", ""))
            said[line.ref, "So with you?"], said[line.ref, "What is still to be done"] = answer, note or None
    return said | (culture(folder, partner) | gap(partner) if label == ROUNDS[-1] else {})


def culture(folder: Folder, partner: str) -> Answers:
    """What a staff survey said, once, in the second round."""
    said: Answers = {}
    for line, digit in zip(stages(folder).culture, CULTURE[partner], strict=True):
        said[line.ref, "Score"] = int(digit)
        said[line.ref, "How do you know?"] = "Staff survey"
        said[line.ref, "People asked"] = ASKED[partner]
    return said


def gap(partner: str) -> Answers:
    """The one stage of which some partners said how to get where they need to be."""
    if partner not in GAPS:
        return {}
    stage, where, need, by, how = GAPS[partner]
    ref = f"gap-{stage}"
    return {
        (ref, "Where are we?"): where,
        (ref, "Where do we need to be?"): need,
        (ref, "By when"): by,
        (ref, "How do we get there?"): how,
    }
