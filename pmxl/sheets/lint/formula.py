"""Is a formula one that Excel would load? A small state machine over its tokens; it does not know what it computes."""

from __future__ import annotations

import re
from functools import lru_cache

from pmxl.findings import show

LENGTH_LIMIT = 8_192
TEXT_LIMIT = 255
DEPTH_LIMIT = 64
TOKEN = re.compile(
    r"""
      (?P<text>"(?:[^"]|"")*")
    | (?P<error>\#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA))
    | (?P<array>\{(?:[^{}"]|"(?:[^"]|"")*")+\})
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?![\w!:$.]))
    | (?P<call>(?!\d)[\w\\][\w.\\]*\()
    | (?P<sheet>'(?:[^']|'')+'!|\[[^\[\]]+\][\w.]*!|(?!\d)[\w.]+(?::[\w.]+)?!)
    | (?P<structured>(?:(?!\d)[\w\\][\w.\\]*)?\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
    | (?P<name>\$?(?!\d)[\w\\][\w.\\?$]*|\$?[0-9]+)
    | (?P<space>[ \n\r\t]+)
    | (?P<infix><>|<=|>=|[-+*/^&=<>:])
    | (?P<after>[%\#])
    | (?P<at>@)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<comma>,)
    """,
    re.VERBOSE,
)
OPERANDS = frozenset({"text", "error", "array", "number", "structured", "name"})
AREAS = frozenset({"name", "structured", "close"})
PREFIXES = frozenset("+-")
CALL = re.compile(r"([\w.\\]+)\(")
SHEET = re.compile(r"(?:'((?:[^']|'')+)'|(?<![\w.'\])#/])((?!\d)[\w.]+(?::[\w.]+)?))!")
OUTSIDE = re.compile(r"(?<![\w.\\\]])\[[^\[\]]+\][\w.]*!|\|'|'[A-Za-z]+:[/\\]")
"""Another workbook, a program spoken to by DDE, or a file named by its address."""
STRUCTURED = re.compile(r"(?<![\w.\\])((?!\d)[\w\\][\w.\\]*)\[")
STRING = re.compile(r'"(?:[^"]|"")*"')
DIGITS = re.compile(r"[0-9]+")
NEWER = frozenset({
    "ACOT", "ACOTH", "AGGREGATE", "ARABIC", "ARRAYTOTEXT", "BASE", "BETA.DIST", "BETA.INV", "BINOM.DIST",
    "BINOM.DIST.RANGE", "BINOM.INV", "BITAND", "BITLSHIFT", "BITOR", "BITRSHIFT", "BITXOR", "BYCOL", "BYROW",
    "CEILING.MATH", "CEILING.PRECISE", "CHISQ.DIST", "CHISQ.DIST.RT", "CHISQ.INV", "CHISQ.INV.RT", "CHISQ.TEST",
    "CHOOSECOLS", "CHOOSEROWS", "COMBINA", "CONCAT", "CONFIDENCE.NORM", "CONFIDENCE.T", "COT", "COTH",
    "COVARIANCE.P", "COVARIANCE.S", "CSC", "CSCH", "DAYS", "DECIMAL", "DROP", "ENCODEURL", "ERF.PRECISE",
    "ERFC.PRECISE", "EXPAND", "EXPON.DIST", "F.DIST", "F.DIST.RT", "F.INV", "F.INV.RT", "F.TEST", "FILTER",
    "FILTERXML", "FLOOR.MATH", "FLOOR.PRECISE", "FORECAST.ETS", "FORECAST.ETS.CONFINT", "FORECAST.ETS.SEASONALITY",
    "FORECAST.ETS.STAT", "FORECAST.LINEAR", "FORMULATEXT", "GAMMA", "GAMMA.DIST", "GAMMA.INV", "GAMMALN.PRECISE",
    "GAUSS", "HSTACK", "HYPGEOM.DIST", "IFNA", "IFS", "IMAGE", "IMCOSH", "IMCOT", "IMCSC", "IMCSCH", "IMSEC",
    "IMSECH", "IMSINH", "IMTAN", "ISFORMULA", "ISOMITTED", "ISOWEEKNUM", "LAMBDA", "LET", "LOGNORM.DIST",
    "LOGNORM.INV", "MAKEARRAY", "MAP", "MAXIFS", "MINIFS", "MODE.MULT", "MODE.SNGL", "MUNIT", "NEGBINOM.DIST",
    "NORM.DIST", "NORM.INV", "NORM.S.DIST", "NORM.S.INV", "NUMBERVALUE", "PDURATION", "PERCENTILE.EXC",
    "PERCENTILE.INC", "PERCENTRANK.EXC", "PERCENTRANK.INC", "PERMUTATIONA", "PHI", "POISSON.DIST", "QUARTILE.EXC",
    "QUARTILE.INC", "RANDARRAY", "RANK.AVG", "RANK.EQ", "REDUCE", "RRI", "SCAN", "SEC", "SECH", "SEQUENCE",
    "SHEET", "SHEETS", "SKEW.P", "SORT", "SORTBY", "STDEV.P", "STDEV.S", "SWITCH", "T.DIST", "T.DIST.2T",
    "T.DIST.RT", "T.INV", "T.INV.2T", "T.TEST", "TAKE", "TEXTAFTER", "TEXTBEFORE", "TEXTJOIN", "TEXTSPLIT",
    "TOCOL", "TOROW", "UNICHAR", "UNICODE", "UNIQUE", "VAR.P", "VAR.S", "VSTACK", "WEBSERVICE", "WEIBULL.DIST",
    "WRAPCOLS", "WRAPROWS", "XLOOKUP", "XMATCH", "XOR", "Z.TEST",
})  # fmt: skip
"""Functions younger than the file format: in a file they carry `_xlfn.` before their name, else Excel shows #NAME?."""
REACHES_OUT = frozenset({"WEBSERVICE", "IMAGE", "RTD", "CALL", "REGISTER.ID", "EXEC", "HYPERLINK", "DDE", "FILTERXML"})
"""Functions that lead outside the workbook; nothing that we write needs one."""


def formula_faults(text: str, *, union: bool = False) -> list[str]:
    """What Excel would not load in a formula (without its `=`); `union` allows a list of areas, as in a name."""
    if len(text) > LENGTH_LIMIT:
        return [f"the formula has {len(text):,} characters, and Excel takes {LENGTH_LIMIT:,}"]
    longest = max((len(piece) - 2 for piece in STRING.findall(text)), default=0)
    faults = (
        [f"a text of {longest} characters in a formula, where Excel takes {TEXT_LIMIT}"] if longest > TEXT_LIMIT else []
    )
    return faults + [
        f"{fact} in the formula {show(text, 60)!r}" for fact in _grammar(DIGITS.sub("1", text), union=union)
    ]


def sheets_named(text: str) -> set[str]:
    """The sheets a formula refers to, as they are called; the ends of a run of sheets come as `first:last`."""
    bare = STRING.sub("", text)
    return {(quoted or plain).replace("''", "'") for quoted, plain in SHEET.findall(bare)}


def tables_named(text: str) -> set[str]:
    """The tables a formula refers to by structured references."""
    return set(STRUCTURED.findall(STRING.sub("", text)))


def reaches_out(text: str) -> bool:
    """True where a formula leads outside the workbook: another file, a server, a program."""
    bare = STRING.sub('""', text)
    calls = {call.upper().removeprefix("_XLFN.") for call in CALL.findall(bare)}
    return bool(calls & REACHES_OUT) or OUTSIDE.search(bare) is not None or any("[" in s for s in sheets_named(text))


@lru_cache(maxsize=4096)
def _grammar(text: str, *, union: bool) -> tuple[str, ...]:
    """Faults of a formula whose numbers are all 1: the formulas of a column differ by their row alone."""
    calls = {call.upper() for call in CALL.findall(STRING.sub("", text))}
    faults = [f"{name} without its prefix _xlfn." for name in sorted(calls & NEWER)]
    try:
        _walk(text, union=union)
    except ValueError as error:
        faults.append(str(error))
    return tuple(faults)


def _walk(text: str, *, union: bool) -> None:
    """Raise ValueError where an operand or an operator stands in the wrong place."""
    open_: list[str] = []
    before, word, spaced, want, at = "", "", False, True, 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise ValueError(f"{text[at]!r} stands where nothing can be made of it")
        kind, at = match.lastgroup, match.end()
        if kind == "space":
            spaced = True
            continue
        if not want and kind in (*OPERANDS, "call", "open", "sheet"):
            if not (spaced and before in AREAS):
                raise ValueError(f"{match[0]!r} follows {word!r} without an operator")
            want = True
        want = _wanting(kind, match[0], before, word, open_) if want else _having(kind, match[0], open_, union=union)
        before, word, spaced = kind, match[0], False
    if want:
        raise ValueError(f"nothing follows {word!r}" if word else "nothing stands")
    if open_:
        raise ValueError(f"{len(open_)} open brackets")


def _wanting(kind: str, token: str, before: str, word: str, open_: list[str]) -> bool:
    """A token where a value is due; returns whether a value is still due after it."""
    if before == "sheet" and kind not in ("name", "error", "structured", "number"):
        raise ValueError(f"no cell follows {word!r}")
    if kind in OPERANDS:
        return False
    if kind in ("call", "open"):
        open_.append(kind)
        if len(open_) > DEPTH_LIMIT:
            raise ValueError(f"more than {DEPTH_LIMIT} brackets inside each other")
        return True
    if kind in ("sheet", "at") or (kind == "infix" and token in PREFIXES):
        return True
    if kind == "comma" and before in ("call", "comma") and open_[-1:] == ["call"]:
        return True  # an argument left out
    if kind == "close" and before == "call":
        open_.pop()
        return False
    raise ValueError(f"{token!r} follows {word!r}" if word else f"{token!r} comes first")


def _having(kind: str, token: str, open_: list[str], *, union: bool) -> bool:
    """A token after a value; returns whether a value is due after it."""
    if kind == "infix":
        return True
    if kind == "after":
        return False
    if kind == "comma" and (open_ or union):
        return True
    if kind == "close" and open_:
        open_.pop()
        return False
    raise ValueError(f"{token!r} closes nothing" if kind == "close" else f"{token!r} stands outside a function")
