"""Installing: where the add-in goes, what is set down beside it, and how it is taken away."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pmxl.cli import app
from pmxl.excel import attach
from pmxl.excel.addin import install as installing
from pmxl.excel.addin import project
from pmxl.excel.addin import settings as setting
from pmxl.excel.addin import uninstall as uninstalling
from pmxl.excel.addin.place import script_file
from pmxl.excel.addin.place import settings_file
from pmxl.excel.addin.place import start_folder
from pmxl.excel.addin.settings import interpreter_in
from pmxl.excel.addin.stamp import Stamp
from pmxl.excel.addin.stamp import installed
from pmxl.excel.extras import EXTRAS
from pmxl.findings import Refusal


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Building has its own tests: here any bytes will do."""
    monkeypatch.setattr(installing, "addin", lambda: b"an add-in")


ROOT = Path(__file__).resolve().parents[2]


def test_excels_start_folder_is_found_without_excel() -> None:
    """On Windows from APPDATA, on the Mac from the home folder; elsewhere a refusal that says what to do."""
    roaming = start_folder("win32", {"APPDATA": "C:/Users/ann/AppData/Roaming"})
    assert roaming.as_posix() == "C:/Users/ann/AppData/Roaming/Microsoft/Excel/XLSTART"
    mac = start_folder("darwin", {"HOME": "/Users/ann"}).as_posix()
    assert mac == "/Users/ann/Library/Group Containers/UBF8T346G9.Office/User Content/Startup/Excel"
    for system, environment in (("linux", {"HOME": "/home/ann"}), ("win32", {})):
        with pytest.raises(Refusal, match="--to") as refused:
            start_folder(system, environment)
        assert refused.value.finding.code == "ADD006"


def test_the_settings_are_the_users_own() -> None:
    """They stand in the user's folder, where no workbook's sender can write."""
    windows = settings_file("win32", {"USERPROFILE": "C:/Users/ann"})
    assert windows
    assert windows.as_posix() == "C:/Users/ann/.pmxl/pmxl.conf"
    assert settings_file("linux", {"HOME": "/home/ann"}) is None


def test_installing_sets_down_which_python_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed twice it is there once; settings that somebody added stay."""
    settings = tmp_path / ".pmxl" / "pmxl.conf"
    settings.parent.mkdir()
    settings.write_text('"interpreter_win","C:\\old\\python.exe"\n"DEBUG UDFS","True"\n', encoding="utf-8")
    monkeypatch.setattr(installing, "start_folder", lambda: tmp_path / "XLSTART")
    monkeypatch.setattr(installing, "settings_file", lambda: settings)
    for _ in range(2):
        done = installing.install()
        assert done.addin.read_bytes() == b"an add-in"
    assert interpreter_in(settings) == sys.executable
    lines = settings.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert lines[1] == '"DEBUG UDFS","True"'


def test_attach_mode_is_set_down_and_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel looks for a running server only where its settings say so; the server says so where they do not."""
    settings = tmp_path / "pmxl.conf"
    monkeypatch.setattr(installing, "start_folder", lambda: tmp_path / "XLSTART")
    monkeypatch.setattr(installing, "settings_file", lambda: settings)
    for given, found in ((None, False), (True, True), (None, True), (False, False)):
        installing.install(attach=given)
        assert setting.attaches(settings) is found
        assert interpreter_in(settings) == sys.executable
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(setting, "encoding", lambda: "utf-8")
    monkeypatch.setattr(attach, "settings_file", lambda: settings)
    with pytest.raises(Refusal, match="addin install --attach") as refused:
        attach.attach(lambda: None)
    assert refused.value.finding.code == "SRV017"


def test_a_path_that_vba_could_not_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows the settings are in the machine's code page, which does not have every letter."""
    monkeypatch.setattr(installing, "start_folder", lambda: tmp_path / "XLSTART")
    monkeypatch.setattr(installing, "settings_file", lambda: tmp_path / "pmxl.conf")
    monkeypatch.setattr(setting, "encoding", lambda: "cp1252")
    monkeypatch.setattr(sys, "executable", "C:\\Users\\Łukasz\\python.exe")
    with pytest.raises(Refusal, match="plain letters") as refused:
        installing.install()
    assert refused.value.finding.code == "ADD009"
    assert not (tmp_path / "pmxl.conf").exists()


def test_on_a_mac_the_script_that_starts_python_is_installed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel on a Mac may start nothing but a script in a folder of its own: without it every button would fail."""
    script = script_file("0.37.8", "darwin", {"HOME": str(tmp_path)})
    assert script
    assert script.parent == tmp_path / "Library" / "Application Scripts" / "com.microsoft.Excel"
    monkeypatch.setattr(installing, "start_folder", lambda: tmp_path / "Excel")
    monkeypatch.setattr(installing, "script_file", lambda _: script)
    assert installing.install().script == script
    assert b"VbaHandler" in script.read_bytes()


def test_into_another_folder_no_settings_are_written(tmp_path: Path) -> None:
    """An IT desk that gathers files for others does not change its own."""
    assert installing.install(tmp_path).settings is None


def test_a_built_file_of_other_versions_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was handed out must be of the versions that Python has here, else every cell would fail."""
    handed = tmp_path / "handed.xlam"
    handed.write_bytes(b"the file of an IT desk")
    with pytest.raises(Refusal, match="no add-in of pmxl") as refused:
        installing.install(tmp_path, handed)
    assert refused.value.finding.code == "ADD007"
    monkeypatch.setattr(installing, "stamp_of", lambda _: Stamp("0.0.1", "0.30.0"))
    with pytest.raises(Refusal, match=r"pmxl 0\.0\.1 with xlwings 0\.30\.0"):
        installing.install(tmp_path, handed)
    monkeypatch.setattr(installing, "stamp_of", lambda _: installed())
    assert installing.install(tmp_path, handed).addin.read_bytes() == b"the file of an IT desk"


def test_it_is_taken_away_alone(tmp_path: Path) -> None:
    """Another add-in in the same folder stays; taken away twice is no fault."""
    (tmp_path / "theirs.xlam").write_bytes(b"theirs")
    installing.install(tmp_path)
    assert uninstalling.uninstall(tmp_path) == [tmp_path / "pmxl.xlam"]
    assert uninstalling.uninstall(tmp_path) == []
    assert [path.name for path in tmp_path.iterdir()] == ["theirs.xlam"]


def test_what_was_set_down_goes_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings and a Mac's script too; what somebody else set down or changed stays."""
    settings, script = tmp_path / ".pmxl" / "pmxl.conf", tmp_path / "scripts" / "xlwings-0.37.8.applescript"
    for room in (installing, uninstalling):
        monkeypatch.setattr(room, "start_folder", lambda: tmp_path / "Excel")
        monkeypatch.setattr(room, "settings_file", lambda: settings)
        monkeypatch.setattr(room, "script_file", lambda _: script)
    installing.install(attach=True)
    assert uninstalling.uninstall() == [tmp_path / "Excel" / "pmxl.xlam", settings, script]
    assert not settings.parent.exists()
    assert uninstalling.uninstall() == []
    settings.parent.mkdir()
    settings.write_text('"SHOW CONSOLE","True"\n')
    installing.install()
    script.write_bytes(b"theirs")
    assert uninstalling.uninstall() == [tmp_path / "Excel" / "pmxl.xlam"]
    assert settings.read_bytes() == b'"SHOW CONSOLE","True"\r\n'
    assert script.read_bytes() == b"theirs"


def test_the_commands_say_what_they_did(tmp_path: Path) -> None:
    """Where it is, and what to do next."""
    run = CliRunner().invoke(app, ["addin", "install", "--to", str(tmp_path)])
    assert run.exit_code == 0
    assert "pmxl.xlam" in run.output
    assert "open it again" in run.output
    assert "Taken away" in CliRunner().invoke(app, ["addin", "uninstall", "--to", str(tmp_path)]).output
    assert "no add-in" in CliRunner().invoke(app, ["addin", "uninstall", "--to", str(tmp_path)]).output


def test_without_the_tool_that_writes_vba_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the package's own name and in marks, as shells need them; or from a checkout."""
    monkeypatch.setitem(sys.modules, "pyopenvba", None)
    with pytest.raises(Refusal) as refused:
        project.opener()
    assert refused.value.finding.code == "ADD002"
    assert refused.value.finding.ask == (
        'Run with the Python of pmxl: python -m pip install "pyOpenVBA==6.5.0"; '
        'or in a checkout of pmxl, python -m pip install --editable ".[addin]".'
    )
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert {name: tuple(stated[name]) for name in EXTRAS} == EXTRAS
