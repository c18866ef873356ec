"""Once: a property worked out at its first look, as functools.cached_property is, without the lock of Python 3.11.

A row belongs to one thread, and a lock for each of its facts would cost as much as the facts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from typing import Generic
from typing import TypeVar
from typing import overload

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - a decorator
    """Makes a method of no arguments a property that is worked out once."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, of: type) -> once[T]: ...
    @overload
    def __get__(self, owner: object, of: type) -> T: ...
    def __get__(self, owner: object | None, of: type) -> T | once[T]:
        if owner is None:
            return self
        value = self._make(owner)
        object.__setattr__(owner, self._name, value)  # its __dict__ would be made of it, and be slower ever after
        return value
