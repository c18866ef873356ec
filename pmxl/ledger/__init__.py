"""The ledger: every figure ever accepted, append-only, with where it came from. The one room that knows a database."""

from pmxl.ledger.book import Ledger
from pmxl.ledger.outlining import Brought
from pmxl.ledger.outlining import Outline
from pmxl.ledger.raw import RawKeeper
from pmxl.ledger.raw import keep_raw
from pmxl.ledger.raw import place_in
from pmxl.ledger.raw import raw_path
from pmxl.ledger.records import OF_ANOTHER_PERIOD
from pmxl.ledger.records import Answer
from pmxl.ledger.records import Change
from pmxl.ledger.records import Clash
from pmxl.ledger.records import Dispute
from pmxl.ledger.records import FormAnswer
from pmxl.ledger.records import FormSent
from pmxl.ledger.records import Issued
from pmxl.ledger.records import Outranked
from pmxl.ledger.records import Publication
from pmxl.ledger.records import Query
from pmxl.ledger.records import Question
from pmxl.ledger.records import Reach
from pmxl.ledger.records import Receipt
from pmxl.ledger.records import Seen
from pmxl.ledger.records import question_of
from pmxl.ledger.remembering import PastColumns
from pmxl.ledger.remembering import Standing
from pmxl.ledger.remembering import Stood

__all__ = [
    "OF_ANOTHER_PERIOD",
    "Answer",
    "Brought",
    "Change",
    "Clash",
    "Dispute",
    "FormAnswer",
    "FormSent",
    "Issued",
    "Ledger",
    "Outline",
    "Outranked",
    "PastColumns",
    "Publication",
    "Query",
    "Question",
    "RawKeeper",
    "Reach",
    "Receipt",
    "Seen",
    "Standing",
    "Stood",
    "keep_raw",
    "place_in",
    "question_of",
    "raw_path",
]
