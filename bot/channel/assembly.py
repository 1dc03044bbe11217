"""The parts of the channel that follow from the settings: who may speak, and the outgoing token."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aiohttp

from bot.channel import tokens
from bot.channel.auth import Authentication, LoopbackAuthentication, TeamsAuthentication
from bot.channel.identity import Admission
from bot.channel.keys import SigningKeys
from bot.errors import SettingsError
from bot.settings import Settings

LOCAL_CHANNELS = frozenset({"msteams", "emulator", "webchat", "directline", "agents"})
"""Channels of the local clients, served when nobody is authenticated."""


def authentication_from(settings: Settings, session: aiohttp.ClientSession) -> Authentication:
    """Strict tokens with an app id; without one, this machine only. Raises: SettingsError."""
    tenants = frozenset(settings.allowed_tenants)
    if not settings.app_id:
        return LoopbackAuthentication(settings.host, Admission(LOCAL_CHANNELS, tenants))
    return TeamsAuthentication(
        settings.app_id,
        SigningKeys(session, settings.openid_url),
        Admission(frozenset(settings.allowed_channels), tenants),
        issuer=settings.token_issuer,
    )


def token_source_from(
    settings: Settings, session: aiohttp.ClientSession, *, http_client: Any = None
) -> tokens.TokenSource | None:
    """The outgoing token by secret, certificate or managed identity; None without an app id.

    Shape: `http_client` takes the place of the one that msal makes for a certificate.
    Raises: SettingsError when nothing tells how to get one.
    """
    if not settings.app_id:
        return None
    if settings.app_type == "UserAssignedMSI":
        return tokens.TokenSource(tokens.by_managed_identity(app_id=settings.app_id))
    if settings.app_certificate_path:
        fetch = tokens.by_certificate(
            app_id=settings.app_id,
            tenant_id=settings.app_tenant_id,
            private_key=Path(settings.app_certificate_path).read_text("utf-8"),
            thumbprint=settings.app_certificate_thumbprint,
            login_url=settings.login_url,
            http_client=http_client,
        )
        return tokens.TokenSource(fetch)
    if not settings.app_password:
        raise SettingsError(
            "APP_PASSWORD is missing: write the client secret, or APP_CERTIFICATE_PATH, or "
            "APP_TYPE=UserAssignedMSI"
        )
    fetch = tokens.by_secret(
        session,
        app_id=settings.app_id,
        secret=settings.app_password,
        tenant_id=settings.app_tenant_id,
        login_url=settings.login_url,
    )
    return tokens.TokenSource(fetch)
