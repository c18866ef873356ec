"""Mistyped: what a command cannot take, said in our own words."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup


class Mistyped(typer.BadParameter):
    """Something typed that a command cannot take: the sentence alone, without the library's own words before it."""

    def format_message(self) -> str:
        """What was wrong, and how to write it."""
        return self.message


def in_our_words(wrong: typer.BadParameter) -> typer.BadParameter:
    """What the library found wrong with an option or argument, without its computer's words."""
    if type(wrong) is not typer.BadParameter or wrong.param is None:
        return wrong  # ours already, or what was not typed at all
    says = wrong.message.removeprefix("Value error, ").partition(", unable to parse")[0].rstrip(".")
    says = says.replace("Input should be", "it should be", 1)
    return Mistyped(f"{wrong.param.opts[-1]}: {says}.", wrong.ctx)


class OfAPeriod(TyperGroup):
    """A group of commands to which a period is named by an option; whoever names one plainly is told how."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named."""
        if args[0] not in self.commands:
            known = " and ".join(self.commands)
            says = f"There is no command {args[0]} here, only {known}. If a period is meant, name it so:"
            raise Mistyped(f'{says} {ctx.command_path} --period "{args[0]}".', ctx)
        return super().resolve_command(ctx, args)
