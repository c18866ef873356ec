"""Plain: many rows at once as the driver gives them: an object more for each is dear where they are thousands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Select
from sqlalchemy.exc import DBAPIError


def plain_in_lots(connection: Connection, question: Select[Any], size: int) -> Iterator[list[tuple[Any, ...]]]:
    """The same, so many at once."""
    result = connection.execute(question)
    driver = connection.dialect.loaded_dbapi
    try:
        while rows := result.cursor.fetchmany(size):
            yield list(rows)
    except driver.Error as error:  # as above
        raise DBAPIError.instance(None, None, error, driver.Error, dialect=connection.dialect) from error
    finally:
        result.close()


def plain(connection: Connection, question: Select[Any]) -> list[tuple[Any, ...]]:
    """The answer as tuples, in what the driver makes of each column by itself: numbers and text, no booleans."""
    result = connection.execute(question)
    driver = connection.dialect.loaded_dbapi
    try:
        return list(result.cursor.fetchall())
    except driver.Error as error:  # as SQLAlchemy says it of what goes through it
        raise DBAPIError.instance(None, None, error, driver.Error, dialect=connection.dialect) from error
    finally:
        result.close()
