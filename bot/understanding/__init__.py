"""What a partner's text means: intent, slots, and whether the bot may act on it.

    recognizer = Recognizer.load(load_catalog())
    found = recognizer.recognize("what do I need for google ads?", today=today)
    found.intent            # "required_documents"
    found.outcome           # Outcome.ANSWER
    found.slots.activity    # "DG_DIGITAL"

Everything is offline and in process. Words become concepts (`lexicon/`), concepts and pieces of
words become features, and a linear model trained beforehand (`model.bin`, from `utterances/`)
weighs them; the slots are found with the synonyms of the catalog and of `lexicon/slots.txt`. After
a change in `utterances/` or `lexicon/concepts.*.txt` the model is made anew by `python -m
bot.understanding.train`.

This package reads days and money with `bot.text`, so that a sentence and a prompt understand the
same spellings. Figures, comparison and weak spots: docs/understanding.md.
"""

from bot.understanding.late import LateRecognizer, to_read
from bot.understanding.people import spellings
from bot.understanding.recognizer import ANSWER_FROM, Recognizer
from bot.understanding.values import (
    INTENTS,
    OUT_OF_SCOPE,
    Outcome,
    QuestionContext,
    Recognition,
    Refusal,
    Slots,
    SmallTalk,
)
from bot.understanding.whose import COLLEAGUES, says_mine, says_ours

__all__ = [
    "ANSWER_FROM",
    "COLLEAGUES",
    "INTENTS",
    "OUT_OF_SCOPE",
    "LateRecognizer",
    "Outcome",
    "QuestionContext",
    "Recognition",
    "Recognizer",
    "Refusal",
    "Slots",
    "SmallTalk",
    "says_mine",
    "says_ours",
    "spellings",
    "to_read",
]
