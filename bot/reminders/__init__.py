"""Reminders as durable work: planned by a sweep, paced when they are written down, sent once."""

from bot.reminders.mail import MailHook
from bot.reminders.planning import FundsPlanner, Planner, ensure_planned
from bot.reminders.report import write_report
from bot.reminders.sending import MakeCard, ReminderSender
from bot.reminders.setup import Reminders, policy_from, reminder_desk

__all__ = [
    "FundsPlanner",
    "MailHook",
    "MakeCard",
    "Planner",
    "ReminderSender",
    "Reminders",
    "ensure_planned",
    "policy_from",
    "reminder_desk",
    "write_report",
]
