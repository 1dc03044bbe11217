"""Every sentence is in every language, with the same placeholders, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.text import LANGUAGES
from bot.text.extract import messages, placeholders, update_po
from bot.text.po import format_po, parse_po

ROOT = Path(__file__).parents[1]
TRANSLATED = [language for language in LANGUAGES if language != "en"]
MESSAGES = messages(ROOT)


def translations(language: str) -> dict[str, str]:
    return parse_po((ROOT / "locales" / f"{language}.po").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: str) -> None:
    known = translations(language)

    assert [(text, MESSAGES[text][0]) for text in MESSAGES if not known.get(text)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_of_a_message_that_is_gone(language: str) -> None:
    assert sorted(translations(language).keys() - MESSAGES.keys()) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    known = translations(language)

    assert [text for text in known if placeholders(text) != placeholders(known[text])] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_file_is_sorted_by_message(language: str) -> None:
    ids = list(translations(language))

    assert ids == sorted(ids)


def test_messages_are_found_where_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "dialogs").mkdir()
    (tmp_path / "cards").mkdir()
    (tmp_path / "dialogs" / "one.py").write_text(
        '"""No message here."""\n'
        '_ACTS = {"a": "hi|hello there"}\n'
        'STATUS_WORDS = {1: "paid"}\n'
        'def f(_, n):\n    """Nor here."""\n    _("Saved", name="x")\n'
        '    _.ngettext("%(n)s file", "%(n)s files", n)\n    problem("code", "This is wrong.")\n'
        '    raise ValueError("Not for partners")\n'
    )
    (tmp_path / "cards" / "one.json.j2").write_text('{{ _("In a template") }}')

    assert sorted(messages(tmp_path)) == [
        "%(n)s files",
        "In a template",
        "Saved",
        "This is wrong.",
        "paid",
    ]


def test_updating_adds_new_messages_empty_and_drops_old_ones(tmp_path: Path) -> None:
    (tmp_path / "dialogs").mkdir()
    (tmp_path / "locales").mkdir()
    (tmp_path / "dialogs" / "one.py").write_text('_("New")\n_("Kept")\n')
    po = tmp_path / "locales" / "ko.po"
    po.write_text('msgid "Kept"\nmsgstr "유지"\n\nmsgid "Old"\nmsgstr "옛것"\n')
    changed = update_po(tmp_path, "ko")
    kept = parse_po(po.read_text())

    assert changed == (1, 1)
    assert kept == {"Kept": "유지", "New": ""}


def test_what_is_written_to_a_locale_file_is_read_back() -> None:
    written = {'Say "%(word)s" \\ now': "말해\n요\t", "Not yet": "", "": "no id"}

    assert parse_po(format_po("ko", written)) == {k: v for k, v in written.items() if k}
