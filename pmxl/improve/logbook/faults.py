"""Everything that can be wrong with a row of the logbook beyond what can be wrong with any cell."""

from __future__ import annotations

from pmxl.framework.faults import ERROR
from pmxl.framework.faults import QUERY
from pmxl.framework.faults import FaultKind


class LogFault(FaultKind):
    """A kind of fault of the logbook."""

    OF_NOTHING = "IMP050", ERROR, "A budget names neither a measure nor an objective."
    WRONG_ORDER = "IMP051", ERROR, "Something is reported, followed up or closed before it began."
    TWICE = "IMP052", ERROR, "The same thing is said twice."
    REVIEW_OF_NOTHING = "IMP053", ERROR, "A service review names no objective."
    NOT_AN_ANSWER = "IMP054", ERROR, "A question that has few answers is answered otherwise."
    WITH_ITSELF = "IMP055", ERROR, "A partner is said to overlap with itself."
    MORE_THAN_CLAIMED = "IMP056", QUERY, "More is verified than was claimed."
    VERIFIED_BY_NOBODY = "IMP057", QUERY, "A saving is verified, and nobody is named who did."
    OTHER_OBJECTIVE = "IMP058", ERROR, "A measure is named beside an objective that it does not serve."
    PERCENT_OF_NOUGHT = "IMP059", QUERY, "A tolerance is a percentage of a budget of nought."
    THERE_AND_NOT = "IMP060", QUERY, "A partner was present and sent apologies."
    UNWRITTEN = "IMP061", ERROR, "The logbook cannot be added to."
    RENAMED = "IMP062", ERROR, "A sheet of the logbook bears another name, and so is not read."
    ELSEWHERE = "IMP064", ERROR, "What looks like the logbook has another ending, and so is not read."
    BESIDE = "IMP066", QUERY, "A workbook beside the logbook has its name and another ending."
    OLD_IDS = "IMP065", QUERY, "The ids to choose from are not those of the framework, and cannot be renewed."
    WIDE_TOLERANCE = "IMP063", QUERY, "A tolerance is more than the whole budget."
