"""Files in a message, in the shapes in which the channels hand them over.

Source: Microsoft Teams, "Send and receive files through the bot" (download info, inline images,
file consent);
phone galleries that announce a file and hand over nothing: BotBuilder-MicrosoftTeams issue 287.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.channel.raw import mapping_of, single_line, text_of
from bot.domain.inputs import FileConsent, FileSource, IncomingFile

DOWNLOAD_INFO = "application/vnd.microsoft.teams.file.download.info"
FILE_CONSENT = "fileConsent/invoke"
MAX_FILES = 50

_MAX_URL_CHARS = 8000
_OURS = ("application/vnd.microsoft.card", "application/vnd.microsoft.teams", "text/html")


def read_files(
    payload: Mapping[str, Any], channel_id: str, service_url: str
) -> tuple[IncomingFile, ...]:
    """Files offered with a message, in order; cards and the message's own HTML are left out.

    Shape: an image is `INLINE` (fetched with the bot's token) only at the host of the service URL,
    so that no link in a payload can ask for the token.
    """
    attachments = payload.get("attachments")
    if not isinstance(attachments, list):
        return ()
    files = []
    for attachment in attachments[:MAX_FILES]:
        if attachment is None:
            files.append(_missing("", ""))
        elif isinstance(attachment, dict):
            file = _read_file(attachment, channel_id, service_url)
            if file:
                files.append(file)
    return tuple(files)


def read_consent(payload: Mapping[str, Any]) -> FileConsent:
    """The answer to an offered file; what is not plainly accepted is declined."""
    value = mapping_of(payload, "value")
    if text_of(value, "action") != "accept":
        return FileConsent(is_accepted=False)
    told = mapping_of(value, "uploadInfo")
    upload_url, content_url = text_of(told, "uploadUrl"), text_of(told, "contentUrl")
    return FileConsent(
        is_accepted=True,
        upload_url=upload_url if is_web_url(upload_url) else "",
        content_url=content_url if is_web_url(content_url) else "",
        unique_id=single_line(text_of(told, "uniqueId")),
        file_type=single_line(text_of(told, "fileType")),
    )


def _read_file(
    attachment: Mapping[str, Any], channel_id: str, service_url: str
) -> IncomingFile | None:
    media_type = single_line(text_of(attachment, "contentType"))
    name = _name(attachment)
    if media_type.lower() == DOWNLOAD_INFO:
        url = text_of(mapping_of(attachment, "content"), "downloadUrl")
        if not is_web_url(url):
            return _missing(name, "")
        return IncomingFile(name, "", url, FileSource.LINK)
    if media_type.lower().startswith(_OURS) or media_type == "messageReference":
        return None
    url = text_of(attachment, "contentUrl")
    if not is_web_url(url):
        return _missing(name, media_type)
    is_inline = channel_id == "msteams" and media_type.lower().startswith("image/")
    if is_inline and _host(url) == _host(service_url):
        return IncomingFile(name, media_type, url, FileSource.INLINE)
    return IncomingFile(name, media_type, url, FileSource.LINK)


def is_web_url(url: str) -> bool:
    """Whether a text is an http or https address with a host; nothing is said about trust."""
    if len(url) > _MAX_URL_CHARS or not url.isprintable():
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _host(url: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname, parts.port
    except ValueError:
        return "", None, None


def _name(attachment: Mapping[str, Any]) -> str:
    return text_of(attachment, "name")[:1000].encode("utf-8", "ignore").decode("utf-8")


def _missing(name: str, media_type: str) -> IncomingFile:
    return IncomingFile(name, media_type, "", FileSource.MISSING)
