"""The desk: what a partner can do to a claim, one transaction per verb; the network is asked
before, never inside.

Every verb takes the contact who acts and looks the claim up with that contact's rights: ids from
cards are only ids. A claim belongs to its partner: colleagues with a role for its program and
location may act on it.
"""

from bot.desk.claims import ClaimDesk
from bot.desk.followups import response_job, seen_by
from bot.desk.money import MoneyDesk
from bot.desk.papers import FileRoom
from bot.desk.people import PeopleDesk
from bot.desk.review import Review
from bot.files import KeptFile, clean_name
from bot.storage.claims import HistoryEntry

__all__ = [
    "ClaimDesk",
    "FileRoom",
    "HistoryEntry",
    "KeptFile",
    "MoneyDesk",
    "PeopleDesk",
    "Review",
    "clean_name",
    "response_job",
    "seen_by",
]
