"""Wording: what a commentary claims is read narrowly, so that hardly anything is claimed that was not."""

from __future__ import annotations

import pytest

from pmxl.returns.wording import claim_of
from pmxl.returns.wording import is_empty
from pmxl.returns.wording import lacking


@pytest.mark.parametrize(
    ("said", "better", "higher"),
    [
        ("Performance has improved since last quarter.", 1, 0),
        ("Improved again this quarter, by two points.", 1, 0),
        ("An improvement on last quarter", 1, 0),
        ("Better than last year.", 1, 0),
        ("It has got worse.", -1, 0),
        ("The rate rose to 27.4 %. A navigator now rings every victim.", 0, 1),
        ("Slight increase this quarter.", 0, 1),
        ("Burglary fell this quarter.", 0, -1),
        ("Down from 14.2.", 0, -1),
    ],
)
def test_a_claim_about_the_figure_itself(said: str, better: int, higher: int) -> None:
    """A sentence that begins with the figure and says which way it went."""
    claim = claim_of(said, "Burglary")
    assert claim is not None
    assert (claim.better, claim.higher) == (better, higher)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Steady.",
        "We improved our processes.",
        "Improved recording means more offences.",
        "The improvement plan is agreed.",
        "There was a rise in demand.",
        "The figure has not improved.",
        "Performance should improve by March.",
        "Performance improved but is still below target.",
        "Higher than expected.",
        "Better than the national average.",
        "Up to 40 visits a week.",
        "It fell in January and rose in March.",
        "The rate rose. The rate fell.",
        "In the quarter alone it fell.",
        "Improved on last year. Improved on last quarter.",
    ],
)
def test_what_is_about_something_else_or_in_doubt_claims_nothing(said: str) -> None:
    """Another subject, a hope, a comparison with something else, or both ways at once."""
    assert claim_of(said) is None


@pytest.mark.parametrize("said", ["TBC", "n/a", "see above", "No comment.", "-", " as before ", "To follow"])
def test_a_word_that_only_fills_the_cell(said: str) -> None:
    """A placeholder in any case, with or without a full stop."""
    assert is_empty(said)
    assert not is_empty(f"{said} The depot floods, and the council pumps it dry by May")


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("Two landlords sold up. The helpline rings each tenant from May.", []),
        ("The subgroup has seen the recovery plan: it is made good in the first quarter.", []),
        ("Anna Reed is recruiting, and the post is filled on 1 June.", []),
        ("Overtime in December; the contract is reviewed in May.", []),  # by the partner that says so
        ("Principal calls every absent child by 31 January 2026.", []),  # in whichever words
        ("Matron swabs all new arrivals by mid March", []),
        ("Nobody knew by Christmas.", ["who", "what is being done"]),
        ("Matron swabs all by Easter and the trust pays", []),
        ("Performance in our hospital was hit by winter pressures.", ["what is being done"]),  # a cause, and no day
        ("Our service was hit by March snow and demand was high.", ["what is being done"]),
        ("The ward was hit by winter and by flu.", ["what is being done"]),
        ("Two new officers of ours in post by September half term.", []),
        ("The police: back on target by Q4 once the rota is full.", []),
        ("Our provider fully staffed by autumn term", []),
        ("Full service of the council by mid-October.", []),
        ("The team is recruiting.", ["by when"]),
        ("Demand was high.", ["who", "what is being done", "by when"]),
    ],
)
def test_who_does_what_by_when(said: str, missing: list[str]) -> None:
    """Any word for a person or a body, for something done, and for a time will do."""
    assert lacking(said) == missing
