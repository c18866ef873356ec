"""Checks: each on its edge, with its exact words; what an Error, a Hold and a Query make of a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmxl.figures import Key
from pmxl.returns.check import CHECKS
from pmxl.returns.check import Judged
from pmxl.returns.check import judge
from pmxl.returns.check import untested_notes
from pmxl.returns.entries import Entry
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import FIGURES
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import VALUE
from pmxl.returns.judging import judge_in_order
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.terms import Kind
from pmxl.terms import Severity
from tests.specimens.given import PLACES
from tests.specimens.given import Figures
from tests.specimens.given import fired
from tests.specimens.given import parts
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
from tests.specimens.small import month
from tests.specimens.small import quarter
from tests.specimens.small import year


@dataclass(frozen=True)
class Case:
    """A row, and what one check says of it ("" for nothing)."""

    code: str
    measure: str
    figures: Figures
    says: str = ""
    cell: str = ""
    words: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code} {self.measure} {dict(self.figures)}"


FORCE: dict[str, object] = {"partner": POLICE, "area": "north"}
BURGLARY = "Residential burglary, North Division, 2022-23 Q3"
EARLY = "Households helped early, 2022-23 Q3"

CASES = [
    # below nought
    Case("VAL001", "c1", value(0), words=FORCE),
    Case("VAL001", "c1", value(-1), f"The value of {BURGLARY} is -1, and it cannot be below nought.", "K6", FORCE),
    Case("VAL001", "h1", parts(-1, 10), f"The numerator of {EARLY} is -1, and it cannot be below nought.", "I6"),
    Case("VAL001", "h1", parts(0, -10), f"The denominator of {EARLY} is -10, and it cannot be below nought.", "J6"),
    Case("VAL001", "b1", value(-20)),
    Case("VAL001", "d1", parts(-5, 10)),
    Case(
        "VAL001",
        "d1",
        parts(5, -10),
        "The denominator of Days to relet a home, 2022-23 Q3 is -10, and it cannot be below nought.",
        "J6",
    ),
    # a percentage above the whole
    Case("VAL002", "h1", value(100)),
    Case("VAL002", "h1", value(100.1), f"{EARLY} is 100.1, and it cannot be above 100.", "K6"),
    Case("VAL002", "h1", value(104), words={"history": {("h1", NORTHVALE, ""): [(Q2, 103.0)]}}),
    Case("VAL002", "t1", value(104)),
    # whole numbers
    Case("VAL003", "c1", value(98), words=FORCE),
    Case("VAL003", "c1", value(98.5), f"{BURGLARY} is 98.5, and it is counted in whole offences.", "K6", FORCE),
    Case("VAL003", "b1", value(98.5)),
    # numerator over denominator
    Case("VAL004", "h1", parts(295, 295)),
    Case("VAL004", "h1", parts(296, 295), f"{EARLY} has a numerator of 296 above its denominator of 295.", "I6"),
    Case("VAL004", "h2", parts(296, 295)),
    Case("VAL004", "h1", parts(296, 295), words={"history": {("h1", NORTHVALE, ""): [(Q2, 101.0)]}}),
    Case("VAL004", "h1", parts(3, 0)),
    Case("VAL004", "h1", parts(3, -2)),
    # nought below the line
    Case("VAL005", "h1", parts(0, 0)),
    Case("VAL005", "h1", parts(3, 0), f"{EARLY} has a numerator of 3 and a denominator of 0.", "J6"),
    Case(
        "VAL005", "h2", parts(3, 0), "Relief duties owed, 2022-23 Q3 has a numerator of 3 and a denominator of 0.", "J6"
    ),
    # value against its parts
    Case("VAL006", "h1", parts(159, 295) | value(53.9)),
    Case("VAL006", "h1", parts(159, 295) | value(53.94)),
    Case(
        "VAL006",
        "h1",
        parts(159, 295) | value(53.95),
        f"{EARLY}: 159 over 295 makes 53.9 %, and Value says 53.95.",
        "K6",
    ),
    Case("VAL006", "h1", parts(0, 0) | value(5), f"{EARLY}: 0 over 0 makes no figure, and Value says 5.", "K6"),
    Case(
        "VAL006",
        "h1",
        parts(159, 295) | value("Suppressed"),
        f"{EARLY}: 159 over 295 makes 53.9 %, and Value says Suppressed.",
        "K6",
    ),
    Case("VAL006", "h1", parts(1, "Withheld") | value(53.9)),
    # half of two parts
    Case("VAL010", "h1", {NUMERATOR: 159}, f"{EARLY} has a numerator of 159 and no denominator.", "J6"),
    Case("VAL010", "h1", {DENOMINATOR: 295}, f"{EARLY} has a denominator of 295 and no numerator.", "I6"),
    Case("VAL010", "h1", {NUMERATOR: 159, VALUE: 53.9}, f"{EARLY} has a numerator of 159 and no denominator.", "J6"),
    Case("VAL010", "h1", parts(159, "Withheld")),
    Case("VAL010", "h1", value(53.9)),
    # blank
    Case("VAL008", "h1", {}, f"{EARLY} has no figure and no reason; the commentary says 'As agreed.'.", "K6"),
    Case("VAL008", "h1", value("No data")),
    # Red without a word
    Case("VAL009", "h1", value(50), words={"commentary": ""}),
    Case(
        "VAL009", "h1", value(49.9), f"{EARLY} is 49.9 % and Red, and there is no commentary.", "M6", {"commentary": ""}
    ),
    Case("VAL009", "h1", value(49.9)),
    Case("VAL009", "b1", value(900), words={"commentary": ""}),
    Case("VAL009", "k1", value("not done"), words={"commentary": ""}),
    Case(
        "VAL009",
        "k1",
        value("not done"),
        "Shared depot open, 2022-23 Q4 is not done and Red, and there is no commentary.",
        "M6",
        {"commentary": "", "period": quarter(2022, 4)},
    ),
    Case(
        "VAL009",
        "d1",
        value(41),
        "Days to relet a home, 2022-23 Q3 is 41.0 days and Red, and there is no commentary.",
        "M6",
        {"commentary": ""},
    ),
    # a value that cannot be pooled
    Case("VAL017", "h1", value(54), f"{EARLY} is 54.0 %, without the parts that it is pooled by.", "K6"),
    Case("VAL017", "h1", parts(159, 295)),
    Case("VAL017", "d1", value(24)),  # one partner alone returns it
    Case("VAL017", "b1", value(700)),
    # milestones
    Case("VAL019", "k1", value(DONE_BY)),
    Case(
        "VAL019",
        "k1",
        value(DONE_BY + 1),
        "Shared depot open was done on 1 January 2023, after 2022-23 Q3 had ended.",
        "K6",
    ),
    # where and when
    Case(
        "VAL013",
        "z1",
        value(5),
        "Volunteers is measured from 2023-24 Q1, and this figure is of 2022-23 Q3.",
        "K6",
    ),
    Case("VAL013", "z1", value(5), words={"period": quarter(2023, 1)}),
    Case(
        "VAL014",
        "b1",
        value(5),
        "Budget spent is reported by the quarter and 2022-23 is a year.",
        "K6",
        {"period": year(2022)},
    ),
    Case(
        "VAL021",
        "c1",
        value(5),
        "Residential burglary is not asked of Northvale Borough Council for no area in particular.",
        "K6",
    ),
    Case(
        "VAL021",
        "d1",
        value(5),
        "Days to relet a home is not asked of Thamesmere Police.",
        "K6",
        {"partner": POLICE},
    ),
    # cumulative figures
    Case("VAL011", "b1", value(510)),
    Case(
        "VAL011",
        "b1",
        value(509),
        "Budget spent was £510k by 2022-23 Q2 and is £509k now, counted from the year's start.",
        "K6",
    ),
    Case(
        "VAL011",
        "b1",
        value(20),
        words={"period": quarter(2023, 1), "history": {("b1", NORTHVALE, ""): [(quarter(2022, 4), 900.0)]}},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_check_on_its_edge(case: Case) -> None:
    """Silent up to the edge, and beyond it one sentence with the figures and the cell to look at."""
    judged = judge(row_of(case.measure, case.figures, **case.words))  # type: ignore[arg-type]
    says = fired(judged).get(case.code, "")
    assert says == case.says
    if case.says:
        assert next(f.cell for f in judged.findings if f.code == case.code) == case.cell


SERIES = (23.0, 24.0, 23.0, 24.0, 23.0, 24.0)  # moves by 1 each time


def relet(figure: float, earlier: Sequence[float], **words: object) -> Judged:
    """Days to relet a home, after a series of earlier figures."""
    history = {("d1", NORTHVALE, ""): [(Q3.step(n - len(earlier)), v) for n, v in enumerate(earlier)]}
    return judge(row_of("d1", value(figure), history=history, **words))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("earlier", "now", "says"),
    [
        (SERIES, 26.16, ""),  # on its upper limit
        (SERIES, 27.267, ""),  # beyond it, by a move that chance makes
        (
            SERIES,
            27.3,
            (
                "Days to relet a home was 24.0 days in 2022-23 Q2 and is 27.3 days now; "
                "it usually lies between 20.9 and 26.1."
            ),
        ),
        (SERIES, 20.75, ""),
        (
            SERIES,
            20.7,
            (
                "Days to relet a home was 24.0 days in 2022-23 Q2 and is 20.7 days now; "
                "it usually lies between 20.9 and 26.1."
            ),
        ),
        ((*SERIES[:5], 40.0), 24.0, ""),  # back from where it had gone
        ((24.0,) * 6, 24.0, ""),
        (
            (24.0,) * 6,
            24.1,
            "Days to relet a home was 24.0 days in 2022-23 Q2 and is 24.1 days now; it has not moved before.",
        ),
        ((20.0, 24.0), 36.0, ""),
        (
            (20.0, 24.0),
            36.1,
            "Days to relet a home was 24.0 days in 2022-23 Q2 and is 36.1 days now; that is a move of more than half.",
        ),
        (
            (20.0, 24.0),
            11.9,
            "Days to relet a home was 24.0 days in 2022-23 Q2 and is 11.9 days now; that is a move of more than half.",
        ),
        ((24.0,), 99.0, ""),
    ],
)
def test_unusual_movement(earlier: Sequence[float], now: float, says: str) -> None:
    """With six earlier figures by its own limits, with fewer by half; the figure goes in all the same."""
    judged = relet(now, earlier)
    assert fired(judged).get("VAL007", "") == says
    assert judged.figure is not None
    assert not judged.figure.held


@pytest.mark.parametrize(
    ("kind", "earlier", "now", "ends"),
    [
        (Kind.COUNT, (2, 4, 1, 3, 2, 4), 30, "between 0 and 7"),
        (Kind.PERCENTAGE, (96, 99, 95, 99, 96, 99), 40, "between 89 and 100"),
        (Kind.MONEY, (-2, 4, 1, -3, 2, 4), 60, "between −9 and 11"),
        (Kind.MONEY, (2, 4, 1, 3, 2, 4), -60, "between −2 and 7"),
    ],
)
def test_usual_limits_go_no_further_than_such_figures(
    kind: Kind, earlier: Sequence[float], now: float, ends: str
) -> None:
    """Nobody usually sees between -3 and 8 people hurt; what has been below nought may be so again."""
    of = measure("m", "What is told", kind, decimals=0)
    history = {("m", NORTHVALE, ""): [(Q3.step(n - len(earlier)), float(v)) for n, v in enumerate(earlier)]}
    framework = amended(measures=(of,), targets=())
    says = fired(judge(row_of("m", value(now), history=history, framework=framework)))["VAL007"]
    assert says.endswith(f"it usually lies {ends}.")


def test_movement_is_not_told_across_a_break_in_the_series() -> None:
    """Earlier figures before the measure began anew are not compared."""
    relets = measure("d1", "Days to relet a home", Kind.MEAN, decimals=1, rebase=(Q2,))
    framework = amended(measures=(relets,), targets=())
    history = {("d1", NORTHVALE, ""): [(Q3.step(-n), 24.0) for n in range(6, 0, -1)]}
    judged = judge(row_of("d1", value(90), history=history, framework=framework))
    assert "VAL007" not in fired(judged)
    assert [why for _, why in judged.untested] == ["fewer than two earlier figures"]


def test_a_seasonal_measure_is_compared_with_last_year() -> None:
    """The same quarter, and moves from year to year."""
    seasonal = measure("d1", "Days to relet a home", Kind.MEAN, decimals=1, unit="days", seasonal=True)
    framework = amended(measures=(seasonal,), targets=())
    history = {("d1", NORTHVALE, ""): [(Q3.step(-n), 10.0 + 20 * (n % 4 == 0)) for n in range(8, 0, -1)]}
    assert "VAL007" not in fired(judge(row_of("d1", value(30), history=history, framework=framework)))
    jumped = fired(judge(row_of("d1", value(10), history=history, framework=framework)))
    assert jumped["VAL007"].startswith("Days to relet a home was 30.0 days in 2021-22 Q3 and is 10.0 days now")


def test_what_could_not_be_tested_is_said_once_for_all() -> None:
    """It is not a pass: one Note names the check, how many figures, which, and why."""
    judged = [judge(row_of("t1", value(5))), judge(row_of("h2", value(1.2)))]
    (note,) = untested_notes(judged, "Return")
    assert str(note) == (
        "Return: 'A figure moved more than it usually does' (VAL007) could not be checked for 2 figures (t1, h2): "
        "fewer than two earlier figures. Look at them by eye. [VAL020]"
    )


def test_months_of_one_return_are_compared_with_each_other() -> None:
    """November with October, though both came today."""
    calls = [entry(Key("c2", POLICE, "", month(2022, 7 + n)), v) for n, v in enumerate((100.0, 110.0, 300.0))]
    judged = judge_in_order([(call, False) for call in reversed(calls)], FRAMEWORK, {})
    assert [sorted(fired(one)) for one in judged] == [["VAL007"], [], []]
    assert fired(judged[0])["VAL007"] == (
        "Emergency calls answered was 110 calls in 2022-23 M08 and is 300 calls now; that is a move of more than half."
    )


def test_a_fraction_is_doubted_by_the_rows_above_it() -> None:
    """A file that brings its own history: 80, 81 and then 0.83; and by the target where there is no history at all."""
    untold = amended(targets=())
    series = [entry(Key("h1", NORTHVALE, "", Q3.step(n)), v) for n, v in enumerate((80.0, 81.0, 0.83))]
    judged = judge_in_order([(one, False) for one in series], untold, {})
    assert ["NUM030" in fired(one) for one in judged] == [False, False, True]
    (alone,) = judge_in_order([(series[2], False)], untold, {})
    assert "NUM030" not in fired(alone)
    (aimed,) = judge_in_order([(entry(Key("h1", NORTHVALE, "", Q3), 0.53), False)], FRAMEWORK, {})
    assert fired(aimed)["NUM030"] == (
        "Value of Households helped early is 0.53 where 55 is aimed at: it can be 0.53 or 53."
    )
    assert aimed.figure is not None
    assert aimed.figure.held


def entry(key: Key, number: float) -> Entry:
    """A row that gives the value alone, as it comes to be read."""
    cell = Cell(6, 11, CellType.NUMBER, number, f"{number}", None, "General", hidden=False)
    return Entry(key, FRAMEWORK.measure(key.measure), "Return", {VALUE: cell}, PLACES, "£")


def test_both_parts_in_another_unit_are_asked_about() -> None:
    """The value is as ever, but a hundred times the parts would drown every other partner in the pooled figure."""
    cell = ("h1", NORTHVALE, "")
    wholes = {cell: [(Q3.step(-n), 290.0 + n) for n in range(8, 0, -1)]}
    hundredfold = judge(replace(row_of("h1", parts(15700, 29500)), denominators=wholes))
    assert fired(hundredfold)["VAL033"] == (
        "The denominator of Households helped early was 291 in 2022-23 Q2 and is 29,500 now; "
        "that is a move of more than half."
    )
    assert [f.cell for f in hundredfold.findings if f.code == "VAL033"] == ["J6"]
    for figures in (parts(157, 295), parts(210, 400), value(53.2)):
        assert "VAL033" not in fired(judge(replace(row_of("h1", figures), denominators=wholes)))
    assert "VAL033" not in fired(judge(row_of("h1", parts(15700, 29500))))
    alone = replace(row_of("d1", parts(240000, 10000)), denominators={("d1", NORTHVALE, ""): wholes[cell]})
    assert "VAL033" not in fired(judge(alone))


@pytest.mark.parametrize(
    ("figures", "kept", "held"),
    [
        (parts(159, 295), True, False),  # clean
        (value(49.9), True, False),  # Queries
        (parts(159, 295) | value(60), True, True),  # a Hold
        (parts(300, 295), False, False),  # an Error
        (value(101), False, False),
        ({}, False, False),  # nothing given
        (value("Withheld"), True, False),  # a reason is kept
    ],
)
def test_what_becomes_of_a_figure(figures: Figures, kept: bool, held: bool) -> None:
    """An Error keeps it out, a Hold keeps it held, a Query lets it in."""
    judged = judge(row_of("h1", figures))
    assert (judged.figure is not None) == kept
    assert bool(judged.figure and judged.figure.held) == held
    assert judged.is_refused == (not kept and bool(figures))


def test_nothing_over_nothing_is_a_figure() -> None:
    """It pools as nothing: both parts are kept, there is no value and no marker."""
    figure = judge(row_of("h1", parts(0, 0))).figure
    assert figure is not None
    assert (figure.numerator, figure.denominator, figure.value, figure.marker) == (0, 0, None, "")


def test_structure_comes_before_values() -> None:
    """After an Error the later checks are not run: one slip gives one finding."""
    judged = judge(row_of("h1", parts(-300, -295) | value(900), commentary=""))
    assert set(fired(judged)) == {"VAL001"}


def test_an_import_is_not_asked_for_commentary_or_for_blanks() -> None:
    """Old figures come without their stories."""
    assert fired(judge(row_of("d1", value(24.5), commentary=""), imported=True)) == {}
    assert fired(judge(row_of("h1", {}, commentary=""), imported=True)) == {}
    red = row_of("h1", parts(50, 101), commentary="")
    assert set(fired(judge(red))) - set(fired(judge(red, imported=True))) == {"VAL009"}


def test_every_check_has_its_own_code_and_says_what_fails() -> None:
    """Codes are never shared, and no two checks say the same."""
    assert len({check.code for check in CHECKS}) == len(CHECKS) >= 12
    assert len({check.fails for check in CHECKS}) == len(CHECKS)
    assert all(check.fails.endswith(".") and "\n" not in check.fails for check in CHECKS)
    assert {check.severity for check in CHECKS} == set(Severity)


amounts = st.one_of(st.none(), st.floats(-1e6, 1e6), st.sampled_from(["Withheld", "No data"]))


@given(st.tuples(amounts, amounts, amounts), st.sampled_from(["h1", "h2", "d1"]))
def test_every_row_ends_in_one_way(typed: tuple[float | str | None, ...], measure_id: str) -> None:
    """Kept, held, refused or blank; an Error never lets a figure in, and what goes in has both parts or neither."""
    figures = {heading: said for heading, said in zip(FIGURES, typed, strict=True) if said is not None}
    judged = judge(row_of(measure_id, figures))
    worst = {finding.severity for finding in judged.findings}
    assert (judged.figure is None) == (Severity.ERROR in worst or not figures)
    if judged.figure is not None:
        assert judged.figure.held == (Severity.HOLD in worst)
        assert (judged.figure.numerator is None) == (judged.figure.denominator is None)
        assert judged.figure.value is not None or judged.figure.marker or judged.figure.denominator == 0


@pytest.mark.parametrize(("given", "code"), [((3, 0), "VAL005"), ((3, -2), "VAL001"), ((0, -5), "VAL001")])
def test_one_slip_is_one_error(given: tuple[float, float], code: str) -> None:
    """What is wrong with a denominator is said once: that a numerator is above it follows from it."""
    judged = judge(row_of("h1", parts(*given)))
    assert [one.code for one in judged.findings if one.severity is Severity.ERROR] == [code]
    assert judged.figure is None
