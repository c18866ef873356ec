"""The checks that compare a figure with what is known of it: each silent up to its edge, and its exact words beyond."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import Any

import pytest

from pmxl.framework.models import Framework
from pmxl.framework.models import Target
from pmxl.framework.models_settings import Settings
from pmxl.periods import Period
from pmxl.returns.check import Judged
from pmxl.returns.check import judge
from pmxl.returns.headings import VALUE
from pmxl.returns.history import Cell
from pmxl.returns.history import History
from pmxl.returns.memory import Memory
from pmxl.returns.reading import NumberReading
from pmxl.terms import NOT_DONE
from pmxl.terms import Basis
from pmxl.terms import Kind
from pmxl.terms import Purpose
from pmxl.terms import Rating
from pmxl.terms import Severity
from tests.specimens.given import Figures
from tests.specimens.given import fired
from tests.specimens.given import parts
from tests.specimens.given import past
from tests.specimens.given import row_of
from tests.specimens.given import value
from tests.specimens.small import DONE_BY
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE
from tests.specimens.small import Q2
from tests.specimens.small import Q3
from tests.specimens.small import amended
from tests.specimens.small import measure
from tests.specimens.small import quarter
from tests.specimens.small import year

BURGLARY = "Residential burglary, North Division, 2022-23 Q3"
EARLY = "Households helped early, 2022-23 Q3"
RELET = "Days to relet a home, 2022-23 Q3"
TYPICAL = "Typical wait, 2022-23 Q3"
THOUSANDS = (9_410.0, 10_200.0, 9_870.0, 10_150.0)
TENS = (101.0, 97.0, 104.0, 99.0)
NORTH: Cell = ("c1", POLICE, "north")
NORTHERN: Any = {"partner": POLICE, "area": "north"}
HOME: Cell = ("h1", NORTHVALE, "")


@dataclass(frozen=True)
class Case:
    """A row with its past, and what one check says of it ("" for nothing)."""

    code: str
    measure: str
    figures: Figures
    earlier: tuple[float, ...] = ()
    says: str = ""
    above: tuple[float, ...] = ()
    below: tuple[float, ...] = ()
    commentary: str = "As agreed."
    words: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code} {self.measure} {dict(self.figures)} {self.says[-20:]}"

    def judged(self) -> Judged:
        """The row as the checks judge it."""
        who = {"partner": POLICE, "area": "north"} if self.measure == "c1" else {"partner": NORTHVALE, "area": ""}
        history = past(self.measure, self.earlier, **who)
        row = row_of(self.measure, self.figures, history=history, commentary=self.commentary, **who | self.words)  # type: ignore[arg-type]
        memory = Memory(numerators=past(self.measure, self.above, **who))
        return judge(replace(row, denominators=past(self.measure, self.below, **who), memory=memory))


CASES = [
    Case("VAL001", "o1", value(-3), (112.0, 98.0)),  # a percentage that left 0 to 100 before may do so again
    # copied from the period before
    Case("VAL030", "c1", value(10_151), THOUSANDS),
    Case("VAL030", "c1", value(10_150), THOUSANDS, f"{BURGLARY} is 10,150 offences, exactly as it was in 2022-23 Q2."),
    Case("VAL030", "c1", value(99), TENS),  # a small count comes back by chance
    Case("VAL030", "c1", value(10_150), (9_410.0, 10_150.0, 10_150.0)),  # it stood still before
    Case(
        "VAL030",
        "h1",
        parts(159, 295),
        (50.0, 52.0, 15_900 / 295),
        f"{EARLY} is 159 over 295, exactly as it was in 2022-23 Q2.",
        above=(140, 150, 159),
        below=(280, 288, 295),
    ),
    Case("VAL030", "h1", parts(318, 590), (50.0, 52.0, 15_900 / 295), above=(140, 150, 159), below=(280, 288, 295)),
    # copied from last year
    Case(
        "VAL034",
        "c1",
        value(9_410),
        THOUSANDS,
        f"{BURGLARY} is 9,410 offences, exactly as it was in 2021-22 Q3.",
    ),
    Case("VAL034", "c1", value(10_200), THOUSANDS),
    # the target instead of the figure
    Case("VAL053", "t1", value(25), (20.0, 30.0, 18.0)),  # it has no target
    Case("VAL053", "d1", value(25), (20.0, 30.0, 18.0), f"{RELET} is 25.0 days, which is the target itself."),
    Case("VAL053", "d1", value(25), (24.6, 24.8, 24.9)),  # it moves too little for that to mean anything
    Case("VAL053", "d1", value(25), (20.0, 30.0, 25.0)),  # it has met its target before
    # nought, or missing
    Case("VAL031", "c1", value(0), (10.0, 12.0, 11.0, 14.0)[:3]),
    Case("VAL031", "c1", value(0), (9.0, 12.0, 11.0, 14.0)),
    Case(
        "VAL031",
        "c1",
        value(0),
        (10.0, 12.0, 11.0, 14.0),
        f"{BURGLARY}: Value is 0 and was never below 10 before: it can be none, or not known.",
    ),
    Case(
        "VAL031",
        "h1",
        parts(0, 295),
        (50.0, 52.0, 51.0, 54.0),
        f"{EARLY}: Numerator is 0 and was never below 140 before: it can be none, or not known.",
        above=(140, 150, 159, 160),
    ),
    Case("VAL031", "h1", parts(0, 295), (50.0, 52.0, 51.0, 54.0), above=(4, 5, 6, 5)),
    # another unit
    Case("VAL032", "c1", value(990), TENS[:3]),
    Case(
        "VAL032",
        "c1",
        value(990),
        TENS,
        f"{BURGLARY} is 990, and it ran from 97 to 104 before: it can be that, or 99 typed with a digit too many.",
    ),
    Case(
        "VAL032",
        "c1",
        value(10),
        TENS,
        f"{BURGLARY} is 10, and it ran from 97 to 104 before: it can be that, or 100 typed with a digit too few.",
    ),
    Case(
        "VAL032",
        "h1",
        parts(0.5, 100),
        (50.0, 52.0, 51.0, 54.0),
        f"{EARLY} is 0.5 % (0.5 over 100), and it ran from 50.0 to 54.0 before: one of the two may be in another unit.",
    ),
    Case(
        "VAL032",
        "d1",
        value(0.024),
        (23.0, 24.0, 23.5, 24.5),
        f"{RELET} is 0.024, and it ran from 23.0 to 24.5 before: it can be that, or 24 in another unit.",
    ),
    Case(
        "VAL032",
        "d1",
        value(2.35),
        (23.0, 24.0, 23.5, 24.5),
        f"{RELET} is 2.35, and it ran from 23.0 to 24.5 before: it can be that, or 23.5 with its point in another "
        "place.",
    ),
    Case(
        "VAL032",
        "h1",
        parts(53, 1000),
        (50.0, 52.0, 51.0, 54.0),
        f"{EARLY} is 5.3 % (53 over 1,000), and it ran from 50.0 to 54.0 before: one of the two may be typed with a "
        "digit too many or too few.",
    ),
    Case("VAL032", "c1", value(500), TENS),
    Case("VAL032", "c1", value(990), (45.0, 97.0, 104.0, 99.0)),  # it was never steady enough for a digit too many
    Case(
        "VAL032",
        "c1",
        value(99_000),
        (45.0, 97.0, 104.0, 99.0),
        f"{BURGLARY} is 99,000, and it ran from 45 to 104 before: it can be that, or 99 in another unit.",
    ),
    # the year so far
    Case("VAL036", "c1", value(310), (100.0, 104.0, 99.0, 102.0, 101.0, 103.0)[:3]),
    Case(
        "VAL036",
        "c1",
        value(306),
        (100.0, 104.0, 99.0, 102.0, 101.0, 103.0),
        f"{BURGLARY} is 306 offences and was never above 104 offences: less what came before in the year it is 102 "
        "offences, so it can be that of the year so far.",
    ),
    Case("VAL036", "c1", value(330), (100.0, 104.0, 99.0, 102.0, 101.0, 103.0)),
    # parts that changed places
    Case(
        "VAL056",
        "d1",
        parts(100, 2400),
        (23.0, 24.0, 23.5, 24.5),
        f"{RELET} is 100 over 2,400, and it was always about 2,375 over 100 before: they may have changed places.",
        above=(2300, 2400, 2350, 2450),
        below=(100, 99, 101, 100),
    ),
    Case("VAL056", "d1", parts(100, 2400), (23.0, 24.0, 23.5), above=(2300, 2400, 2350), below=(100, 100, 100)),
    Case("VAL056", "d1", parts(2400, 100), above=(2300, 2400, 2350, 2450), below=(100, 99, 101, 100)),
    Case("VAL056", "h2", parts(228, 106), above=(60, 90, 70, 190), below=(106, 106, 106, 106)),
    # far from target
    Case("VAL050", "d1", value(75)),
    Case(
        "VAL050",
        "d1",
        value(75.1),
        says=f"{RELET} is 75.1 days and its target 25.0 days: the figure is more than 3 times as much.",
    ),
    Case(
        "VAL050",
        "d1",
        value(8.3),
        says=f"{RELET} is 8.3 days and its target 25.0 days: the target is more than 3 times as much.",
    ),
    Case("VAL050", "d1", value(0)),
    Case("VAL050", "b1", value(9_000)),
    # decimals
    Case("VAL051", "d1", value(24.1)),
    Case("VAL051", "d1", value(24.12), says=f"{RELET} is given as 24.12 and is published as 24.1 days."),
    Case("VAL051", "d1", parts(2412, 100)),
    # rounding decides
    Case(
        "VAL052",
        "h1",
        value(54.95),
        says=f"{EARLY} is 54.95, published as 55.0 %, which is Green; unrounded it would be Amber.",
    ),
    Case("VAL052", "h1", value(54.94)),
    # a percentage typed as parts
    Case("VAL054", "h1", parts(53, 100)),
    Case(
        "VAL054",
        "h1",
        parts(53.9, 100),
        says=f"{EARLY} is given as 53.9 over 100, which looks like a percentage typed as parts.",
    ),
    Case(
        "VAL054",
        "h1",
        parts(53, 100),
        says=f"{EARLY} is given as 53 over 100, which looks like a percentage typed as parts.",
        below=(288, 295),
    ),
    Case("VAL054", "h1", parts(53, 100), below=(100, 295)),
    # parts that are not whole
    Case("VAL055", "h1", parts(159.5, 295), above=(150,), below=(288, 295)),
    Case(
        "VAL055",
        "h1",
        parts(159.5, 295),
        says=f"The numerator of {EARLY} is 159.5, and it was always a whole number before.",
        above=(150, 151),
    ),
    Case(
        "VAL055",
        "h1",
        parts(159, 295.5),
        says=f"The denominator of {EARLY} is 295.5, and it was always a whole number before.",
        below=(288, 295),
    ),
    Case("VAL055", "h1", parts(159.5, 295), above=(150, 151.5)),
    # below nought for once
    Case("VAL057", "b1", value(-1), ()),
    Case("VAL057", "d1", value(-1), (23.0, 24.0, 23.5)),
    Case(
        "VAL057",
        "d1",
        value(-1),
        (23.0, 24.0, 23.5, 24.5),
        f"{RELET} is \u22121.0 days, and it was never below 23.0 days before.",
    ),
    Case("VAL057", "d1", value(-1), (23.0, -2.0, 23.5, 24.5)),
    # marks instead of figures
    Case("VAL058", "t1", value("Not applicable"), (5.0, 6.0, 5.5, 6.5), commentary="The clinic closed."),
    Case("VAL058", "t1", value("Not applicable"), (5.0, 6.0, 5.5), commentary=""),
    Case(
        "VAL058",
        "t1",
        value("Not applicable"),
        (5.0, 6.0, 5.5, 6.5),
        f"{TYPICAL} is said to be not applicable, and a figure was given 4 times before.",
        commentary="",
    ),
    Case("VAL059", "c1", value("Suppressed"), (19.0, 24.0, 30.0, 26.0), commentary=""),
    Case(
        "VAL059",
        "c1",
        value("Suppressed"),
        (20.0, 24.0, 30.0, 26.0),
        f"{BURGLARY} is suppressed, and it was never below 20 offences before.",
        commentary="",
    ),
    Case("VAL059", "c1", value("Suppressed"), (20.0, 24.0, 30.0, 26.0), commentary="One case is before the court."),
    # milestones
    Case("VAL060", "k1", value(DONE_BY - 5), (DONE_BY - 5,)),
    Case(
        "VAL060",
        "k1",
        value(DONE_BY - 4),
        (DONE_BY - 5,),
        "Shared depot open was done on 26 December 2022 by 2022-23 Q2, and is done on 27 December 2022 now.",
    ),
    Case(
        "VAL060",
        "k1",
        value(NOT_DONE),
        (DONE_BY - 5,),
        "Shared depot open was done on 26 December 2022 by 2022-23 Q2, and is not done now.",
    ),
    Case("VAL061", "k1", value(DONE_BY - 1_800)),
    Case(
        "VAL061",
        "k1",
        value(DONE_BY - 1_900),
        says="Shared depot open was done on 18 October 2017, over 5 years before 2022-23 Q3.",
    ),
]
HOLDS = ("VAL031", "VAL032", "VAL036", "VAL056")
NOTES = ("VAL051", "VAL052")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_check_on_its_edge(case: Case) -> None:
    """Silent up to the edge, and beyond it one sentence with the figures; what a Hold is about is held."""
    judged = case.judged()
    assert fired(judged).get(case.code, "") == case.says
    if case.says:
        found = next(finding for finding in judged.findings if finding.code == case.code)
        wanted = Severity.HOLD if case.code in HOLDS else Severity.NOTE if case.code in NOTES else Severity.QUERY
        assert found.severity is wanted
        assert found.cell in ("I6", "J6", "K6")
        assert judged.figure is not None
        assert judged.figure.held == (wanted is Severity.HOLD)


def test_what_is_called_low_is_asked_about_where_it_never_was() -> None:
    """`low` is 0 with a mark: no doubt about the nought, but a Query where figures were never small."""
    row = row_of(
        "c1", {}, partner=POLICE, area="north", commentary="", history=past("c1", TENS, partner=POLICE, area="north")
    )
    low = replace(row, given=replace(row.given, readings={VALUE: NumberReading(0.0, low=True)}))
    said = fired(judge(low))
    assert said["VAL059"] == f"{BURGLARY} is low, and it was never below 97 offences before."
    assert "VAL031" not in said


def test_a_cumulative_figure_is_likened_to_its_own_point_in_the_year() -> None:
    """A third quarter of 700 is like other third quarters, though it is far above the first ones."""
    history: History = {
        ("b1", NORTHVALE, ""): [
            (quarter(opens, n), 230.0 * n + opens - 2015) for opens in range(2016, 2022) for n in range(1, 5)
        ]
    }
    assert "VAL032" not in fired(judge(row_of("b1", value(700), history=history)))
    assert fired(judge(row_of("b1", value(700_000), history=history)))["VAL032"] == (
        "Budget spent, 2022-23 Q3 is 700,000, and it ran from 691 to 696 before: it can be that, or 700 in another "
        "unit."
    )


@pytest.mark.parametrize(
    ("figures", "then", "published", "says"),
    [
        (value(98), 98.0, True, ""),
        (value(99), 98.0, False, ""),  # a correction before anything was published
        (value(99), 98.0, True, f"{BURGLARY} was published as 98 offences and is 99 offences now."),
        (value(99), None, True, ""),  # late, not restated
    ],
)
def test_a_published_figure_restated(figures: Figures, then: float | None, published: bool, says: str) -> None:
    """A figure that differs from the one a published scorecard has shown is asked about."""
    history: History = {NORTH: [(Q2, 101.0), *([(Q3, then)] if then else [])]}
    row = row_of("c1", figures, history=history, **NORTHERN)
    memory = Memory(published=frozenset({Q3} if published else {Q2}))
    assert fired(judge(replace(row, memory=memory))).get("VAL035", "") == says


def test_a_published_figure_withdrawn() -> None:
    """Taking back what was published is a restatement too."""
    row = row_of("c1", {}, **NORTHERN, history={NORTH: [(Q3, 98.0)]})
    gone = replace(row.given, readings={VALUE: NumberReading(withdrawn=True)})
    judged = judge(replace(row, given=gone, memory=Memory(published=frozenset({year(2022)}))))
    assert fired(judged)["VAL035"] == f"{BURGLARY} was published as 98 offences and is withdrawn now."


def redefined(**words: object) -> Framework:
    """The framework with another definition of the days to relet."""
    relet = measure("d1", "Days to relet a home", Kind.MEAN, decimals=1, definition_version="2", **words)
    return amended(measures=(relet,), targets=())


@pytest.mark.parametrize(
    ("by", "rebase", "says"),
    [
        ("2", (), ""),
        ("", (), ""),  # not known
        (
            "1",
            (),
            (
                "Days to relet a home is counted by version 2 of its definition, and the figure of 2022-23 Q2 was by "
                "version 1."
            ),
        ),
        ("1", (Q3,), ""),  # the framework says that the series begins anew
    ],
)
def test_a_definition_changed_since_the_last_figure(by: str, rebase: tuple[Period, ...], says: str) -> None:
    """Asked about once, where the framework does not say that the series broke there."""
    row = row_of("d1", value(24), framework=redefined(rebase=rebase))
    counted = {("d1", NORTHVALE, ""): [(Q2, by)]} if by else {}
    assert fired(judge(replace(row, memory=Memory(counted=counted)))).get("VAL037", "") == says


@pytest.mark.parametrize(
    ("issued_under", "says"),
    [
        ("amended", ""),
        ("long gone", ""),
        (
            "f0f0f0f0",
            (
                "The return was issued with version 1 of the definition of Days to relet a home, and version 2 is in "
                "force."
            ),
        ),
    ],
)
def test_a_definition_changed_since_the_return_was_issued(issued_under: str, says: str) -> None:
    """The partner has read another definition than the one in force."""
    row = row_of("d1", value(24), framework=redefined())
    memory = Memory(defined={"f0f0f0f0": {"d1": "1"}, "amended": {"d1": "2"}})
    assert fired(judge(replace(row, memory=memory, issued_under=issued_under))).get("VAL038", "") == says


LONG = "Two landlords sold up. The helpline rings each tenant from May."


@pytest.mark.parametrize(
    ("code", "figures", "commentary", "says"),
    [
        (
            "VAL040",
            value(50),
            "Performance improved on last quarter.",
            (
                f"The commentary on {EARLY} says 'Performance improved on last quarter', and the figure was 53.1 % in "
                "2022-23 Q2 and is 50.0 % now."
            ),
        ),
        ("VAL040", value(54), "Performance improved on last quarter.", ""),
        ("VAL040", value(53.1), "Performance improved on last quarter.", ""),  # no better, and no worse
        (
            "VAL040",
            value(54),
            "It fell by a little.",
            (
                f"The commentary on {EARLY} says 'It fell by a little', and the figure was 53.1 % in 2022-23 Q2 and is "
                "54.0 % now."
            ),
        ),
        ("VAL040", value(52.5), "Improved on last year.", ""),  # 52.0 a year before
        (
            "VAL040",
            value(51),
            "Improved on last year.",
            (
                f"The commentary on {EARLY} says 'Improved on last year', and the figure was 52.0 % in 2021-22 Q3 and "
                "is 51.0 % now."
            ),
        ),
        ("VAL041", value(54), "Two landlords sold up.", ""),
        (
            "VAL041",
            value(54),
            LONG.upper().replace(".", " "),
            (
                f"The commentary on {EARLY} is word for word that of 2022-23 Q2: "
                "'TWO LANDLORDS SOLD UP  THE HELPLINE RINGS EACH TENANT FROM …'."
            ),
        ),
        ("VAL042", value(49), LONG, ""),
        ("VAL042", value(50), "Fewer came to us.", ""),  # Amber
        (
            "VAL042",
            value(49),
            "Demand was high.",
            (
                f"{EARLY} is Red, and its commentary does not say who or what is being done or by when: "
                "'Demand was high.'."
            ),
        ),
        (
            "VAL042",
            value(49),
            "The housing team will visit every landlord.",
            f"{EARLY} is Red, and its commentary does not say by when: 'The housing team will visit every landlord.'.",
        ),
        ("VAL044", value(50), "TBC", ""),
        ("VAL044", value(49), "TBC", f"{EARLY} is Red, and its commentary only says 'TBC'."),
        ("VAL044", value(49), "see above", f"{EARLY} is Red, and its commentary only says 'see above'."),
        ("VAL043", value(54), "x" * 2000, ""),
        (
            "VAL043",
            value(54),
            "x" * 2001,
            f"The commentary on {EARLY} has 2,001 characters, and 2,000 can be shown.",
        ),
    ],
)
def test_commentary(code: str, figures: Figures, commentary: str, says: str) -> None:
    """Against the figure, against the words of last time, and whether a Red says who does what by when."""
    history: History = {HOME: [(quarter(2021, 3), 52.0), (quarter(2022, 1), 53.9), (Q2, 53.1)]}
    row = row_of("h1", figures, commentary=commentary, history=history)
    last = {HOME: [(quarter(2022, 1), "Something else altogether was said then."), (Q2, LONG)]}
    judged = judge(replace(row, memory=Memory(words=last)))
    assert fired(judged).get(code, "") == says
    if says:
        assert next(finding for finding in judged.findings if finding.code == code).cell == "M6"


def with_settings(**words: object) -> Framework:
    """The framework with some of its settings changed."""
    return amended(settings=Settings.model_validate({**FRAMEWORK.settings.model_dump(), **words}))


def test_settings_change_what_is_asked() -> None:
    """Five times the target instead of three, and a shorter limit for commentary."""
    framework = with_settings(target_times=5, commentary_limit=100)
    assert "VAL050" not in fired(judge(row_of("d1", value(100), framework=framework)))
    assert "VAL050" in fired(judge(row_of("d1", value(126), framework=framework)))
    assert "VAL043" in fired(judge(row_of("d1", value(24), framework=framework, commentary="x" * 101)))


def test_a_check_that_only_asks_can_be_turned_off() -> None:
    """A Query or a Note is silent where its code is in the settings; an Error and a Hold cannot be silenced."""
    framework = with_settings(checks_off=("val050", "VAL004", "VAL031"))
    assert "VAL050" not in fired(judge(row_of("d1", value(100), framework=framework)))
    assert "VAL004" in fired(judge(row_of("h1", parts(300, 295), framework=framework)))
    history = past("c1", TENS, **NORTHERN)
    nought = row_of("c1", value(0), framework=framework, history=history, **NORTHERN)
    assert "VAL031" in fired(judge(nought))


def test_imported_figures_are_not_asked_for_words() -> None:
    """A tidy file is checked for what is wrong with its figures, not for what a return would say of them."""
    copied = row_of(
        "c1", value(10_150), partner=POLICE, area="north", history=past("c1", THOUSANDS, partner=POLICE, area="north")
    )
    red = row_of("h1", value(49), commentary="TBC")
    assert {"VAL030", "VAL044"} <= fired(judge(copied)).keys() | fired(judge(red)).keys()
    assert not {"VAL030", "VAL044"} & (
        fired(judge(copied, imported=True)).keys() | fired(judge(red, imported=True)).keys()
    )


def test_grey_words_are_not_figures_to_be_compared() -> None:
    """A mark instead of a figure sets off none of the checks on values."""
    judged = Case("", "c1", value(Rating.NO_DATA), THOUSANDS).judged()
    assert fired(judged) == {}


@pytest.mark.parametrize(
    ("commentary", "code", "says"),
    [
        ("", "VAL009", "is No and {red}, and there is no commentary."),
        (
            "Fewer came to us.",
            "VAL042",
            "is {red}, and its commentary does not say what is being done or by when: 'Fewer came to us.'.",
        ),
        ("TBC", "VAL044", "is {red}, and its commentary only says 'TBC'."),
    ],
)
@pytest.mark.parametrize(("basis", "red"), [(Basis.POINT, "Red from 31 December 2022 on"), (Basis.PERIOD, "Red")])
def test_a_no_before_the_day_of_a_yes_is_not_called_red_before_it(
    commentary: str, code: str, says: str, basis: Basis, red: str
) -> None:
    """The same return comes before the day or after it: what is said of it is true at both times."""
    aim = Target(measure="y1", period=Q3, basis=basis, target=100, purpose=Purpose.MANAGE)
    row = row_of("y1", value(0), framework=amended(targets=(aim,)), commentary=commentary)
    assert fired(judge(row))[code] == f"Plan published, 2022-23 Q3 {says.format(red=red)}"
