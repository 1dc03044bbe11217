"""What settings are refused before anything starts."""

from __future__ import annotations

import pytest

from bot.errors import SettingsError
from bot.settings import Settings


def test_a_real_claims_api_is_not_asked_with_the_secret_everybody_knows() -> None:
    with pytest.raises(SettingsError, match="BACKEND_CLIENT_SECRET is missing"):
        Settings.from_environment({"BACKEND_URL": "https://claims.example"})


def test_the_secret_everybody_knows_opens_a_sandbox_on_this_machine() -> None:
    settings = Settings.from_environment({"BACKEND_URL": "http://127.0.0.1:3978/sandbox"})

    assert not settings.is_sandboxed


def test_without_an_app_id_only_this_machine_is_served() -> None:
    with pytest.raises(SettingsError, match="there is no APP_ID"):
        Settings.from_environment({"HOST": "0.0.0.0"})  # noqa: S104 - what is refused
