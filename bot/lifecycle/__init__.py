"""After submission: news of the claims office come in, what partners answer goes out, terms end.

Everything runs as durable jobs: an event is a row and a job in one commit, an answer is sent under
a key made before its first call, so either replica may die at any moment.
"""

from bot.lifecycle.setup import Lifecycle

__all__ = ["Lifecycle"]
