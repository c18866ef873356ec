"""The questions of the partnership register: the guides' words, of whom each is asked, and in what partnership."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Asked(StrEnum):
    """Of whom a question is asked; one answer of the partnership stands for every partner that gave none."""

    WHOLE = "partnership"
    EACH = "each partner"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its word in the logbook, its heading, the question, its words in the guides, and its row of them.

    A `network` shares information and needs few arrangements; what it needs too is marked. `answers` are the words with
    which an answer begins, where there are few; more may follow after a comma, colon or full stop.
    """

    key: str
    name: str
    asks: str
    words: str
    row: str
    asked: Asked = Asked.EACH
    network: bool = False
    answers: tuple[str, ...] = ()


TYPE = "type"
NETWORK, DELIVERY = "network", "delivery"
QUESTIONS = (
    Question(
        "vision",
        "Collective vision",
        "What do the partners want to achieve together?",
        "partnerships to have a collective vision for what they want to achieve",
        "A119",
        Asked.WHOLE,
        network=True,
    ),
    Question(
        TYPE,
        "Type",
        "Is it a network that shares information, or is it there to deliver?",
        "are unlikely to need complicated arrangements",
        "A120",
        Asked.WHOLE,
        network=True,
        answers=(NETWORK, DELIVERY),
    ),
    Question(
        "risks",
        "Worth: risks",
        "What does the partner risk by taking part?",
        "consider the risks, benefits and costs of any partnership",
        "A121",
    ),
    Question(
        "benefits",
        "Worth: benefits",
        "What does the partner gain by it?",
        "consider the risks, benefits and costs of any partnership",
        "A121",
        network=True,
    ),
    Question(
        "costs",
        "Worth: costs",
        "What does it cost the partner, in money and in time?",
        "consider the risks, benefits and costs of any partnership",
        "A121",
    ),
    Question(
        "contribution",
        "Worth: contribution",
        "What does it contribute to the partner's own objectives?",
        "whether the partnership is contributing towards council and community objectives",
        "A121",
        network=True,
    ),
    Question(
        "accountability",
        "Accountability",
        "Who is responsible if things go wrong?",
        "Who is responsible if things go wrong?",
        "A122",
    ),
    Question(
        "reporting",
        "External reporting",
        "To which outside bodies does the partner answer, and what do they ask for?",
        "are constituent organisations accountable to different external bodies?",
        "A123",
    ),
    Question(
        "objectives",
        "Own objectives",
        "Where do the partner's own objectives overlap or conflict with the others', and who deals with it?",
        "identifying where they overlap, where they are in conflict",
        "A124",
    ),
    Question(
        "information",
        "Information sharing",
        "What is reported to whom, how often, and what may be shared?",
        "sharing performance information – what will reporting arrangements be?",
        "A125",
        network=True,
    ),
    Question(
        "budgets",
        "Pooled or aligned budgets",
        "Is money pooled, or is each partner's own aligned to shared objectives?",
        "will budgets be merged or pooled or will individual agency spending be aligned to partnership objectives?",
        "A126",
        answers=("pooled", "aligned", "both", "neither"),
    ),
    Question(
        "value",
        "Value for money",
        "How is value for money assessed?",
        "How will value for money be assessed?",
        "A127",
        Asked.WHOLE,
    ),
    Question(
        "sharing",
        "Sharing risks and rewards",
        "How are risks, costs, benefits and rewards shared?",
        "how will partners agree to share risks, costs, benefits and rewards?",
        "A128",
    ),
    Question(
        "ways",
        "Ways of working",
        "What ways of working and behaviours are agreed in writing, and where?",
        "agree acceptable behaviours and ways of working together in writing",
        "A129",
        Asked.WHOLE,
    ),
    Question(
        "others",
        "What others could contribute",
        "Which other organisations could contribute, and have they been asked?",
        "consider what other organisations can contribute",
        "A130",
        Asked.WHOLE,
        network=True,
    ),
)
"""In the order of the guides."""


def first_word(answer: str) -> str:
    """The word with which an answer begins, in small letters."""
    return re.split(r"[\s,:;.]", answer.strip().casefold(), maxsplit=1)[0]
