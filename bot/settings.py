"""Every setting once: name with unit, default, meaning. Environment names are the upper-case words
of the fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.setting_values import (
    CARRY_SECRETS,
    LOOPBACK,
    read_value,
    read_windows,
    require_encrypted,
    require_numbers,
    require_places,
    require_token,
    require_zone,
    url_at,
)

DEFAULT_WEBHOOK_SECRET = "sandbox-webhook-secret"  # noqa: S105 - known to everybody
DEFAULT_CLIENT_SECRET = "sandbox-secret"  # noqa: S105 - known to everybody


def _setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one process; read once at start."""

    host: str = _setting(
        "127.0.0.1", "Address to listen on. Without an app id only loopback is allowed."
    )
    port: int = _setting(3978, "Port to listen on.")
    public_url: str = _setting(
        "", "Base URL under which others reach this process; empty means http://HOST:PORT."
    )
    var_folder: str = _setting("var", "Folder for everything the embedded defaults store.")
    database_url: str = _setting(
        "", "SQLAlchemy URL: sqlite:///path or postgresql://…; empty means VAR_FOLDER/bot.db."
    )
    documents_url: str = _setting(
        "",
        "Where documents are kept: a folder, az://… or s3://…; empty means VAR_FOLDER/documents.",
    )
    default_language: str = _setting("en", "Language when nothing else tells: en or ko.")
    default_time_zone: str = _setting(
        "America/Los_Angeles", "IANA time zone of a partner of whom none is known."
    )

    app_id: str = _setting(
        "", "Entra application id of the bot; empty means local use without authentication."
    )
    app_type: str = _setting("SingleTenant", "SingleTenant or UserAssignedMSI.")
    app_tenant_id: str = _setting("", "Tenant of the app registration, needed with an app id.")
    app_password: str = _setting("", "Client secret of the app registration.")
    app_certificate_path: str = _setting(
        "", "PEM file with private key and certificate, instead of a secret."
    )
    app_certificate_thumbprint: str = _setting("", "SHA-1 thumbprint of that certificate, hex.")
    dangerously_allow_unauthenticated_requests: bool = _setting(
        False, "Serve without an app id, this machine only. `make run` sets it."
    )
    allowed_channels: tuple[str, ...] = _setting(
        ("msteams",), "Channel ids that may talk to the bot."
    )
    allowed_tenants: tuple[str, ...] = _setting(
        (), "Tenant ids that may talk to the bot; empty means any."
    )
    openid_url: str = _setting(
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        "Where the channel's signing keys are announced.",
    )
    token_issuer: str = _setting("https://api.botframework.com", "Issuer of the channel's tokens.")
    login_url: str = _setting(
        "https://login.microsoftonline.com", "Where the outgoing token is fetched."
    )

    backend_url: str = _setting(
        "", "Base URL of the claims API; empty or 'sandbox' means the embedded sandbox."
    )
    backend_token_url: str = _setting(
        "", "OAuth 2 token endpoint; empty means BACKEND_URL/oauth2/token."
    )
    backend_client_id: str = _setting("sandbox", "OAuth 2 client id at the claims API.")
    backend_client_secret: str = _setting(
        DEFAULT_CLIENT_SECRET,
        "OAuth 2 client secret at the claims API. The default is for the sandbox only.",
    )
    backend_timeout_seconds: float = _setting(10.0, "Time limit of one call to the claims API.")
    backend_webhook_secret: str = _setting(
        DEFAULT_WEBHOOK_SECRET,
        "Key of the signatures on the claims API's events; several, separated by commas, while it "
        "is being changed. The default is accepted from the sandbox only.",
    )
    event_poll_seconds: float = _setting(
        60.0, "How often the claims API's feed is read, in case a webhook did not arrive."
    )
    event_wait_hours: float = _setting(
        24.0, "How long an event waits for its claim before it is parked for the operator."
    )
    contact_fresh_seconds: int = _setting(
        900, "How long a directory entry is used before it is asked again."
    )
    funds_fresh_seconds: int = _setting(
        120, "How long a funds balance is used before it is asked again."
    )
    submission_max_hours: float = _setting(
        72.0, "How long a submission is tried again before it needs attention."
    )

    max_file_bytes: int = _setting(10 * 2**20, "Largest document, in bytes.")
    max_text_characters: int = _setting(
        2000, "Longest message that is read; the rest is cut off, with a note."
    )
    file_hosts: tuple[str, ...] = _setting(
        (
            "*.sharepoint.com",
            "*.sharepoint-df.com",
            "*.sharepoint.us",
            "*.sharepoint.cn",
            "*.1drv.com",
            "onedrive.live.com",
            "smba.trafficmanager.net",
            "*.teams.microsoft.com",
            "*.botframework.com",
        ),
        "Host patterns from which files are fetched, and to which a document is handed over.",
    )
    allow_loopback_files: bool = _setting(
        False,
        "Fetch files from this machine too although there is an app id; for benchmarks only.",
    )
    file_fetch_seconds: float = _setting(8.0, "Time limit for fetching or handing over one file.")
    lock_wait_seconds: float = _setting(10.0, "How long a turn waits for the one before it.")
    job_lease_seconds: float = _setting(
        60.0, "How long a job belongs to a process that does not renew it."
    )
    job_poll_seconds: float = _setting(
        0.5, "How often the jobs table is looked at when nothing nudges."
    )
    reminder_days_before: tuple[int, ...] = _setting(
        (30, 14, 7, 3, 1, 0), "Days before the safe date on which a deadline is told."
    )
    reminder_from_hour: int = _setting(
        9, "Local hour from which a partner is reminded, on business days."
    )
    reminder_until_hour: int = _setting(17, "Local hour at which reminding ends, exclusive.")
    holiday_countries: tuple[str, ...] = _setting(
        ("KR", "US", "GB", "DE", "FR", "JP", "IN", "CA", "AU", "SG"),
        "ISO 3166 countries whose public holidays count as days off; elsewhere weekends do.",
    )
    reminder_email_hook_url: str = _setting(
        "", "URL that gets a reminder as JSON when the chat is closed; empty for none."
    )
    job_concurrency: int = _setting(16, "Jobs that one process runs at a time.")
    webchat_folder: str = _setting(
        "", "Folder with webchat.js for the local chat; empty means VAR_FOLDER/webchat."
    )
    conversation_send_windows: tuple[str, ...] = _setting(
        ("7/1", "8/2", "60/30", "1800/3600"),
        "Most messages to one conversation, as count/seconds, all at once.",
    )
    tenant_send_windows: tuple[str, ...] = _setting(
        ("50/1",), "Most messages to one tenant, as count/seconds."
    )
    support_contact: str = _setting(
        "Partner Center support (https://partner.microsoft.com/support)",
        "Whom partners turn to when the bot cannot help.",
    )
    support_hook_url: str = _setting(
        "", "URL that receives questions handed over to a person, as JSON; empty means none."
    )
    extra_answers_file: str = _setting(
        "", "YAML file with answers of the program admin, beside those of the catalog."
    )
    llm_url: str = _setting(
        "",
        "Base URL of an OpenAI-compatible API that may classify questions the bot is unsure of; "
        "empty means off.",
    )
    llm_model: str = _setting("", "Model name at that API.")
    llm_api_key: str = _setting("", "Key for that API.")
    llm_timeout_seconds: float = _setting(3.0, "Time limit of one classification.")
    llm_daily_budget: int = _setting(500, "Most classifications a day, per process.")
    metrics_token: str = _setting("", "Bearer token for /metrics; empty serves only this machine.")
    loop_probe_file: str = _setting(
        "", "Benchmark only: file that receives the longest event-loop stall, in ms."
    )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Settings from upper-case environment names. Raises: SettingsError naming the variable."""
        given: dict[str, Any] = {}
        for spec in fields(cls):
            name = spec.name.upper()
            if name in environ and environ[name] != "":
                given[spec.name] = read_value(name, environ[name], spec.default)
        settings = cls(**given)
        settings.check()
        return settings

    def check(self) -> None:
        """Raises: SettingsError for settings that contradict each other."""
        if not self.app_id:
            self._check_host()
        elif self.app_type not in ("SingleTenant", "UserAssignedMSI"):
            raise SettingsError(
                f"APP_TYPE is {self.app_type!r}: write SingleTenant or UserAssignedMSI "
                "(new multi-tenant bots ended on 2025-07-31)"
            )
        elif not self.app_tenant_id:
            raise SettingsError(
                "APP_TENANT_ID is missing: write the tenant of the app registration"
            )
        if self.app_id and not self.backend_url:
            raise SettingsError(
                "BACKEND_URL is missing: write the base URL of the claims API, or 'sandbox' "
                "for a demo"
            )
        if self._leaves_the_machine and self.backend_client_secret == DEFAULT_CLIENT_SECRET:
            raise SettingsError(
                "BACKEND_CLIENT_SECRET is missing: write the client secret that the claims API gave"
            )
        for name in CARRY_SECRETS:
            require_encrypted(name.upper(), getattr(self, name))
        if self.llm_url and not self.llm_model:
            raise SettingsError("LLM_MODEL is missing: write the model that LLM_URL serves")
        if not 0 <= self.reminder_from_hour < self.reminder_until_hour <= 23:
            raise SettingsError(
                "REMINDER_FROM_HOUR must be before REMINDER_UNTIL_HOUR, both hours from 0 to 23"
            )
        if self.default_language not in ("en", "ko"):
            raise SettingsError(f"DEFAULT_LANGUAGE is {self.default_language!r}: write en or ko")
        require_zone("DEFAULT_TIME_ZONE", self.default_time_zone)
        require_token("METRICS_TOKEN", self.metrics_token)
        require_numbers({spec.name.upper(): getattr(self, spec.name) for spec in fields(self)})
        require_places(self.database, self.documents)

    def check_serving(self) -> None:
        """Raises: SettingsError when nothing may be served. Commands beside serving do not ask."""
        if not self.app_id and not self.dangerously_allow_unauthenticated_requests:
            raise SettingsError(
                "APP_ID is missing: write the application id of the bot registration. To try it "
                "on this machine, without authentication: make run, or set "
                "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS=true"
            )

    def _check_host(self) -> None:
        if self.host not in LOOPBACK:
            raise SettingsError(
                f"HOST is {self.host} but there is no APP_ID: without authentication the bot "
                "serves 127.0.0.1 only; set APP_ID, or leave HOST alone"
            )

    @property
    def is_sandboxed(self) -> bool:
        """Whether the embedded sandbox stands in for the claims API."""
        return self.backend_url in ("", "sandbox")

    @property
    def _leaves_the_machine(self) -> bool:
        return not self.is_sandboxed and urlsplit(self.backend_url).hostname not in LOOPBACK

    @property
    def allows_loopback_files(self) -> bool:
        """Whether files may be fetched from this machine: in local use, or where it is set."""
        return not self.app_id or self.allow_loopback_files

    @property
    def local_url(self) -> str:
        """Base URL under which this machine reaches the process."""
        return url_at(self.host, self.port)

    @property
    def base_url(self) -> str:
        """Base URL of this process, without a trailing slash."""
        return (self.public_url or self.local_url).rstrip("/")

    def windows(self, texts: tuple[str, ...]) -> tuple[tuple[int, float], ...]:
        """Send windows as (count, seconds). Raises: SettingsError for one that is neither."""
        return read_windows(texts)

    @property
    def database(self) -> str:
        """The database URL in force."""
        return self.database_url or f"sqlite:///{Path(self.var_folder, 'bot.db')}"

    @property
    def documents(self) -> str:
        """The document store in force: a folder or a URL."""
        return self.documents_url or str(Path(self.var_folder, "documents"))
