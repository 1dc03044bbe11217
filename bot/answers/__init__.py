"""Questions to answers, with their sources: from the catalog and the partner's own case.

answers = Answers(catalog, Recognizer.load(catalog))
case = Case(now=now, zone="Asia/Seoul", say=translator("ko"))
recognition = answers.understand("웨비나에 어떤 서류가 필요한가요?", case)
answers.answer(recognition, case).plain
"""

from bot.answers.book import INTENT_TITLES, Answers, choices_of, taken_as
from bot.answers.claims import STATUS_WORDS
from bot.answers.disputes import dispute_lines
from bot.answers.origins import rule_words
from bot.answers.values import Answer, Ask, Case, Offer, Origin

__all__ = [
    "INTENT_TITLES",
    "STATUS_WORDS",
    "Answer",
    "Answers",
    "Ask",
    "Case",
    "Offer",
    "Origin",
    "choices_of",
    "dispute_lines",
    "rule_words",
    "taken_as",
]
