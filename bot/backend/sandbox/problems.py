"""Refusals of the sandbox and how they travel: RFC 9457 problem details."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web
from pydantic import ValidationError

from bot.backend.contract import Problem, ProblemFinding


class Refusal(Exception):
    """What the API answers instead of doing what was asked."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        findings: Sequence[ProblemFinding] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {code}")
        self.status, self.code, self.detail = status, code, detail
        self.findings, self.headers = tuple(findings), headers or {}


def problem_response(refusal: Refusal) -> web.Response:
    """The refusal as `application/problem+json`."""
    problem = Problem(
        type=f"/problems/{refusal.code}",
        title=refusal.code.replace("-", " ").capitalize(),
        status=refusal.status,
        detail=refusal.detail,
        findings=refusal.findings,
    )
    return web.Response(
        status=refusal.status,
        body=problem.model_dump_json().encode(errors="replace"),
        content_type="application/problem+json",
        headers=refusal.headers,
    )


def shape_findings(error: ValidationError) -> tuple[ProblemFinding, ...]:
    """What does not fit the contract, at most twenty, each with the field it is about."""
    faults = error.errors(include_input=False, include_url=False, include_context=False)
    return tuple(
        ProblemFinding(
            code="field-invalid",
            message=fault["msg"].encode(errors="replace").decode(),
            field=".".join(str(part) for part in fault["loc"]).encode(errors="replace").decode(),
        )
        for fault in faults[:20]
    )


def missing(what: str) -> Refusal:
    """There is no such thing; the code is `<what>-unknown`."""
    return Refusal(404, f"{what}-unknown", f"There is no such {what}.")
