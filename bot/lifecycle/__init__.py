"""After submission: news of the claims office come in, what partners answer goes out, terms end.

Everything runs as durable jobs: an event is a row and a job in one commit, an answer is sent under
a key made before its first call, so either replica may die at any moment.
"""

from bot.lifecycle.feed import FeedReader, ensure_recurring
from bot.lifecycle.inbound import EventHandler, apply_news, take_event
from bot.lifecycle.outbound import Outbound
from bot.lifecycle.terms import DraftSweep, RetentionHandler
from bot.lifecycle.webhook import EventEndpoint

__all__ = [
    "DraftSweep",
    "EventEndpoint",
    "EventHandler",
    "FeedReader",
    "Outbound",
    "RetentionHandler",
    "apply_news",
    "ensure_recurring",
    "take_event",
]
