"""The classic door: xlwings' own COM call path, unmodified, on stand-ins for pywin32 and for an Excel range.

Reads one JSON call a line, [function, [arguments]], and writes one JSON answer a line.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import json
import sys
import types
from typing import Any
from unittest import mock

RANGE = "{00020846-0000-0000-C000-000000000046}"
MODULES = ("win32api", "win32con", "win32gui", "win32process", "win32event")


def stand_in(name: str, **members: Any) -> Any:
    """A module of that name with those members."""
    module: Any = types.ModuleType(name)
    module.__dict__.update(members)
    sys.modules[name] = module
    return module


class ComError(Exception):
    """What pywin32 raises."""


class Dispatch:
    """An object of Excel's, as pywin32 shows it."""


class Wrapped:
    """An object handed over to Excel."""

    def __init__(self, obj: Any, iid: Any = None) -> None:
        self.obj = obj.obj if hasattr(obj, "obj") else obj


def unwrap(value: Any) -> Wrapped:
    """What was wrapped; anything else is none of ours."""
    if isinstance(value, Wrapped):
        return value
    raise ComError("not wrapped")


def install() -> Any:
    """Puts the stand-ins in place and gives xlwings' own COM server."""
    stand_in("pywintypes", com_error=ComError, error=ComError, TimeType=dt.datetime, IID=lambda s: s)
    stand_in(
        "pythoncom",
        CoInitialize=lambda: None,
        CoUninitialize=lambda: None,
        IID_IDispatch="disp",
        IID_IEnumVARIANT="enum",
        TypeIIDs={"disp": type("PyIDispatch", (), {})},
        ole_error=ComError,
        com_error=ComError,
        __file__="/dev/null",
        CoMarshalInterThreadInterfaceInStream=lambda *_: None,
    )
    for name in MODULES:
        stand_in(name, GetCurrentThreadId=lambda: 1, GetWindowThreadProcessId=lambda _: (1, 4242))
    stand_in("win32timezone", TimeZoneInfo=type("T", (), {"utc": staticmethod(lambda: dt.UTC)}))
    win32com = stand_in("win32com")
    win32com.__path__ = []
    win32com.client = stand_in(
        "win32com.client",
        CDispatch=Dispatch,
        CoClassBaseClass=object,
        DispatchBaseClass=Dispatch,
        Dispatch=lambda x, **_: x,
        DispatchEx=lambda x: x,
    )
    win32com.server = stand_in("win32com.server")
    win32com.server.__path__ = []
    for name in ("dispatcher", "policy", "util"):
        setattr(win32com.server, name, stand_in(f"win32com.server.{name}", DefaultPolicy=object))
    win32com.server.util.wrap = lambda o, iid=None, **_: Wrapped(o)
    win32com.server.util.unwrap = unwrap
    ctypes.oledll, ctypes.windll = mock.MagicMock(), mock.MagicMock()  # type: ignore[attr-defined]
    with mock.patch.object(ctypes, "PyDLL", mock.MagicMock()):
        import atexit

        import xlwings as xw
        from xlwings import _xlwindows

        atexit.unregister(_xlwindows.cleanup)
    from xlwings import com_server
    from xlwings import udfs
    from xlwings.main import Engine

    xw.engines.add(Engine(impl=_xlwindows.engine))
    for name, classic in (("func", udfs.xlfunc), ("arg", udfs.xlarg), ("ret", udfs.xlret)):
        setattr(xw, name, classic)
    return com_server.XLPython()


class Range:
    """A range of Excel's, as pywin32 shows it: one value, or a tuple of rows; `reads` counts how often it was asked."""

    CLSID = RANGE

    def __init__(self, rows: list[list[Any]]) -> None:
        self._oleobj_ = types.SimpleNamespace(
            GetTypeInfo=lambda: types.SimpleNamespace(GetTypeAttr=lambda: types.SimpleNamespace(iid=RANGE))
        )
        self.rows, self.Row, self.Column, self.reads = rows, 1, 1, 0
        self.Rows = types.SimpleNamespace(Count=len(rows))
        self.Columns = types.SimpleNamespace(Count=len(rows[0]))
        self.Count = len(rows) * len(rows[0])
        application = types.SimpleNamespace(Hwnd=1)
        book = types.SimpleNamespace(Name="Book1.xlsx", Application=application)
        self.Worksheet = types.SimpleNamespace(Name="Sheet1", Parent=book, Application=application)

    @property
    def Value(self) -> Any:  # noqa: N802 - Excel's own name
        """The values."""
        self.reads += 1
        return self.rows[0][0] if self.Count == 1 else tuple(tuple(row) for row in self.rows)


def main() -> None:
    """Answers calls until there are none."""
    server = install()
    for line in sys.stdin:
        name, given = json.loads(line)
        arguments = tuple(Range(one) if isinstance(one, list) else one for one in given)
        found = server.CallUDF("pmxl.excel.udfs", name, arguments, None, Range([[""]]))
        print(json.dumps(found))  # noqa: T201


if __name__ == "__main__":
    main()
