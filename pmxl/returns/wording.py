"""Wording: what a commentary claims of its figure, and whether it says who does what by when. In doubt, nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pmxl.periods import MONTHS


class Claim(NamedTuple):
    """What a sentence claims: `better` +1 or -1, or `higher` +1 or -1 (0: not said), and since when."""

    better: int
    higher: int
    since_last_year: bool
    words: str


SENTENCE = re.compile(r"[^.;!?\n]+(?:\.(?=\d)[^.;!?\n]+)*")
SUBJECT = (
    r"(?:(?:our|the|this|overall|again|performance|figures?|results?|rate|number|numbers|percentage|total|score|measure|"
    r"quarter's|it|has|have|is|are|was|were|been|also|further|slight|slightly|significantly|much|a|little|lot|"
    r"continues?|continued|to|steadily|sharply|markedly|well|got|there|an) )*"
)
"""Words that a claim may begin with and still be of the figure itself; a sentence about anything else is left alone."""

TAIL = (
    r"(?= (?:than|on|from|by|this|again|since|compared|to|over|slightly|sharply|further|considerably|significantly|"
    r"steadily|markedly|and|for the|in (?:the|this) (?:quarter|period|month|year)|in q|\d|\|)|$)"
)
"""What may follow a claim; `improved recording` and `a rise in demand` are none."""

VERBS = (
    (1, 0, r"(?:improved|improving|improve|better|(?:an |some |further )?improvement)"),
    (-1, 0, r"(?:worsened|worsening|worsen|worse|deteriorated|deteriorating|deteriorate)"),
    (0, 1, r"(?:rose|risen|rising|rise|increased|increasing|increase|higher|grew|grown|went up|gone up|up)"),
    (
        0,
        -1,
        r"(?:fell|fallen|falling|fall|decreased|decreasing|decrease|lower|dropped|dropping|went down|gone down|down)",
    ),
)
CLAIMS = tuple((better, higher, re.compile(rf"^{SUBJECT}{verb}{TAIL}")) for better, higher, verb in VERBS)
UNSURE = re.compile(
    r"\b(?:not|no|never|n't|cannot|will|would|should|could|may|might|must|need|needs|hope|hoped|expect|expected|aim|if|"
    r"until|target|targets|plan|planned|forecast|average|national|other|others|but|although|though|while|whereas|"
    r"except|despite|however|after|before|month|week|than (?!last|a year|the (?:previous|last|same))[a-z]+)\b"
    rf"|\b(?:{'|'.join(month.casefold() for month in MONTHS if month != 'May')}|may \d)\b"
)
LAST_YEAR = re.compile(
    r"\b(?:last year|a year ago|previous year|year before|same (?:period|quarter|time)|year on year)\b"
)

WHEN = re.compile(
    rf"\b(?:{'|'.join(MONTHS)}|{'|'.join(month[:3] for month in MONTHS)}|Q[1-4]|(?:19|20)\d\d|\d+(?:st|nd|rd|th)|"
    r"today|tomorrow|tonight|now|already|immediately|since|until|till|once|daily|weekly|monthly|quarterly|soon|later|"
    r"spring|summer|autumn|winter|christmas|easter|days?|weeks?|months?|quarters?|years?|weekends?|nights?|evenings?|"
    r"next|by the end|end of|this time|deadline|current|currently|ongoing|recent|recently|again)\b",
    re.IGNORECASE,
)
WHO = re.compile(
    r"(?i:\b(?:we|our|us|i|my|they|their|he|she|who|everyone|each|every|"
    r"team|teams|manager|managers|director|directors|head|heads|lead|leads|officer|officers|chief|board|group|subgroup|"
    r"committee|panel|partnership|partner|partners|council|councils|police|force|constabulary|trust|hospital|hospice|"
    r"service|services|department|staff|principals?|headteachers?|teachers?|coxswain|matron|consultants?|coordinator|workers?|advisers?|advisors?|contractors?|providers?|agency|agencies|builder|"
    r"alliance|association|landlords?|tenants?|clinic|wards?|schools?|college|centre|unit|crew|crews|station|nurses?|"
    r"doctors?|gps?|inspectors?|sergeants?|commander|navigators?|volunteers?|recruits?|engineers?|printer|supplier)\b)"
    r"|\b[A-Z][a-z]+ [A-Z][a-z]+",
)
DOING = re.compile(
    r"\b(?:will|shall|going to|is to|are to|plans?|planned|planning|actions?|agreed|agrees?|\w+ing|\w+ed|"
    r"begins?|began|opens?|joins?|meets?|met|goes|went|takes?|took|sends?|sent|starts?|makes?|made|brings?|brought|"
    r"gives?|gave|given|sees?|seen|lends?|lent|sets?|put|puts|runs?|ran|told|rings?|rang|visits?|buys?|bought|"
    r"holds?|held|writes?|wrote|written|keeps?|kept|pays?|paid|trains?|moves?|offers?|refers?|reviews?|tells?|works?|"
    r"hires?|adds?|changes?|closes?|builds?|built|stops?|reports?|checks?|leads?|led|chosen|done|begun|taken|come)\b",
    re.IGNORECASE,
)
DEADLINE = re.compile(
    rf"\bby (?:the |end of |early |late |mid[ -]|next )*(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?(?:{'|'.join(MONTHS)}|"
    rf"{'|'.join(month[:3] for month in MONTHS)}|sept|Q[1-4]|spring|summer|autumn|winter|christmas|easter)\b",
    re.IGNORECASE,
)
"""A day to come by which: whoever names one says beside it what is done, in whichever words."""
SUFFERED = re.compile(
    r"\b(?:hit|hurt|affected|impacted|caused|driven|delayed|disrupted|slowed|hampered|hindered|worsened|compounded|"
    r"explained|skewed|overwhelmed|stretched|squeezed|damaged|weakened|dented|closed|cancelled|held (?:back|up)|"
    r"pushed (?:up|down)|brought (?:about|on|down)) (?:\w+ )?$",
    re.IGNORECASE,
)
"""What stands before a cause: `hit by winter pressures` names no day."""
CAUSE = re.compile(
    r"[ -]?(?:'?s )?(?:\w+ )?(?:pressures?|weather|snow|ice|storms?|rain|floods?|flooding|heat|heatwaves?|demand|"
    r"illness|illnesses|sickness|absences?|flu|viruses|bugs?|infections?|norovirus|covid|surges?|spikes?|peaks?|closures?|strikes?|leave|"
    r"backlogs?|shortages?|trade|footfall|tourism|visitors|seasonality)\b",
    re.IGNORECASE,
)
"""What makes a season or a month a cause."""
EMPTY = re.compile(
    r"(?:n/?a|none|nil|no|yes|ok|tb[cda]|to follow|to be (?:confirmed|advised|added)|see (?:above|below|attached|last "
    r"quarter|previous)|as (?:above|before|last quarter|previously)|no (?:comment|comments|change)|ditto|pending|"
    r"awaited|not known|unknown|red|\W*)\W*",
    re.IGNORECASE,
)


def claim_of(commentary: str, name: str = "") -> Claim | None:
    """What a commentary claims of the figure of that name; None where nothing, both ways, or anything in doubt."""
    found = list(_claims(commentary, name))
    if (
        not found
        or len({claim.better for claim in found} - {0}) > 1
        or len({claim.higher for claim in found} - {0}) > 1
    ):
        return None
    return found[0] if len({claim.since_last_year for claim in found}) == 1 else None


def _claims(commentary: str, name: str) -> Iterator[Claim]:
    for sentence in SENTENCE.findall(commentary):
        said = " ".join(re.sub(r"[,:()–—]", " | ", sentence.casefold()).split())
        said = said.removeprefix(name.casefold()).strip()
        for better, higher, pattern in CLAIMS:
            if pattern.match(said) and not UNSURE.search(said):
                yield Claim(better, higher, bool(LAST_YEAR.search(said)), sentence.strip())


def is_empty(commentary: str) -> bool:
    """True where a commentary only holds a place: `tbc`, `n/a`, `see above`."""
    return bool(EMPTY.fullmatch(" ".join(commentary.split())))


def lacking(commentary: str) -> list[str]:
    """What a commentary on a Red figure does not say, of who, what and by when.

    A commentary that only leaves out who is taken to mean the partner that wrote it.
    """
    if names_day(commentary) and WHO.search(commentary):
        return []
    wanted = (("what is being done", DOING), ("by when", WHEN))
    missing = [word for word, pattern in wanted if not pattern.search(commentary)]
    return ["who", *missing] if missing and not WHO.search(commentary) else missing


def same_words(one: str, other: str) -> bool:
    """True where two commentaries say the same but for case, spaces and punctuation."""
    return plain_words(one) == plain_words(other)


def word_count(commentary: str) -> int:
    """How many words there are."""
    return len(plain_words(commentary).split())


def plain_words(text: str) -> str:
    """The words of a text, without case, spaces and punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def names_day(commentary: str) -> bool:
    """True where something is to be so by a day, a month or a season, which is not what it suffered from."""
    return any(
        not CAUSE.match(commentary, found.end()) and not SUFFERED.search(commentary, 0, found.start())
        for found in DEADLINE.finditer(commentary)
    )
