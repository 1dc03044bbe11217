"""A partner who files any claim to the end by cards: what a card asks for is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.catalog import Catalog, DocumentRequirement
from tests import samples
from tests.journeys.fake_channel import Message, actions, inputs
from tests.journeys.persona import Persona

PLAN: Mapping[str, str] = {
    "claim_name": "Autumn campaign",
    "activity_start": "2026-09-03",
    "activity_end": "2026-10-02",
    "description": "We promoted Microsoft 365 and Azure to customers in Korea.",
    "currency": "USD",
    "preapproval_id": "PRE-2026-77",
    "vendor_name": "Contoso Media",
    "invoice_number": "A-1",
    "net": "1200.50",
    "tax": "0",
}
"""What is filled into fields of these names; choices without a plan get their first option."""

MAKERS = {
    "pdf": samples.pdf,
    "png": lambda text, seed: samples.png(seed=seed),
    "docx": lambda text, seed: samples.docx(text),
    "xlsx": lambda text, seed: samples.xlsx(text),
    "pptx": lambda text, seed: samples.pptx(text),
}
LINK = "https://contoso.example/landing"
MOST_TURNS = 60


class Filing:
    """Goes the road by cards until the review. `sent` holds the files by requirement."""

    def __init__(
        self, partner: Persona, *, prefer: str = "pdf", plan: Mapping[str, str] | None = None
    ) -> None:
        self.partner, self._prefer = partner, prefer
        self._plan = {**PLAN, **(plan or {})}
        self._catalog: Catalog = partner.stage.bot.catalog
        self._whole_numbers = {
            metric.id
            for activity in self._catalog.activities.values()
            for metric in activity.metrics
            if metric.kind == "integer"
        }
        self.sent: dict[str, bytes] = {}
        self.links: dict[str, str] = {}
        self.went_by: list[str] = []

    async def starts(self, program: str = "CSP_IR", activity: str = "DG_DIGITAL") -> None:
        """A new claim, up to the checklist of the activity."""
        await self.partner.says("new claim" if self.partner.locale[:2] == "en" else "새 클레임")
        if self._asks("program_location"):
            pairs = self._choices("program_location")
            pair = next(p for p in pairs if p.startswith(f"{program}|"))
            await self._form(program_location=pair)
        if self._asks("surface_item"):
            await self._form(program_location=pair)
        await self._form(incentive_activity=activity)

    async def goes_on(self, until: str = "claim.submit") -> None:
        """Answer whatever is asked until a card has the button of this kind."""
        for _ in range(MOST_TURNS):
            kinds = self._kinds()
            if until in kinds:
                return
            await self._step(kinds)
        raise AssertionError(f"no {until} after {MOST_TURNS} turns: {self.partner.said}")

    async def submits(self, **values: str) -> None:
        """Confirm and submit."""
        await self.partner.clicks("claim.submit", attested="true", **values)

    async def _step(self, kinds: set[str]) -> None:
        last = self._card().id
        if "claim.form" in kinds:
            await self._form()
        elif "claim.checklist" in kinds:
            await self._press("claim.checklist")
        elif "claim.lines_done" in kinds:
            await self._press(self._after_a_line())
        elif "claim.later" in kinds:
            await self._document()
        else:
            raise AssertionError(f"nothing to do on this card: {self._card().words}")
        assert self._card().id != last, f"no new card came: {self.partner.said}"

    async def _form(self, **values: str) -> None:
        step = self._act("claim.form")["step"]
        self.went_by.append(step)
        filled = {i["id"]: self._filled(i) for i in inputs(self._card().card)}
        filled = {k: v for k, v in {**filled, **values}.items() if v}
        await self.partner.clicks("claim.form", **filled)

    def _after_a_line(self) -> str:
        """Another cost while a kind of evidence that was planned has none yet."""
        return "claim.lines_done"

    def _filled(self, field: Mapping[str, Any]) -> str:
        name = str(field["id"])
        if name in self._plan:
            return self._plan[name]
        values = [choice["value"] for choice in field.get("choices", ())]
        if values and field.get("isMultiSelect"):
            return ",".join(v for v in values if v != "none")
        if name == "tax_is_cost" or not field.get("isRequired"):
            return ""
        if values:
            return values[0]
        whole = name.removeprefix("metric_") in self._whole_numbers
        return "250" if whole else "10,000 views and 250 clicks"

    async def _document(self) -> None:
        requirement = self.asked_for()
        self.went_by.append(requirement.requirement_id)
        if not requirement.formats:
            self.links[requirement.requirement_id] = LINK
            await self.partner.clicks("claim.link", link=LINK)
            return
        await self.partner.uploads(self.file_for(requirement))

    def file_for(self, requirement: DocumentRequirement) -> tuple[str, bytes]:
        """A good file for a requirement, of the preferred format where that is accepted."""
        formats = [f for f in (self._prefer, *requirement.formats) if f in requirement.formats]
        kind = next(f for f in formats if f in MAKERS)
        content = MAKERS[kind](requirement.requirement_id, seed=len(self.sent))
        self.sent[requirement.requirement_id] = content
        return f"{requirement.requirement_id}.{kind}", content

    def asked_for(self) -> DocumentRequirement:
        """The document that the newest card asks for."""
        wanted = self._act("claim.later")["requirement"]
        for activity in self._catalog.activities:
            for one in self._catalog.all_requirements(activity):
                if one.requirement_id == wanted and one.title.get(self._language) in self._words():
                    return one
        raise AssertionError(f"nobody knows the requirement {wanted}")

    @property
    def _language(self) -> str:
        return self.partner.locale[:2]

    def _words(self) -> str:
        return self._card().words

    def _card(self) -> Message:
        return next(m for m in reversed(self.partner.messages) if m.card)

    def _kinds(self) -> set[str]:
        return {a["data"]["act"]["kind"] for a in actions(self._card().card)}

    def _act(self, kind: str) -> dict[str, Any]:
        acts = [a["data"]["act"] for a in actions(self._card().card)]
        found: dict[str, Any] = next(act for act in acts if act["kind"] == kind)
        return found

    def _asks(self, field_id: str) -> bool:
        return any(i["id"] == field_id for i in inputs(self._card().card))

    def _choices(self, field_id: str) -> list[str]:
        field = next(i for i in inputs(self._card().card) if i["id"] == field_id)
        return [choice["value"] for choice in field["choices"]]

    async def _press(self, kind: str) -> None:
        await self.partner.clicks_on(self._card(), kind)


async def files(partner: Persona, activity: str = "DG_DIGITAL", **options: Any) -> Filing:
    """Go from "new claim" to the review of an activity."""
    program = options.pop("program", "CSP_IR")
    filing = Filing(partner, **options)
    await filing.starts(program, activity)
    await filing.goes_on()
    return filing
