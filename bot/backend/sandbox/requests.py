"""Reading requests of the claims API: token, JSON, keys, parameters; writing answers."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import re
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote_plus

from aiohttp import web
from pydantic import BaseModel, ValidationError

from bot.backend.contract import KEY_PATTERN, SHA256_PATTERN, canonical_json
from bot.backend.sandbox.problems import Refusal, shape_findings
from bot.backend.sandbox.world import WORLD, World

T = TypeVar("T", bound=BaseModel)

MAX_JSON_BYTES = 1024 * 1024


def authorized(request: web.Request) -> World:
    """The world, for a caller with a valid token. Raises: Refusal 401."""
    world = request.config_dict[WORLD]
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not world.is_token(token.strip()):
        headers = {"WWW-Authenticate": 'Bearer realm="claims"'}
        raise Refusal(401, "token-refused", "A valid bearer token is needed.", headers=headers)
    return world


async def read_json(request: web.Request, kind: type[T]) -> tuple[T, Any]:
    """The body as a value and as it came; refuses what does not fit the contract."""
    if request.content_type != "application/json":
        raise Refusal(415, "unsupported-media-type", "Send application/json.")
    try:
        body = await _body(request)
        content = json.loads(body)
        canonical_json(content)
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "malformed", "The body is not JSON.") from error
    try:
        return kind.model_validate_json(body, strict=True), content
    except ValidationError as error:
        text = "The content does not fit the contract."
        raise Refusal(422, "content-invalid", text, shape_findings(error)) from error


async def _body(request: web.Request) -> bytes:
    body = bytearray()
    async for chunk in request.content.iter_chunked(65536):
        body += chunk
        if len(body) > MAX_JSON_BYTES:
            raise Refusal(413, "too-large", f"At most {MAX_JSON_BYTES} bytes.")
    return bytes(body)


async def read_form(request: web.Request) -> dict[str, str]:
    """The fields of a URL-encoded form, the first of each name. Raises: ValueError."""
    text = (await _body(request)).decode()
    fields = parse_qsl(text, keep_blank_values=True, max_num_fields=1000)
    return dict(reversed(fields))


def basic_credentials(request: web.Request) -> tuple[str, str] | None:
    """Client id and secret of a Basic header, or None without a readable one."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return unquote_plus(name), unquote_plus(secret)


def is_secret(given: str, known: str) -> bool:
    """Are they the same, compared in constant time?"""
    return hmac.compare_digest(given.encode(errors="replace"), known.encode())


def idempotency_key(request: web.Request) -> str:
    """The Idempotency-Key. Raises: Refusal 400."""
    key = request.headers.get("Idempotency-Key", "")
    if not re.fullmatch(KEY_PATTERN, key, re.ASCII):
        raise Refusal(400, "idempotency-key-missing", "Send an Idempotency-Key of 8 to 100 signs.")
    return key


def document_hash(request: web.Request) -> str:
    """The hash in the path. Raises: Refusal 400."""
    sha256 = request.match_info["sha256"]
    if not re.fullmatch(SHA256_PATTERN, sha256, re.ASCII):
        raise Refusal(400, "hash-malformed", "A hash is 64 lower-case hex digits.")
    return sha256


def parameter(request: web.Request, name: str, pattern: str, *, default: str | None = None) -> str:
    """A query parameter. Raises: Refusal 400 when it is missing or unlike the pattern."""
    value = request.query.get(name, default)
    if value is None or not re.fullmatch(pattern, value, re.ASCII | re.DOTALL):
        raise Refusal(400, "parameter-invalid", f"The parameter {name} is missing or malformed.")
    return clean(value)


def only_parameters(request: web.Request, *names: str) -> None:
    """Refuse query parameters nobody reads. Raises: Refusal 400."""
    unknown = sorted(set(request.query) - set(names))
    if unknown:
        raise Refusal(400, "parameter-invalid", f"No parameter is called {clean(unknown[0])}.")


def path_text(request: web.Request, name: str) -> str:
    """A part of the path, fit to be stored and compared."""
    return clean(request.match_info[name])


def partner_of_path(request: web.Request) -> str:
    """The partner id in the path. Raises: Refusal 400 for one that is none."""
    partner_id = path_text(request, "partner_id")
    if len(partner_id) > 100:
        raise Refusal(400, "parameter-invalid", "A partner id has 100 signs at most.")
    return partner_id


def clean(text: str) -> str:
    """The text without lone surrogates, which no database takes."""
    return text.encode(errors="replace").decode()


def answer(value: BaseModel, status: int = 200) -> web.Response:
    """A value as JSON."""
    body = value.model_dump_json().encode()
    return web.Response(status=status, body=body, content_type="application/json")
