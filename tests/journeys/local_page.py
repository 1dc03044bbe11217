"""The local chat page of the real application, driven as Web Chat drives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.journeys.fake_channel import CARD

if TYPE_CHECKING:
    from tests.journeys.stage import Stage

LINE = "/chat/directline"


class LocalPage:
    """One person at the page; `cards` and `links` are what came since the last look."""

    def __init__(self, stage: Stage) -> None:
        self._line, self._session = f"{stage.base}{LINE}", stage.session
        self._key, self._mark = "", ""

    async def enters(self, person: str) -> None:
        """Open the page, and leave the greeting behind."""
        path = f"{self._line}/tokens/generate?user={person}&locale=en-US&zone=Asia/Seoul"
        async with self._session.post(path) as response:
            self._key = (await response.json())["conversationId"]
        await self._attachments()

    async def sends(self, **activity: Any) -> None:
        """Say something, or press a button by its value."""
        path = f"{self._line}/conversations/{self._key}/activities"
        async with self._session.post(path, json={"type": "message", **activity}) as response:
            assert response.status == 200, await response.text()

    async def cards(self) -> list[dict[str, Any]]:
        """Cards that came."""
        return [one["content"] for one in await self._attachments() if one["contentType"] == CARD]

    async def links(self) -> list[dict[str, Any]]:
        """Files that came."""
        return [one for one in await self._attachments() if one["contentType"] != CARD]

    async def _attachments(self) -> list[dict[str, Any]]:
        path = f"{self._line}/conversations/{self._key}/activities?watermark={self._mark}"
        async with self._session.get(path) as response:
            told = await response.json()
        self._mark = told["watermark"]
        return [one for activity in told["activities"] for one in activity.get("attachments", ())]
