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


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"APP_TYPE": "MultiTenant"}, "write SingleTenant or UserAssignedMSI"),
        ({"APP_TYPE": "SingleTenant"}, "APP_TENANT_ID is missing"),
        ({"APP_TYPE": "UserAssignedMSI"}, "APP_TENANT_ID is missing"),
    ],
)
def test_an_app_is_of_one_tenant_or_a_managed_identity(given, what) -> None:
    signed = {"APP_ID": "a", "BACKEND_URL": "sandbox"}
    with pytest.raises(SettingsError, match=what):
        Settings.from_environment({**signed, **given})


SECRET = {"BACKEND_CLIENT_SECRET": "s3cret", "LLM_MODEL": "small"}


@pytest.mark.parametrize(
    "name",
    [
        *("BACKEND_URL", "BACKEND_TOKEN_URL", "LOGIN_URL", "OPENID_URL", "LLM_URL"),
        *("REMINDER_EMAIL_HOOK_URL", "SUPPORT_HOOK_URL"),
    ],
)
def test_no_secret_and_no_name_goes_unencrypted_to_another_machine(name: str) -> None:
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


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("PORT", "abc", "PORT is 'abc': write a whole number"),
        ("PORT", "99999", "PORT is 99999: write a number from 1 to 65535"),
        ("PORT", "-1", "PORT is -1: write a number above 0"),
        ("MAX_FILE_BYTES", "-1", "MAX_FILE_BYTES is -1: write a number above 0"),
        ("JOB_CONCURRENCY", "0", "JOB_CONCURRENCY is 0: write a number above 0"),
        ("BACKEND_TIMEOUT_SECONDS", "0", "BACKEND_TIMEOUT_SECONDS is 0.0: write a number above"),
        ("BACKEND_TIMEOUT_SECONDS", "nan", "BACKEND_TIMEOUT_SECONDS is nan: write a number above"),
        ("FUNDS_FRESH_SECONDS", "-1", "FUNDS_FRESH_SECONDS is -1: write a number from 0 on"),
        ("JOB_LEASE_SECONDS", "x", "JOB_LEASE_SECONDS is 'x': write a number"),
        ("REMINDER_DAYS_BEFORE", "3,x", "write whole numbers with commas between"),
        ("ALLOW_LOOPBACK_FILES", "maybe", "write true or false"),
        ("DATABASE_URL", "mysql://me:secret@x/y", "DATABASE_URL is no address .* sqlite:///path"),
        ("DATABASE_URL", "bot.db", "DATABASE_URL is no address"),
        ("DOCUMENTS_URL", "ftp://me:secret@x", "DOCUMENTS_URL begins with ftp://: write a folder"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_what_to_write(name, value, what) -> None:
    with pytest.raises(SettingsError, match=what) as told:
        Settings.from_environment({name: value})

    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgresql+psycopg://u:p@h/n"),
        ("DOCUMENTS_URL", "/srv/documents"),
        ("DOCUMENTS_URL", "s3://bucket/prefix"),
        ("FUNDS_FRESH_SECONDS", "0"),
    ],
)
def test_what_can_be_used_is_taken(name, value) -> None:
    settings = Settings.from_environment({name: value})

    assert str(getattr(settings, name.lower())) == value
