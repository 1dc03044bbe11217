"""The outgoing token without a secret: by certificate and by managed identity."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import jwt
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from bot.channel.assembly import token_source_from
from bot.channel.tokens import TokenSource
from bot.errors import ConnectorError
from bot.settings import Settings
from tests.channel.fake_channel import APP_ID, KEYS, TENANT

SIGNED = {"app_id": APP_ID, "app_tenant_id": TENANT, "backend_url": "sandbox"}
HOST = "https://login.microsoftonline.com"


def a_certificate():
    """A key pair as an operator has it: one PEM file with both, and the thumbprint."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "claims bot")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(KEYS[0].public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(KEYS[0], hashes.SHA256())
    )
    private = KEYS[0].private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = made.public_bytes(serialization.Encoding.PEM)
    return private + public, made.fingerprint(hashes.SHA1()).hex()  # noqa: S303 - what is asked for


class Login:
    """What answers msal over HTTPS: keeps what it was shown, gives a new token each time."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.forms: list[dict[str, str]] = []
        self.refuses = refuses

    def get(self, url, **_more):
        endpoints = ("authorization_endpoint", "token_endpoint", "device_authorization_endpoint")
        found = {name: f"{HOST}/{TENANT}/{name}" for name in endpoints}
        return Answer({**found, "issuer": f"{HOST}/{TENANT}/v2.0"})

    def post(self, url, *, data, **_more):
        form = data if isinstance(data, dict) else {k: v[0] for k, v in parse_qs(data).items()}
        self.forms.append(form)
        if self.refuses:
            told = {"error": "invalid_client", "error_description": form["client_assertion"]}
            return Answer(told, status=401)
        return Answer({"access_token": f"token-{len(self.forms)}", "expires_in": 3600})


class Answer:
    def __init__(self, content, *, status: int = 200) -> None:
        self.status_code, self.text, self.headers = status, json.dumps(content), {}

    def raise_for_status(self) -> None:
        assert self.status_code < 400


@pytest.fixture
def by_file(tmp_path):
    """A token source as the settings make it of a certificate's file."""
    pem, thumbprint = a_certificate()
    file = tmp_path / "bot.pem"
    file.write_bytes(pem)

    def make(login: Login) -> TokenSource:
        given = {"app_certificate_path": str(file), "app_certificate_thumbprint": thumbprint}
        source = token_source_from(Settings(**SIGNED, **given), None, http_client=login)
        assert source is not None
        return source

    return make


async def test_a_certificate_signs_for_the_bot(by_file):
    login = Login()
    assert await by_file(login).get() == "token-1"
    [form] = login.forms
    signed = jwt.decode(
        form["client_assertion"],
        KEYS[0].public_key(),
        algorithms=["RS256", "PS256"],
        audience=f"{HOST}/{TENANT}/token_endpoint",
    )

    assert (signed["iss"], signed["sub"]) == (APP_ID, APP_ID)
    assert (form["client_id"], form["scope"]) == (APP_ID, "https://api.botframework.com/.default")
    assert form["grant_type"] == "client_credentials"


async def test_a_token_by_certificate_is_kept_and_one_that_was_refused_is_not_taken_again(by_file):
    source = by_file(Login())
    assert [await source.get(), await source.get()] == ["token-1", "token-1"]
    source.forget("token-1")

    assert await source.get() == "token-2"


async def test_a_certificate_that_is_refused_tells_nothing_of_it(by_file):
    source = by_file(Login(refuses=True))
    with pytest.raises(ConnectorError) as refused:
        await source.get()

    assert refused.value.code == "TokenUnavailable"
    assert "eyJ" not in str(refused.value)


@pytest.fixture
async def machine(monkeypatch):
    """The identity of this machine, as a platform hands it out on loopback."""
    asked = []

    async def token(request: web.Request) -> web.Response:
        asked.append({**request.query, "secret": request.headers.get("X-IDENTITY-HEADER", "")})
        expires = str(int(datetime.now(UTC).timestamp()) + 86_400)
        found = {"access_token": f"token-{len(asked)}", "expires_on": expires, "resource": "r"}
        return web.json_response({**found, "token_type": "Bearer"})

    app = web.Application()
    app.router.add_get("/identity", token)
    async with TestServer(app) as server:
        monkeypatch.setenv("IDENTITY_ENDPOINT", str(server.make_url("/identity")))
        monkeypatch.setenv("IDENTITY_HEADER", "only-here")
        yield asked


async def test_a_managed_identity_speaks_for_the_bot(machine):
    source = token_source_from(Settings(**SIGNED, app_type="UserAssignedMSI"), None)
    assert source is not None
    assert [await source.get(), await source.get()] == ["token-1", "token-1"]
    [asked] = machine

    assert (asked["client_id"], asked["resource"]) == (APP_ID, "https://api.botframework.com")
    assert asked["secret"] == "only-here"
    source.forget("token-1")
    assert await source.get() == "token-2"
