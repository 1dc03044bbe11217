"""Views as partners will see them, in both languages, for pictures."""

from __future__ import annotations

from typing import Any

from cards.views import (
    ButtonView,
    ChoiceView,
    DocumentRequestView,
    FactView,
    FieldView,
    FindingView,
    FormView,
    ReviewSectionView,
    ReviewView,
    View,
)
from tests.cards.samples import NORMAL


def _button(title: str, **options: Any) -> ButtonView:
    return ButtonView(title, {"act": {"kind": "open"}}, **options)


_CODES = tuple(ChoiceView(code, code) for code in ("KRW", "USD", "EUR", "JPY", "GBP", "AUD"))
_WHO = (
    ChoiceView("외부 업체", "third_party"),
    ChoiceView("자사 직원", "in_house"),
    ChoiceView("둘 다", "both"),
)

_KOREAN: tuple[View, ...] = (
    FormView(
        "활동 세부 정보",
        "6단계 중 3단계",
        ("한 번에 모두 입력하실 수 있습니다. 나중에 언제든지 바꿀 수 있습니다.",),
        (
            FieldView(
                "name", "text", "클레임 이름", "가을 전시회", "나중에 알아보기 쉬운 이름, 3~100자"
            ),
            FieldView(
                "start",
                "date",
                "활동 첫날",
                "2026-09-01",
                error="사용 기간(2026년 7월 1일~12월 31일) 밖의 날짜입니다.",
            ),
            FieldView("net", "number", "공급가액(세금 제외)", "120만원", "예: 1,200,000"),
            FieldView("currency", "choice", "클레임 통화", "KRW", choices=_CODES),
            FieldView("who", "choice", "누가 이 일을 했습니까?", "third_party", choices=_WHO),
        ),
        (
            FindingView(
                "청구 금액이 남은 협력 자금보다 많습니다. 남은 금액: 1,200,000원",
                True,
                "가이드북 12쪽(공개)",
            ),
            FindingView("송장 번호가 다른 클레임에도 있습니다.", False),
        ),
        (_button("저장하고 계속", style="positive"), _button("뒤로", needs_inputs=False)),
    ),
    DocumentRequestView(
        "타사 송장",
        "서류 5개 중 3번째",
        "누구에게 얼마를 지급했는지 보여 주는 서류입니다.",
        ("업체 이름과 주소", "사용 기간 안의 날짜", "활동 내용과 금액"),
        "PDF, PNG, JPG · 최대 10 MB",
        "다음 메시지에 파일을 첨부해 주세요.",
        ("“송장_2026-09.pdf” 파일을 받았습니다.",),
        ("송장_2026-09.pdf (195.3 KB)",),
        buttons=(_button("나중에"), _button("이 서류가 없습니다"), _button("검토로 이동")),
    ),
    ReviewView(
        "클레임 확인",
        (
            FactView("클레임 금액", "1,200,000원"),
            FactView("남은 협력 자금", "5,400,000원"),
            FactView("클레임 기한", "2027년 2월 15일 23:59 (로스앤젤레스, PST)"),
        ),
        (
            ReviewSectionView(
                "활동",
                (FactView("활동", "전시회"), FactView("기간", "2026년 9월 1일~3일")),
                _button("변경"),
            ),
            ReviewSectionView("비용", (FactView("(주)한빛기획", "1,200,000원"),), _button("변경")),
            ReviewSectionView(
                "서류",
                (FactView("타사 송장", "받음"), FactView("부스 사진", "없음")),
                _button("변경"),
            ),
        ),
        (FindingView("부스 사진이 아직 없습니다.", True),),
        (
            FieldView(
                "agree",
                "toggle",
                "위 내용이 사실임을 확인합니다",
                "false",
                required_message="확인해 주세요.",
            ),
        ),
        "모든 내용이 사실이며 완전함을 확인합니다. 원본은 24개월 동안 보관해 주세요.",
        (_button("제출", style="positive"), _button("나중에", needs_inputs=False)),
    ),
)

PICTURED: dict[str, tuple[View, ...]] = {"en": NORMAL, "ko": _KOREAN}
