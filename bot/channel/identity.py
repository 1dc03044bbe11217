"""Who speaks, from which organization, and whether they are let in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bot.channel.raw import is_clean_id, mapping_of, text_of
from bot.errors import AuthRefused


def tenant_of(payload: Mapping[str, Any]) -> str:
    """The tenant of the conversation, or "".

    Source: Teams sends `conversation.tenantId` and `channelData.tenant.id`; the SDK's model loses
    the first.
    """
    conversation = text_of(mapping_of(payload, "conversation"), "tenantId")
    return conversation or text_of(mapping_of(mapping_of(payload, "channelData"), "tenant"), "id")


def object_id_of(payload: Mapping[str, Any]) -> str:
    """The Entra object id of the person who acts, or ""."""
    object_id = text_of(mapping_of(payload, "from"), "aadObjectId")
    return object_id if is_clean_id(object_id) else ""


@dataclass(frozen=True, slots=True)
class Admission:
    """Channels and tenants that are served; no tenants means all.

    A token proves the channel, not the tenant: in other channels than Teams the client chooses who
    it is.
    """

    channels: Collection[str] = frozenset({"msteams"})
    tenants: Collection[str] = frozenset()

    def admit(self, channel_id: str, tenant_id: str) -> None:
        """Let a conversation in. Raises: AuthRefused for a channel or tenant that is not served."""
        if channel_id not in self.channels:
            raise AuthRefused("channel not allowed")
        if self.tenants and tenant_id not in self.tenants:
            raise AuthRefused("tenant not allowed")
