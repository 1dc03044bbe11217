"""The sandbox answers as docs/backend-api.yaml says, whatever it is sent."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.backend.builders import sandbox_in_thread

CONTRACT = Path(__file__).parents[2] / "docs" / "backend-api.yaml"
CREDENTIALS = {"grant_type": "client_credentials", "client_id": "bot", "client_secret": "secret"}

schema = schemathesis.openapi.from_dict(yaml.safe_load(CONTRACT.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def sandbox_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with sandbox_in_thread(tmp_path_factory.mktemp("fuzz") / "sandbox.sqlite") as url:
        yield url


@pytest.fixture(scope="module")
def token(sandbox_url: str) -> str:
    form = urlencode(CREDENTIALS).encode()
    with urllib.request.urlopen(f"{sandbox_url}/oauth2/token", form, timeout=10) as answer:  # noqa: S310 - loopback
        return str(json.load(answer)["access_token"])


@schema.parametrize()
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_sandbox_keeps_its_contract(
    case: schemathesis.Case, sandbox_url: str, token: str
) -> None:
    answer = case.call(
        base_url=sandbox_url, headers={"Authorization": f"Bearer {token}"}, timeout=10
    )

    case.validate_response(answer, excluded_checks=[positive_data_acceptance])
    if case.meta is not None and case.meta.generation.mode.is_positive:
        assert answer.status_code != 400, answer.text
        assert "/problems/content-invalid" not in answer.text
