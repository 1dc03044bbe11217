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


def test_serving_without_an_app_id_must_be_asked_for() -> None:
    with pytest.raises(SettingsError, match="DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS=true"):
        Settings.from_environment({}).check_serving()
    asked = {"DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true"}

    Settings.from_environment(asked).check_serving()


SECRET = {"BACKEND_CLIENT_SECRET": "s3cret", "LLM_MODEL": "small"}


@pytest.mark.parametrize(
    "name", ["BACKEND_URL", "BACKEND_TOKEN_URL", "LOGIN_URL", "OPENID_URL", "LLM_URL"]
)
def test_no_secret_goes_unencrypted_to_another_machine(name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is http://claims.example/v1: write it with"):
        Settings.from_environment({**SECRET, name: "http://claims.example/v1"})
    for place in ("https://claims.example/v1", "http://127.0.0.1:9/v1", "http://[::1]:9/v1"):
        Settings.from_environment({**SECRET, name: place})


@pytest.mark.parametrize("host", ["127.0.0.1.evil.example", "127.0.0.2", "localhost.evil.example"])
def test_a_name_that_only_looks_like_this_machine_is_another(host: str) -> None:
    with pytest.raises(SettingsError, match="write it with https"):
        Settings.from_environment({**SECRET, "BACKEND_URL": f"http://{host}/"})


@pytest.mark.parametrize("probe", [{}, {"LOOP_PROBE_FILE": "stall"}])
def test_with_an_app_id_files_of_this_machine_are_fetched_only_if_that_is_set(probe) -> None:
    signed = {"APP_ID": "a", "APP_TENANT_ID": "t", "BACKEND_URL": "sandbox", **probe}

    assert not Settings.from_environment(signed).allows_loopback_files
    assert Settings.from_environment({**signed, "ALLOW_LOOPBACK_FILES": "1"}).allows_loopback_files
