"""A row of the framework, and what its id and its name may be."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class Row(BaseModel):
    """A row of the framework; `cell` is where its first column stands, for messages."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    row: int = 0
