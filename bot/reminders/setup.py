"""Reminders put together: the handlers of their jobs, the policy that the settings give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import aiohttp

from bot.channel.proactive import Notifier
from bot.desk.money import MoneyDesk
from bot.desk.reminders import JOB_KIND, ReminderDesk
from bot.domain.catalog import Catalog
from bot.domain.reminders import Policy
from bot.reminders import mail, planning
from bot.reminders.mail import MailHook
from bot.reminders.planning import FundsPlanner, Planner
from bot.reminders.sending import MakeCard, ReminderSender
from bot.settings import Settings
from bot.storage.database import Database
from bot.worker import Handler


def policy_from(settings: Settings) -> Policy:
    """Cadence, quiet hours and countries of the settings."""
    return Policy(
        settings.reminder_days_before,
        settings.reminder_from_hour,
        settings.reminder_until_hour,
        frozenset(settings.holiday_countries),
    )


def reminder_desk(
    database: Database, catalog: Catalog, money: MoneyDesk, settings: Settings
) -> ReminderDesk:
    """The verbs on reminders under the policy of the settings."""
    return ReminderDesk(
        database,
        catalog,
        money,
        policy=policy_from(settings),
        default_zone=settings.default_time_zone,
    )


@dataclass(frozen=True, slots=True)
class Reminders:
    """The parts that the handlers of reminder jobs are made of."""

    database: Database
    catalog: Catalog
    desk: ReminderDesk
    settings: Settings
    clock: Callable[[], datetime]

    def handlers(
        self, notifier: Notifier, session: aiohttp.ClientSession, make_card: MakeCard
    ) -> dict[str, Handler]:
        """Job kind → handler."""
        zone, hook = self.settings.default_time_zone, self.settings.reminder_email_hook_url
        return {
            planning.PLAN: Planner(
                self.database,
                self.catalog,
                policy=self.desk.policy,
                default_zone=zone,
                clock=self.clock,
            ),
            planning.PLAN_FUNDS: FundsPlanner(
                self.database, self.catalog, self.desk, default_zone=zone, clock=self.clock
            ),
            JOB_KIND: ReminderSender(
                self.database,
                self.catalog,
                self.desk,
                notifier,
                make_card,
                default_zone=zone,
                mail_hook_url=hook,
                clock=self.clock,
            ),
            mail.KIND: MailHook(session, hook, clock=self.clock),
        }
