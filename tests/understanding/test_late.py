"""A recognizer that is read late says what one says that is read at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from bot.catalog import load_catalog
from bot.understanding import LateRecognizer, Recognizer, to_read

TODAY = date(2026, 11, 23)
ASKED = ("what do I need for google ads?", "구글 광고에 뭐가 필요해요?", "is the moon in?", "")


def test_it_understands_the_same() -> None:
    catalog = load_catalog()
    added = {"moon": ("is the moon in?",)}
    late, early = (kind.load(catalog, added) for kind in (LateRecognizer, Recognizer))

    said = [[r.recognize(text, today=TODAY) for text in ASKED] for r in (late, early)]

    assert said[0] == said[1]
    assert said[0][2].extra == "moon"


def test_it_is_read_once_however_many_ask() -> None:
    times = []

    def read() -> Recognizer:
        times.append(1)
        return Recognizer.load(load_catalog())

    late = LateRecognizer(read)
    with ThreadPoolExecutor(4) as pool:
        read_by_each = list(pool.map(lambda _: late.read(), range(8)))

    assert times == [1]
    assert len({id(one) for one in read_by_each}) == 1


def test_what_is_not_read_yet_is_read_when_told() -> None:
    list(to_read())
    late = LateRecognizer.load(load_catalog())

    assert [read() for read in to_read()] == [late.read()]
    assert list(to_read()) == []
