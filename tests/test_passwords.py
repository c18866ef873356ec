"""Locked workbooks: opened by a password from a file, the keyring or a person, which is never told to anybody."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msoffcrypto.method.ecma376_agile import ECMA376Agile
from openpyxl import Workbook
from typer.testing import CliRunner

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.batch.passwords import Passwords
from pmxl.batch.passwords import opened
from pmxl.batch.passwords import passwords_of
from pmxl.batch.query import query
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.sheets import locked
from pmxl.sheets.read import read_workbook
from tests.specimens.framework_file import framework_file
from tests.test_batch import PERIOD
from tests.test_batch import ROWS


def plain() -> bytes:
    """A workbook with one number in it."""
    book = Workbook()
    book.worksheets[0]["A1"] = 42
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


PLAIN = plain()
ROUNDS = 2_000  # Excel has fifty times as many
SECRET = "Tuppence-7"
HOW = (
    "Ask the sender for the password and give it in the passwords file, in the keyring or with --ask-passwords; "
    "or ask for a copy without one."
)


def under(password: str, data: bytes = PLAIN) -> bytes:
    """The workbook locked with a password, as Excel locks it but for the rounds."""
    locked_up: bytes = ECMA376Agile.encrypt(password, io.BytesIO(data), spin_count=ROUNDS)
    return locked_up


LOCKED = under(SECRET)


def refusal(data: bytes, *passwords: str) -> str:
    """The message a file is refused with."""
    with pytest.raises(Refusal) as caught:
        read_workbook("r.xlsx", data, passwords=passwords)
    return str(caught.value)


def test_a_locked_workbook_is_opened_by_its_password() -> None:
    """Whichever of those given it is; the hash is that of the bytes as they came."""
    book = read_workbook("r.xlsx", LOCKED, passwords=["wrong", SECRET])
    assert book.sheets[0].cells[1, 1].value == 42
    assert book.sha256 == read_workbook("r.xlsx", LOCKED, passwords=[SECRET]).sha256
    assert book.notes == ()


def test_excels_own_password_needs_nobody() -> None:
    """A workbook that is only protected against changes opens in Excel without a question."""
    assert read_workbook("r.xlsx", under("VelvetSweatshop")).sheets[0].cells[1, 1].value == 42


def test_a_missing_password_and_a_wrong_one_are_two_things() -> None:
    """Each says what to do, and no password stands in a message."""
    assert refusal(LOCKED) == (
        f"r.xlsx: The workbook is locked with a password, and none is known for it. {HOW} [FIL010]"
    )
    assert refusal(LOCKED, "wrong") == (
        f"r.xlsx: The workbook is locked with a password. The password that is known for it does not open it. {HOW} "
        "[FIL011]"
    )
    assert refusal(LOCKED, "wrong", "too").startswith(
        "r.xlsx: The workbook is locked with a password. The 2 passwords that are known do not open it."
    )


def test_a_password_that_costs_hours_to_try_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file says how often a password is hashed."""
    monkeypatch.setattr(locked, "MOST_ROUNDS", 1_000)
    assert refusal(LOCKED, SECRET) == (
        "r.xlsx: To try a password, the file asks for 2,000 rounds of hashing, and the limit is 1,000. "
        "Ask the sender for a copy without a password. [SEC012]"
    )


@pytest.mark.parametrize("cut", [1_000, 3_000, 6_000])
def test_a_locked_workbook_that_is_damaged_says_so(cut: int) -> None:
    """Whatever the library makes of it."""
    assert refusal(LOCKED[:cut], SECRET)[-9:] in (" [FIL002]", " [FIL013]", " [FIL003]")


def test_the_likeliest_passwords_come_first_and_no_pattern_is_tried_on_another_file() -> None:
    """Its pattern's and its partner's, then those of the other partners, then everybody's; each once."""
    known = (("*", "all"), ("ash", "a"), ("birch", "b"), ("Q3*.xlsx", "q"), ("cedar", "a"))
    passwords = Passwords(("ash", "birch", "cedar"), known)
    assert passwords.of("q3 from Birch.XLSX") == ("b", "q", "a", "all")
    assert passwords.of("return.xls") == ("a", "b", "all")
    assert "a" not in repr(passwords).partition("known")[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A partnership with one return issued, which came back locked; no keyring."""
    monkeypatch.setattr("keyring.get_password", lambda *_: None)
    return locked_in(tmp_path / "three")


def locked_in(path: Path, **settings: str) -> Folder:
    """That partnership, with these settings more."""
    path.mkdir()
    more = [{"key": key, "value": value} for key, value in settings.items()]
    rows = ROWS | {"settings": [*ROWS["settings"], *more]}
    framework_file(rows, path / "framework.xlsx", "Threewoods Partnership")
    folder = Folder(path)
    period = folder.period(PERIOD)
    (sent,) = issue(folder, period, ["ash"])
    (folder.inbox(period) / "Return.xlsx").write_bytes(under(SECRET, sent.read_bytes()))
    return folder


def code_of(folder: Folder, ask: Callable[[str], str] | None = None) -> str:
    """The code of the one file's outcome, "" where it was read."""
    (file,) = collect(folder, ask=ask).files
    assert SECRET not in json.dumps([finding.as_record() for finding in file.findings])
    return file.code if file.outcome == "REFUSED" else ""


def test_without_a_password_a_locked_return_is_refused(folder: Folder) -> None:
    """And asked for again with one, it is read: its bytes were not taken."""
    assert code_of(folder) == "FIL010"


def test_a_password_from_the_file_named_in_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file may stand beside the folder; comments and blank lines are passed over."""
    monkeypatch.setattr("keyring.get_password", lambda *_: None)
    (tmp_path / "words.txt").write_text(f"# ours\n\nbirch = no\nash = {SECRET}\n", encoding="utf-8")
    folder = locked_in(tmp_path / "three", passwords_file="../words.txt")
    assert code_of(folder) == ""
    assert not [path for path in folder.path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "The settings name words.txt as the file of passwords, and it is not there."),
        ("# ours\nTuppence-7\n", "words.txt: Line 2 does not say whose password it is."),
        ("ash =\n", "words.txt: Line 1 does not say whose password it is."),
    ],
)
def test_a_faulty_file_of_passwords_is_named_and_not_repeated(text: str | None, message: str, tmp_path: Path) -> None:
    """By its line; what stands there may be a password."""
    folder = locked_in(tmp_path / "three", passwords_file="words.txt")
    if text is not None:
        (folder.path / "words.txt").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=message) as caught:
        passwords_of(folder)
    assert SECRET not in str(caught.value)


def test_a_password_from_the_keyring(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the service pmxl, the user being the partner's id."""
    held = {("pmxl", "ash"): SECRET}
    monkeypatch.setattr("keyring.get_password", lambda *who: held.get(who))
    assert code_of(folder) == ""


def test_a_keyring_that_will_not_open_costs_nothing(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every keyring has errors of its own."""

    def shut(*_: str) -> None:
        raise RuntimeError("no session bus")

    monkeypatch.setattr("keyring.get_password", shut)
    assert code_of(folder) == "FIL010"


def test_a_person_is_asked_three_times_at_most(folder: Folder) -> None:
    """A wrong answer is another outcome than none; the third time may be the right one."""
    answers = iter(["wrong", "wrong", "wrong", SECRET])
    assert code_of(folder, lambda _: next(answers)) == "FIL011"


def test_a_persons_answer_opens_it_and_none_leaves_it_locked(folder: Folder) -> None:
    """The question names the file."""
    asked: list[str] = []
    answers = iter(["wrong", SECRET])

    def ask(file: str) -> str:
        asked.append(file)
        return next(answers)

    assert code_of(folder, lambda _: "") == "FIL010"
    second = locked_in(folder.path.parent / "four")
    assert code_of(second, ask) == ""
    assert asked == ["Return.xlsx", "Return.xlsx"]


def test_cells_shows_a_locked_workbook_to_who_knows_its_password(tmp_path: Path) -> None:
    """Asked as often as for a return; without a terminal nobody is asked."""
    file = tmp_path / "r.xlsx"
    file.write_bytes(LOCKED)
    answers = iter(["wrong", SECRET])
    assert opened(file, lambda _: next(answers)).sheets[0].cells[1, 1].value == 42
    with pytest.raises(Refusal):
        opened(file, lambda _: "")
    result = CliRunner().invoke(app, ["cells", str(file), "--ask-passwords"])
    assert result.exception is not None
    assert "FIL010" in str(result.exception)


def test_a_query_goes_back_under_the_password_that_its_return_came_with(folder: Folder) -> None:
    """Whoever typed it: the copy opens with it, has the sheet of questions, and is not to be read without."""
    collect(folder, ask=lambda _: SECRET)
    (asked,) = folder.queries(folder.period(PERIOD)).glob("*.xlsx")
    data = asked.read_bytes()
    assert "[FIL010]" in refusal(data)
    assert "Queries" in [sheet.name for sheet in read_workbook("ash.xlsx", data, passwords=(SECRET,)).sheets]


def test_what_was_locked_is_not_told_in_a_query_that_is_not(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody has the password any more, the new return holds none of its figures."""
    collect(folder, ask=lambda _: SECRET, queries=False)
    query(folder, folder.period(PERIOD))
    (asked,) = folder.queries(folder.period(PERIOD)).glob("*.xlsx")
    front = read_workbook("ash.xlsx", asked.read_bytes()).sheet("Queries")
    assert front is not None
    said = " ".join(cell.value for cell in front.cells.values() if isinstance(cell.value, str))
    assert "it is locked, or is not a workbook that can be copied" in said
