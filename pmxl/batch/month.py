"""Month: the extra returns of a month, which ask only for what is in the hot-house, of those who are to watch it."""

from __future__ import annotations

from pmxl.assess.own_figures import own_figures
from pmxl.batch.folder import Folder
from pmxl.batch.relieved import relieved
from pmxl.framework.models import Framework
from pmxl.framework.monthly import monthly
from pmxl.framework.monthly import only
from pmxl.framework.tolerated import act_triggers
from pmxl.ledger import Ledger
from pmxl.periods import MONTH
from pmxl.periods import Period

Hot = frozenset[tuple[str, str]]
"""The measures in the hot-house, each with a partner who reports it month by month."""


def hot_in(folder: Folder, ledger: Ledger, month: Period) -> Hot:
    """What a month's extra returns ask, and of whom; nothing where the month is no extra one.

    It is one where returns are issued for longer periods and nothing but the hot-house is asked by the month: a
    partnership that reports by the month has its hot-house in its usual returns.
    """
    framework = folder.framework
    before = last_longer(ledger, month)
    if before is None or not any(act_triggers(framework, one) for one in framework.measures):
        return frozenset()
    from pmxl.improve.hothouse.replay import replayed  # here, so that a usual period is asked for without it

    spells = replayed(framework, own_figures(framework, ledger.recall(held=True)), before, before.last_day)
    return frozenset((one.measure.id, partner) for one in spells if one.is_open for partner in one.partners)


def last_longer(ledger: Ledger, month: Period) -> Period | None:
    """The last period longer than a month that was over before the month began and for which returns were issued."""
    if month.months != MONTH:
        return None
    issued = set(ledger.issued_periods())
    longer = [one for one in issued if one.months > MONTH and one.last_day < month.first_day]
    return max(longer, key=lambda one: one.last_day, default=None)


def asking(folder: Folder, ledger: Ledger, period: Period) -> Framework:
    """The framework as the returns of a period ask by it: in an extra month nothing but the hot-house, else all that
    need not be asked for less often.
    """
    hot = hot_in(folder, ledger, period)
    if not hot:
        return relieved(folder.framework, ledger, period)
    return only(monthly(folder.framework, {measure for measure, _ in hot}), hot)
