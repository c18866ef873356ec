"""Everything that can be wrong with a framework: one code a kind of fault, never used again for another."""

from __future__ import annotations

from enum import Enum

from pmxl.terms import Severity

ERROR = Severity.ERROR
QUERY = Severity.QUERY
NOTE = Severity.NOTE


class FaultKind(Enum):
    """A kind of fault: its code, its severity, and what it means in a few words."""

    def __init__(self, code: str, severity: Severity, meaning: str) -> None:
        self.code = code
        self.severity = severity
        self.meaning = meaning


class Fault(FaultKind):
    """A kind of fault of a framework."""

    NO_FILE = "FRM001", ERROR, "There is no framework workbook."
    NO_SHEET = "FRM002", ERROR, "A sheet is missing."
    NO_COLUMN = "FRM003", ERROR, "A required column is missing."
    UNKNOWN_COLUMN = "FRM004", NOTE, "A column is not known and is not read."
    EMPTY_SHEET = "FRM005", ERROR, "A sheet that needs rows has none."
    COLUMN_TWICE = "FRM006", ERROR, "A column stands twice."
    SHEET_ABSENT = "FRM007", NOTE, "A sheet that may be left out is left out."

    BLANK = "FRM010", ERROR, "A required cell is blank."
    BAD_ID = "FRM011", ERROR, "An id has other characters than small letters, digits and hyphens, or is too long."
    BAD_CHOICE = "FRM012", ERROR, "A word is none of those that may stand there."
    NO_NUMBER = "FRM013", ERROR, "What should be a number is not one."
    OUT_OF_BOUNDS = "FRM014", ERROR, "A number lies outside its bounds."
    NO_PERIOD = "FRM015", ERROR, "A period cannot be read."
    TWO_PERIODS = "FRM016", ERROR, "A period can be read two ways."
    NO_DATE = "FRM017", ERROR, "A date cannot be read, or can be read two ways."
    CELL_ERROR = "FRM018", ERROR, "A cell holds an error of Excel's, or a formula without a saved value."
    TOO_LONG = "FRM019", ERROR, "A text is too long."
    BAD_SCOPE = "FRM020", ERROR, "What a tolerance speaks of cannot be read."
    UNKNOWN_RULE = "FRM021", ERROR, "A tolerance rule that nobody knows."
    UNKNOWN_SETTING = "FRM022", NOTE, "A setting that is not known; it is kept and not used."
    BAD_PROFILE = "FRM023", ERROR, "A profile cannot be read."
    BAD_POOLING = "FRM024", ERROR, "How figures pool cannot be read."
    SETTING_TWICE = "FRM025", ERROR, "A setting stands twice."

    DUPLICATE_ID = "FRM030", ERROR, "An id stands twice on its sheet."
    NAME_TWICE = "FRM031", ERROR, "Two partners or areas go by the same name or alias."
    SAME_NAME = "FRM032", QUERY, "Two rows of a sheet have the same name."
    UNKNOWN_REFERENCE = "FRM033", ERROR, "A row refers to something that is not there."
    CIRCLE = "FRM034", ERROR, "Rows refer to each other in a circle."
    WRONG_ORDER = "FRM035", ERROR, "Something ends before it begins."
    SUCCESSOR_WITHOUT_END = "FRM036", QUERY, "Something has a successor and no end."

    NO_OBJECTIVE = "FRM040", QUERY, "A perspective has no objective."
    NO_MEASURE = "FRM041", QUERY, "An objective has no measure."
    NO_TARGET = "FRM042", NOTE, "A measure has no target."
    ASKED_NOTHING = "FRM043", NOTE, "A partner is asked for no measure."
    TOO_MANY_KEY = "FRM044", QUERY, "There are more key measures than an executive can attend to."
    UNKNOWN_GROUP = "FRM045", QUERY, "A comparison group has no members."

    NO_PARTNERS = "FRM050", ERROR, "Nobody returns a measure."
    LEAD_NOT_PARTNER = "FRM051", ERROR, "The lead of a measure is none of its partners, or is not named."
    PAIR_WITHOUT_PARTNER = "FRM052", ERROR, "An area is returned by a partner that does not return the measure."
    PARTNER_WITHOUT_AREA = "FRM053", ERROR, "A measure is by area, and one of its partners has no area."
    POOLING_UNSUITED = "FRM054", ERROR, "Figures of this kind do not pool that way."
    WEIGHTS_SUM = "FRM055", ERROR, "Weights do not add up to 1 or 100."
    WEIGHTS_PARTNERS = "FRM056", ERROR, "Weights and partners do not match."
    POLARITY_UNSUITED = "FRM057", ERROR, "The polarity does not suit the kind of measure."
    YEARLY_CUMULATIVE = "FRM058", QUERY, "A yearly measure cannot build up through the year."
    MULTIPLIER = "FRM059", QUERY, "A multiplier is unusual for the kind of measure."

    TARGET_TWICE = "FRM060", ERROR, "Two targets for the same measure, period, basis, partner and area."
    NOTHING_EXPECTED = "FRM061", ERROR, "A target row states no level."
    RANGE_WITHOUT_BOUNDS = "FRM062", ERROR, "A range has no bounds."
    LOW_ABOVE_HIGH = "FRM063", ERROR, "A range has its bounds the wrong way round."
    BOUNDS_UNUSED = "FRM064", QUERY, "Bounds are given to a measure that is not a range."
    STANDARD_WRONG_SIDE = "FRM065", ERROR, "A standard is harder to meet than the target."
    STANDARD_UNSUITED = "FRM066", ERROR, "A measure of this sort can have no standard."
    PROFILE_SUM = "FRM067", ERROR, "A profile does not add up to 1 or 100."
    PROFILE_LENGTH = "FRM068", ERROR, "A profile has another number of shares than the year has periods."
    PROFILE_UNUSED = "FRM069", QUERY, "A profile is given where nothing is spread through a year."
    SHARE_OUT_OF_BOUNDS = "FRM070", ERROR, "The target of a yes/no measure lies outside 0 to 100."
    MILESTONE_NOT_DATE = "FRM071", ERROR, "The target of a milestone is not a date."
    DATE_NOT_MILESTONE = "FRM072", ERROR, "The target of a measure that is no milestone is a date."
    BASIS_AND_PERIOD = "FRM073", ERROR, "The basis of a target does not suit its period."
    TARGET_OF_NOBODY = "FRM074", ERROR, "A target is for a partner or area that does not return the measure."
    OUTSIDE_LIFE = "FRM075", QUERY, "A target lies outside the periods for which the measure is reported."
    PERCENT_AS_SHARE = "FRM076", QUERY, "The target of a percentage looks like a share of one."
    YEAR_AS_PERIOD = "FRM077", QUERY, "A target for a whole year is said to be the level of each period in it."
    STRETCH_UNUSED = "FRM078", QUERY, "A stretch is given to a measure that can have no Blue."
    HALF_WIDTH_UNUSED = "FRM089", QUERY, "A green half-width is given to a measure not meant to be near its target."
    TARGET_OF_CONTEXT = "FRM079", QUERY, "A measure for context only has a target."

    TOLERANCE_TWICE = "FRM080", ERROR, "The same rule stands twice for the same measures."
    N_MISSING = "FRM081", NOTE, "A rule does not say how many times in a row, and the usual number is used."
    AMOUNT_MISSING = "FRM082", ERROR, "A rule needs an amount."
    PERCENT_OF_ZERO = "FRM083", ERROR, "A tolerance is a percentage of a target of nought."
    BAND_TOO_NARROW = "FRM084", QUERY, "A band is narrower than one published unit."
    NOT_AGREED = "FRM085", QUERY, "A tolerance does not say who agreed it, or when."
    BAND_UNSUITED = "FRM086", QUERY, "A measure of this kind has no such band."
    NOTHING_TO_COMPARE = "FRM088", QUERY, "A trigger compares a measure with others, and it has no comparison group."
    AMOUNT_UNUSED = "FRM090", QUERY, "An amount stands beside a rule that does not use it."

    FORECAST_TWICE = "FRM120", ERROR, "Two forecasts of a manager's for the same measure, year and partner."
    FORECAST_NOT_OF_YEAR = "FRM121", ERROR, "A manager's forecast is not of a year."
    FORECAST_UNSUITED = "FRM122", ERROR, "A manager's forecast is of a measure that has no figure to forecast."
    FORECAST_OF_NOBODY = "FRM123", ERROR, "A manager's forecast is for a partner that does not return the measure."

    LAYOUT_LACKS = "FRM130", ERROR, "A layout does not say on what sheet, in what rows, or whence the period."
    LAYOUT_HEADINGS = "FRM131", ERROR, "The headings of a layout do not stand above its figures."
    LAYOUT_NO_FIGURES = "FRM132", ERROR, "A row of a layout does not say where its figures stand."
    LAYOUT_NOBODY = "FRM133", ERROR, "A layout does not say whose figures they are."
    LAYOUT_PERIOD = "FRM134", ERROR, "A layout names a period, a cell or a column that is none."
    LAYOUT_TEXT = "FRM135", ERROR, "The text round a period does not say where the period is."
    LAYOUT_ADDS = "FRM136", ERROR, "Periods of a layout cannot be added up to those of its measure."
    LAYOUT_TWICE = "FRM137", ERROR, "A measure stands twice in a layout."
    LAYOUT_MARK = "FRM138", ERROR, "A mark for a missing figure has no meaning that is known."

    AUDIENCE_FOR = "FRM140", ERROR, "Whom an audience is for is not known."
    AUDIENCE_SCOPE = "FRM141", ERROR, "What an audience's measures are chosen by is not known."
    AUDIENCE_LAYOUT = "FRM142", QUERY, "A layout has a name that nobody knows, and the usual one is used."
    LAYOUT_UNFILLED = "FRM143", QUERY, "The framework does not hold what a layout shows."
    AUDIENCE_COLUMN = "FRM144", QUERY, "A column of an audience is not known, and is left out."
    AUDIENCE_PAGE = "FRM145", QUERY, "A page of an audience is not known, and is left out."
    AUDIENCE_TOO_MUCH = "FRM146", QUERY, "An executive audience sees more measures than it can attend to."
    AUDIENCE_NOTHING = "FRM147", QUERY, "An audience sees no measure."
    AUDIENCE_ID = "FRM148", ERROR, "The id of an audience would give its file a name that another has."
    TEST_TWICE = "FRM180", ERROR, "A criterion is answered twice for the same measure."
    TEST_OF_NOTHING = "FRM181", ERROR, "A criterion of a measure is answered, and no measure is named."
    TEST_OF_WHOLE = "FRM182", ERROR, "A criterion of the whole framework is answered for one measure."
    DATE_TWICE = "FRM183", ERROR, "The same thing stands twice on the same day of the calendar."
    EXIT_TWICE = "FRM190", ERROR, "Two ways out of the hot-house for the same measure and partner."
    EXIT_OF_NOBODY = "FRM191", ERROR, "A way out of the hot-house is for a partner that does not return the measure."
