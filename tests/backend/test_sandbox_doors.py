"""Who gets into the sandbox's API: only with a token of its own, given for the right secret."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.errors import BackendUnavailable
from tests.backend.builders import Sandbox

CONTRACT = yaml.safe_load((Path(__file__).parents[2] / "docs" / "backend-api.yaml").read_text())
GUARDED = [
    (method, path)
    for path, verbs in CONTRACT["paths"].items()
    for method, verb in verbs.items()
    if method in ("get", "post", "put", "head") and verb.get("security") != []
]


def test_nearly_all_of_the_contract_needs_a_token() -> None:
    assert len(GUARDED) >= 10


@pytest.mark.parametrize(("method", "path"), GUARDED)
@pytest.mark.parametrize("header", [None, "Bearer forged", "Basic Ym90OnNlY3JldA=="])
async def test_nobody_gets_in_without_a_token_of_the_sandbox(
    sandbox: Sandbox, method: str, path: str, header: str | None
) -> None:
    headers = {"Authorization": header} if header else {}
    address = sandbox.url + path.replace("{", "").replace("}", "")
    async with sandbox.session.request(method, address, headers=headers) as response:
        assert response.status == 401
        assert response.content_type == "application/problem+json"
        assert response.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "wrong", [{"client_secret": "guessed"}, {"client_id": "somebody"}, {"client_secret": ""}]
)
async def test_a_token_is_given_for_the_right_secret_only(
    sandbox: Sandbox, wrong: dict[str, str]
) -> None:
    with pytest.raises(BackendUnavailable, match="credentials"):
        await sandbox.client(**wrong).find_contact("t", "o", name="Asha")

    assert await sandbox.client().find_contact("t", "o", name="Asha") is not None
