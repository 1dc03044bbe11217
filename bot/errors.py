"""Every error of ours.

BotError
├── CatalogError            a program or activity file is wrong; raised at start
├── SettingsError           a setting is missing or contradicts another; raised at start
├── ClaimConflict           changed since it was read; the present claim is shown
├── ClaimNotFound           no such claim that this contact may see
├── StateConflict           the conversation was changed meanwhile; tried again
├── StorageUnavailable      the database cannot be used now; tried again
├── StorageInUse            another process serves this SQLite file; raised at start
├── SchemaUnknown           a newer version brought the database forward; raised at start
├── NotStorable             dialog state that is not plain JSON; a programming error
├── BackendError            the claims API could not be used
│   ├── BackendUnavailable  down, slow, throttled or answering nonsense: try again later
│   └── BackendRefused      understood and refused; carries status, problem code, findings
├── FileRefused             an upload cannot be taken; carries a finding for the partner
├── FileUnavailable         the channel did not hand the file over; try again
├── AuthRefused             a request to the bot without a valid token: HTTP 401
├── KeysUnavailable         signing keys cannot be fetched: HTTP 503, the channel retries
└── ConnectorError          the channel refused a message; carries status, code, retry_after_seconds
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class BotError(Exception):
    """Root of all errors of this project."""


class CatalogError(BotError):
    """A program or activity file is wrong. Handled by: nobody, the start fails with the message."""


class SettingsError(BotError):
    """A setting is missing or contradicts another. Handled by: nobody, the start fails
    with the message.
    """


class ClaimConflict(BotError):
    """The claim was changed since it was read. Handled by the dialog: it shows the
    present claim.
    """


class ClaimNotFound(BotError):
    """No such claim that this contact may see. Handled by the dialog, without telling
    whether it exists.
    """


class StateConflict(BotError):
    """The conversation row was changed meanwhile. Handled by the turn: nothing is saved,
    the channel retries.
    """


class StorageUnavailable(BotError):
    """The database is down, locked or full. Handled by the turn (fails, the channel
    retries) or the worker (waits).
    """


class StorageInUse(BotError):
    """Another process serves this SQLite file. Handled by: nobody, the start fails with
    the message.
    """

    def __init__(self, file: object, process: str) -> None:
        by = f"process {process}" if process.isdigit() else "another process"
        super().__init__(
            f"{file} is served by {by} already: stop that one, or set VAR_FOLDER to another "
            "folder; to run several processes together set DATABASE_URL to a PostgreSQL database"
        )


class SchemaUnknown(BotError):
    """The database has a schema that this version does not know. Handled by: nobody, the start
    fails with the message.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"the database was brought forward by a newer version ({reason}): start that version, "
            "or put the backup back that was made before it"
        )


class NotStorable(BotError):
    """Dialog state that is not plain JSON. A programming error; the turn fails."""


class BackendError(BotError):
    """The claims API could not be used."""


class BackendUnavailable(BackendError):
    """Down, slow, throttled or answering nonsense. Handled by the job (tries again) or the dialog
    (says so).

    Units: `retry_after_seconds` from the server's Retry-After, None without one. Shape: `is_slow`
    when the whole time limit was waited for.
    """

    def __init__(
        self, message: str, *, retry_after_seconds: float | None = None, is_slow: bool = False
    ) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds
        self.is_slow = is_slow


class BackendRefused(BackendError):
    """Understood and refused (4xx other than 408, 425, 429). Handled by the job: findings on an
    open draft.

    Shape: `code` is the problem type's last path segment; `findings` as in the contract's Problem.
    """

    def __init__(
        self, status: int, code: str, detail: str, findings: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status, self.code, self.detail, self.findings = status, code, detail, tuple(findings)


class FileRefused(BotError):
    """An upload cannot be taken. Handled by the dialog, which shows `finding` (a
    `bot.domain.claim.Finding`).
    """

    def __init__(self, finding: Any) -> None:
        super().__init__(finding.code)
        self.finding = finding


class FileUnavailable(BotError):
    """The channel did not hand the file over (timeout, 4xx, 5xx). Handled by the dialog:
    asks to send it again.
    """


class AuthRefused(BotError):
    """A request to the bot without a valid token. Handled by the HTTP route: 401."""


class KeysUnavailable(BotError):
    """The signing keys cannot be fetched. Handled by the HTTP route: 503, the channel retries."""


class ConnectorError(BotError):
    """The channel refused a message. Handled by the turn (counted) or the job (retried,
    or the person is unreachable).
    """

    def __init__(
        self, status: int, code: str, message: str = "", *, retry_after_seconds: float | None = None
    ) -> None:
        super().__init__(f"{status} {code}")
        self.status, self.code, self.detail = status, code, message
        self.retry_after_seconds = retry_after_seconds
