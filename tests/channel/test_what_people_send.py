from __future__ import annotations

import json

import pytest

from bot.channel.actions import read_action
from bot.domain.inputs import FileSource
from tests.channel.test_incoming import INFO, read


def test_a_submit_and_an_execute_give_the_same_action():
    data = {
        "act": {"kind": "save", "claim": "c1", "v": 4, "nonce": "n", "step": "details"},
        "name": "x",
        "on": True,
    }
    submit = read(value=data)
    execute = read(
        type="invoke",
        name="adaptiveCard/action",
        value={"action": {"data": data}, "trigger": "manual"},
    )

    assert submit.action == execute.action
    assert submit.action.arguments == {"step": "details"}
    assert submit.action.values == {"name": "x", "on": "true"}
    assert (submit.action.claim_id, submit.action.version, submit.action.nonce) == ("c1", 4, "n")
    assert (submit.is_invoke, execute.is_invoke, execute.is_refresh) == (False, True, False)


def test_an_automatic_refresh_is_told_apart():
    value = {"action": {"data": {"act": {"kind": "show"}}}, "trigger": "automatic"}

    assert read(type="invoke", name="adaptiveCard/action", value=value).is_refresh


@pytest.mark.parametrize(
    "value",
    [
        "text",
        7,
        [],
        {},
        {"act": "save"},
        {"act": {}},
        {"act": {"kind": 5}},
        {"act": {"kind": ""}},
        {"act": {"kind": "x" * 1000}},
        {"act": {"kind": "save", "v": "4"}},
        {"act": {"kind": "save", "v": True}},
        {"act": {"kind": "save", "v": 1.5}},
        {"act": {"kind": "save", "claim": {"id": 1}}},
        {"act": {"kind": "save", "nonce": []}},
        {"act": {"kind": "save", "more": {"a": 1}}},
        {"act": {"kind": "save"}, "name": {"a": 1}},
        {"act": {"kind": "save"}, "name": ["a"]},
        {"act": {"kind": "save"}} | {f"i{n}": "" for n in range(200)},
    ],
    ids=lambda value: json.dumps(value)[:50],
)
def test_a_value_that_is_none_of_ours_is_unreadable(value):
    incoming = read(value=value)

    assert incoming.action is None
    assert incoming.unreadable_action


def test_input_values_lose_control_characters_and_stay_short():
    action = read_action(
        {"act": {"kind": "save"}, "a": "x\x00\ud800y", "b": "z" * 50_000, "c": 1.5, "d": None}
    )

    assert action.values == {"a": "xy", "b": "z" * 10_000, "c": "1.5", "d": ""}


def test_the_three_shapes_of_teams_files_are_read():
    files = read(
        attachments=[
            {"contentType": "text/html", "content": "<p>x</p>"},
            {
                "contentType": INFO,
                "name": "a.pdf",
                "content": {"downloadUrl": "https://x.example/a", "fileType": "pdf"},
            },
            {
                "contentType": "image/*",
                "contentUrl": "https://smba.example/amer/v3/attachments/1/views/original",
            },
            {"contentType": INFO, "name": "b.jpg", "content": None},
            None,
        ]
    ).files

    assert [file.source for file in files] == [
        FileSource.LINK,
        FileSource.INLINE,
        FileSource.MISSING,
        FileSource.MISSING,
    ]
    assert (files[0].name, files[0].url) == ("a.pdf", "https://x.example/a")


def test_our_token_is_not_offered_to_another_host():
    attachment = {
        "contentType": "image/png",
        "contentUrl": "https://evil.example/amer/v3/attachments/1",
    }

    assert read(attachments=[attachment]).files[0].source is FileSource.LINK


def test_a_direct_line_upload_is_a_link():
    attachment = {
        "contentType": "application/pdf",
        "name": "a.pdf",
        "contentUrl": "http://127.0.0.1:1/a.pdf",
    }

    assert read(channelId="webchat", attachments=[attachment]).files[0].source is FileSource.LINK


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "", "http://", "http://[", 5, "x" * 9000]
)
def test_a_link_that_is_no_web_address_is_a_missing_file(url):
    info = {"contentType": INFO, "name": "a", "content": {"downloadUrl": url}}

    assert read(attachments=[info]).files[0].source is FileSource.MISSING


def test_cards_and_quotes_are_no_files():
    kinds = ("application/vnd.microsoft.card.adaptive", "text/html", "messageReference")

    assert read(attachments=[{"contentType": kind, "content": {}} for kind in kinds]).files == ()
