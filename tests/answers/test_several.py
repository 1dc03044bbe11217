"""Several questions in one message: each gets its answer, and one question only one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answers import Answers, Case

Cases = Callable[..., Case]
LINES = [
    line.split("\t")
    for line in Path(__file__).with_name("several_questions.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
FLOOR = {"en": 83, "ko": 84}
"""Of 92 and 94 questions."""


def asked_in(answers: Answers, case: Case, text: str) -> list[str]:
    """The intents that a message is answered for."""
    whole = answers.understand(text, case)
    several = answers.several(text, case, whole)
    return [one.intent for _, one in several] or (
        [whole.intent] if whole.outcome == "answer" else []
    )


@pytest.mark.parametrize("language", ["en", "ko"])
def test_nearly_all_questions_of_a_sentence_are_answered(
    answers: Answers, case: Cases, language: str
) -> None:
    hits = others = 0
    for spoken, intents, text in LINES:
        if spoken == language:
            wanted = Counter(intents.split())
            got = Counter(asked_in(answers, case(language), text))
            hits += (wanted & got).total()
            others += (got - wanted).total()

    assert (hits >= FLOOR[language], others) == (True, 0), (hits, others)


@pytest.mark.parametrize(
    ("language", "text", "intents"),
    [
        (
            "ko",
            "로드쇼 서류 뭐 필요하고, 케이터링도 되고, 언제까지 청구해야 하나요?",
            ["required_documents", "eligible_expenses", "deadline"],
        ),
        (
            "ko",
            "마감일하고 남은 예산하고 구글 광고 서류 알려주세요",
            ["deadline", "balance", "required_documents"],
        ),
        ("ko", "CSR이 뭐고 송장에는 뭐가 있어야 해요?", ["csr_help", "invoice_help"]),
        (
            "en",
            "Is VAT covered, whose name goes on the invoice, and when do I need a CSR?",
            ["eligible_expenses", "invoice_help", "csr_help"],
        ),
        (
            "en",
            "deadline, remaining budget and documents for google ads?",
            ["deadline", "balance", "required_documents"],
        ),
    ],
)
def test_three_questions_in_one_sentence_keep_their_order(
    answers: Answers, case: Cases, language: str, text: str, intents: list[str]
) -> None:
    assert asked_in(answers, case(language), text) == intents


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Our scanner makes TIFFs and nothing else, am I stuck?"),
        ("en", "can the person who did the work sign the statement"),
        ("en", "no I meant what to upload, not what has to be printed on the banner"),
        ("en", "The recording of our webinar is almost one gigabyte, can I still send it?"),
        ("en", "If I file late, can I still get the money?"),
        ("ko", "지급일로부터 몇년인가요 제출일부터인가요"),
        ("ko", "CPOR은 되는데 코옵은 안 된대요 권한이 따로인가요"),
        ("ko", "웨비나를 했는데 어떤 서류가 필요해요?"),
        ("ko", "구글 광고 서류는 뭐가 필요한가요?"),
        ("ko", "심사 결과에 불복하려면 어떤 절차를 밟아야 하는지 안내 바랍니다."),
    ],
)
def test_one_question_is_not_taken_apart(
    answers: Answers, case: Cases, language: str, text: str
) -> None:
    whole = answers.understand(text, case(language))

    assert answers.several(text, case(language), whole) == ()
