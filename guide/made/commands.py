"""Commands: every command of the program with its arguments and options, from the program itself."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from typer.main import get_command

from guide.made.table import table
from pmxl.cli import app

HEAD = """# Commands

Every command and every option, made from the program. `pmxl COMMAND --help` says the same. Commands run in the
partnership's folder, or anywhere with `--partnership FOLDER`.

Exit codes: 0 done · 2 wrong usage · 3 something was refused or held and a person must act · 4 the machine would not
(disk, lock, rights) · 5 a fault of pmxl's own, with a saved report.
"""


def tree(command: Any, name: str = "pmxl") -> Iterator[tuple[str, Any]]:
    """A command and those under it, each by all of its words."""
    under = getattr(command, "commands", {})
    if not under or getattr(command, "invoke_without_command", False):
        yield name, command
    for word, each in sorted(under.items()):
        yield from tree(each, f"{name} {word}")


def commands() -> str:
    """The page commands.md."""
    found = list(tree(get_command(app)))
    first = table(("command", "what it does"), ((f"[{name}](#{anchor(name)})", summary(one)) for name, one in found))
    return "\n".join([HEAD, first, *(_one(name, command) for name, command in found)])


def anchor(name: str) -> str:
    """The place of a command on the page."""
    return name.replace(" ", "-")


def summary(command: Any) -> str:
    """Its first sentence."""
    return (command.help or "").split("\n\n")[0]


def _one(name: str, command: Any) -> str:
    takes = [one for one in command.params if one.name != "help" and not getattr(one, "hidden", False)]
    given = [_words(one) for one in takes if is_argument(one)]
    says = "\n\n".join(" ".join(each.split()) for each in (command.help or "").split("\n\n"))
    rows = [(f"`{_words(one)}`", _help(one)) for one in takes]
    line = " ".join([name, *given, *(["[OPTIONS]"] if len(given) < len(takes) else [])])
    usage = f"```text\n{line}\n```\n"
    return "\n".join([f"## {name}\n", says, "", usage, table(("option", "what it does"), rows) if rows else ""])


def is_argument(one: Any) -> bool:
    """True for a word that is told by its place, False for an option."""
    return not any(name.startswith("-") for name in one.opts)


def _words(one: Any) -> str:
    """How it is typed: `PERIOD`, `[PERIOD]`, `--by TEXT`, `--all`."""
    if is_argument(one):
        word = one.metavar or str(one.name).upper()
        return word if one.required or word.startswith("[") else f"[{word}]"
    names = ", ".join((*one.opts, *one.secondary_opts))
    return names if one.is_flag else f"{names} {one.metavar or _kind(one)}"


def _kind(one: Any) -> str:
    """What an option is given: one of a few words, or a text, a number, a file."""
    held = one.type_descriptor.annotation
    if isinstance(held, type) and issubclass(held, Enum):
        return "/".join(str(each.value) for each in held)
    return {"Path": "PATH", "int": "NUMBER", "float": "NUMBER"}.get(getattr(held, "__name__", ""), "TEXT")


def _help(one: Any) -> str:
    says = one.help or ""
    default = getattr(one.default, "value", one.default)
    shown = isinstance(default, str | int | float) and not isinstance(default, bool) and str(default) not in ("", ".")
    variable = f" Or the variable `{one.envvar}`." if one.envvar else ""
    return f"{says}{f' Without it: `{default}`.' if shown else ''}{variable}"
