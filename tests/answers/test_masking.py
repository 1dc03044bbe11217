"""Nothing personal is kept of a question."""

from __future__ import annotations

import pytest

from bot.answers.masking import MAX_CHARS, masked

NAMES = ["Asha Kim", "Contoso Korea", "김아샤", "Spring campaign 2026"]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("mail me at asha.kim@contoso.com please", ["asha.kim", "contoso"]),
        ("call +82 10-1234-5678 about it", ["1234", "5678"]),
        ("invoice 20260418 from 123-45-67890", ["20260418", "67890"]),
        ("see https://contoso.sharepoint.com/x?sig=abc", ["sharepoint", "sig"]),
        ("why is Spring campaign 2026 rejected", ["Spring", "campaign"]),
        ("I am Asha from contoso korea", ["Asha", "contoso", "korea"]),
        ("제 이름은 김아샤이고 클레임이 거부됐어요", ["김아샤"]),
        ("박민수 과장님께 물어봐도 되나요", ["박민수"]),
        ("the claim “Roadshow Busan” is stuck", ["Roadshow", "Busan"]),
        ("my tenant is fabrikam.onmicrosoft.com", ["fabrikam"]),
        ("CL-20481 and #4711", ["20481", "4711"]),
        ("Mr. Lee told me so", ["Lee"]),
    ],
)
def test_personal_parts_are_taken_out(text: str, gone: list[str]) -> None:
    plain = masked(text, NAMES)

    assert [part for part in gone if part.casefold() in plain.casefold()] == []


@pytest.mark.parametrize(
    "text",
    [
        "which papers for a webinar",
        "up to 3.5 MB ok?",
        "웨비나에 어떤 서류가 필요한가요?",
        "FY26 H1",
    ],
)
def test_the_question_itself_stays(text: str) -> None:
    assert masked(text, NAMES) == text


def test_a_long_text_is_cut_and_needs_linear_time() -> None:
    assert len(masked("a" * 100_000 + "@", NAMES)) <= MAX_CHARS
