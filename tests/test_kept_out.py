"""Kept out: of what is missing, which figures came and were refused, and which never came."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pmxl.assess import assess
from pmxl.assess.kept_out import kept_out
from pmxl.assess.status import Known
from pmxl.assess.status import status
from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.batch.status import status as standing
from pmxl.batch.take import import_figures
from pmxl.findings import Finding
from pmxl.framework.asked import asked
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.specimens.framework_file import framework_file
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import RECEIVED
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.test_batch import PERIOD
from tests.test_batch import ROWS
from tests.test_batch import sent

FRAME = framework(*(measure(id_, partners=("ash",)) for id_ in ("m1", "m2", "m3")))


def wrong(id_: str, severity: Severity = Severity.ERROR, **more: Any) -> Finding:
    """What is said of a figure that is not taken."""
    finding = Finding("VAL001", severity, "It is below nought.", "Correct the figure.")
    return replace(finding, measure=id_, period=Q3.label, **more)


def returned(*findings: Finding, refused: int, **more: Any) -> Receipt:
    """The return of a partner, so many of whose figures were kept out."""
    plain: dict[str, Any] = {"file": "ash.xlsx", "sha256": "a" * 64, "kind": "return", "received_at": RECEIVED}
    facts = {"outcome": Outcome.FINDINGS, "partner": "ash", "period": Q3, "revision": 1, "read": 3}
    return Receipt(**(plain | facts | {"kept": 3 - refused} | more), findings=findings, refused=refused)


def test_what_came_since_makes_no_other_figure_refused(tmp_path: Path) -> None:
    """Of three one was refused and is imported since, and another never came: that one is missing, and none refused."""
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.keep([(returned(wrong("m1"), refused=1, read=2, kept=1), [figure("m3", "ash", 10)])])
        before = status(FRAME, Q3, Known(ledger.receipts(), (), ledger.outlines()), Q3.last_day).partners[0]
        keep(ledger, [figure("m1", "ash", 10)])
        after = status(FRAME, Q3, Known(ledger.receipts(), (), ledger.outlines()), Q3.last_day).partners[0]
        sheet = assess(FRAME, ledger, Q3).register.to_dict("records")[0]
    counts = ("expected", "kept", "held", "refused", "missing")
    assert [before[name] for name in counts] == [3, 1, 0, 1, 1]
    assert [after[name] for name in counts] == [3, 2, 0, 0, 1]
    assert (sheet["refused"], sheet["missing"]) == (0, 1)  # of the missing some are refused


@pytest.mark.parametrize(
    ("returns", "count"),
    [
        ([], 0),
        ([returned(refused=0)], 0),
        ([returned(wrong("m1"), refused=1)], 1),
        ([returned(wrong("m1"), wrong("m2"), refused=2)], 2),
        ([returned(wrong("m1"), wrong("m1"), refused=1)], 1),  # two Errors about one figure
        ([returned(wrong("m3"), refused=1)], 0),  # it has come since
        ([returned(wrong("m1", Severity.QUERY), wrong("m3"), refused=1)], 0),  # a Query keeps nothing out
        ([returned(wrong("m1", area="north"), refused=1)], 0),  # of an area that is not asked
        ([returned(wrong("m1", area="; north"), refused=2)], 1),  # of it, and of the whole
        ([returned(wrong("m1"), refused=0)], 0),
        ([returned(refused=1)], 1),  # nobody says which
        ([returned(wrong(""), refused=1)], 1),  # an Error that names no figure, of a row that is there twice
        ([returned(refused=3)], 2),  # of three one has come since
        ([returned(wrong("m1"), refused=2)], 2),
        ([returned(wrong("m1"), refused=1), returned(wrong("m1"), refused=1)], 1),
        ([returned(wrong("m1"), refused=2), returned(refused=1)], 2),
        ([returned(wrong("m1"), refused=1), returned(wrong("m2"), refused=1)], 2),
        ([returned(wrong("m1"), refused=0), returned(refused=1)], 1),
        ([returned(wrong("m1"), wrong("m3"), refused=1), returned(refused=1)], 2),
    ],
)
def test_of_what_is_missing_that_is_refused_which_came_and_was_kept_out(returns: list[Receipt], count: int) -> None:
    """Figure by figure where an Error names them; m1 and m2 are missing."""
    missing = [one for one in asked(FRAME, Q3) if one.measure.id != "m3"]
    assert kept_out(missing, returns) == count


def test_the_errors_of_a_return_name_the_figures_that_were_refused(tmp_path: Path) -> None:
    """As a return is read and kept: one of its two figures is below nought, and is imported afterwards."""
    rows = deepcopy(ROWS)
    rows["measures"].append(rows["measures"][0] | {"id": "late", "name": "Helped late", "key": "no"})
    for name in ("targets", "tolerances"):
        rows[name].append(rows[name][0] | {"measure": "late"})
    framework_file(rows, tmp_path / "framework.xlsx", "Threewoods")
    folder = Folder(tmp_path)
    issue(folder, folder.period(PERIOD))
    sent(folder, "ash", -5)
    collect(folder)
    before = standing(folder, folder.period(PERIOD)).partners[0]
    (tmp_path / "history.csv").write_text(f"partner,measure,period,numerator,denominator\nash,early,{PERIOD},5,10\n")
    import_figures(folder, tmp_path / "history.csv")
    after = standing(folder, folder.period(PERIOD)).partners[0]
    assert [(one["kept"], one["refused"], one["missing"]) for one in (before, after)] == [(0, 1, 1), (1, 0, 1)]
