"""Several files count for a document and one is replaced: which one is said or asked, and no other
file leaves the claim.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import samples
from tests.journeys.stage import Persona, Stage
from tests.journeys.test_document_wishes import INVOICE, at_documents, kept

MARCH = ("invoice-march.pdf", samples.pdf("March"))
APRIL = ("invoice-april.pdf", samples.pdf("April"))
NEW = ("corrected.pdf", samples.pdf("Corrected"))
NAMES = {"m": {MARCH[0]}, "a": {APRIL[0]}, "am": {MARCH[0], APRIL[0]}}
WHICH = ("Which one shall the new file take the place of?", "새 파일로 어느 파일을 바꿀까요?")
SEND = ("Please send the new file now", "새 파일을 보내 주세요")
STAY = ("All files stay as they are.", "모든 파일을 그대로 두었습니다.")


def phrases(*kinds: str) -> list[tuple[str, str]]:
    """What is typed and what leaves: wishes (" ") or answers (">")."""
    lines = Path(__file__).with_name("replaced.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        (said.removeprefix("> "), leaves)
        for _, said, leaves in rows
        if (">" if said.startswith(">") else " ") in kinds
    ]


def sees_one_of(partner: Persona, words: tuple[str, str]) -> bool:
    """Whether the newest answers say this in one of the two languages."""
    return any(one in partner.said for one in words)


async def with_two(partner: Persona) -> None:
    await at_documents(partner)
    await partner.uploads(MARCH, APRIL)


@pytest.mark.parametrize(("typed", "leaves"), phrases(" "))
async def test_what_is_said_to_leave_leaves(
    stage: Stage, asha: Persona, typed: str, leaves: str
) -> None:
    await with_two(asha)
    await asha.says(typed)
    if leaves in NAMES:
        asha.sees(*(f"“{name}”" for name in NAMES[leaves]))
        assert sees_one_of(asha, SEND)
    elif leaves == "ask":
        asha.sees(*NAMES["am"])
        assert sees_one_of(asha, WHICH)
    await asha.uploads(NEW)

    gone = NAMES.get(leaves, set())
    assert set(await kept(stage)) == (NAMES["am"] - gone) | {NEW[0]}


@pytest.mark.parametrize(("typed", "leaves"), phrases(">"))
async def test_the_answer_says_which_leaves(
    stage: Stage, asha: Persona, typed: str, leaves: str
) -> None:
    await with_two(asha)
    await asha.says("replace the invoice")
    await asha.says(typed)
    if leaves == "stay":
        assert sees_one_of(asha, STAY)
    await asha.uploads(NEW)

    gone = NAMES.get(leaves, set())
    assert set(await kept(stage)) == (NAMES["am"] - gone) | {NEW[0]}


async def test_buttons_say_which(stage: Stage, asha: Persona) -> None:
    await with_two(asha)
    await asha.says("replace the invoice")
    await asha.clicks("All of them")
    asha.sees("it takes the place of “invoice-march.pdf” and “invoice-april.pdf”")
    await asha.uploads(NEW)

    assert set(await kept(stage)) == {NEW[0]}


async def test_a_file_that_comes_before_the_answer_waits_for_it(
    stage: Stage, asha: Persona
) -> None:
    await with_two(asha)
    await asha.says("replace the invoice")
    await asha.uploads(NEW)
    asha.sees("received", WHICH[0])
    assert set(await kept(stage)) == {*NAMES["am"], NEW[0]}
    await asha.says("the second one")

    asha.sees("“invoice-april.pdf” was taken out of the claim.")
    assert set(await kept(stage)) == {MARCH[0], NEW[0]}


async def test_a_wish_that_was_left_takes_nothing_out_later(stage: Stage, asha: Persona) -> None:
    await at_documents(asha)
    await asha.uploads(INVOICE)
    await asha.says("replace the invoice")
    await asha.says("never mind")
    asha.sees(STAY[0])
    await asha.clicks("All documents")
    await asha.uploads(("invoice 2.pdf", samples.pdf("two")))

    assert {INVOICE[0], "invoice 2.pdf"} <= set(await kept(stage))


async def test_the_tenth_file_can_be_replaced(stage: Stage, asha: Persona) -> None:
    await at_documents(asha)
    files = [(f"invoice-{n}.pdf", samples.pdf(f"No. {n}")) for n in range(1, 11)]
    await asha.uploads(*files)
    await asha.says("replace invoice-10.pdf")
    await asha.uploads(NEW)

    left = set(await kept(stage))
    assert NEW[0] in left
    assert "invoice-10.pdf" not in left


async def test_a_file_sent_after_going_on_takes_nothing_out(stage: Stage, asha: Persona) -> None:
    await at_documents(asha)
    await asha.uploads(INVOICE)
    await asha.says("replace the invoice")
    asha.sees(SEND[0])
    await asha.clicks("Next")
    await asha.uploads(("invoice-2.pdf", samples.pdf("two")))

    assert {INVOICE[0], "invoice-2.pdf"} <= set(await kept(stage))
