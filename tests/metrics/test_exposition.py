"""Figures as text, and what the reader of the tests refuses."""

from __future__ import annotations

import pytest

from bot.counting import Histogram
from bot.metrics.exposition import counter, gauge, histogram, single, text_of
from tests.metrics.strict import families_of

GOOD = '# HELP a_total A.\n# TYPE a_total counter\na_total{x="1"} 2\n'


def test_each_kind_is_written_as_the_format_wants_it() -> None:
    sizes = Histogram((0.5, 1))
    for size in (0.2, 0.5, 0.7, 3.0):
        sizes.observe(size)
    text = text_of(
        [
            counter("calls_total", "Calls.", "result", {"taken": 3, "refused": 0}),
            gauge("age", "Ages.", "of", {"a": 1.5}),
            single("up", "Whether it is.", 1),
            histogram("sizes", "Sizes.", sizes),
        ]
    )

    assert text.split("\n") == [
        "# HELP calls_total Calls.",
        "# TYPE calls_total counter",
        'calls_total{result="taken"} 3',
        'calls_total{result="refused"} 0',
        "# HELP age Ages.",
        "# TYPE age gauge",
        'age{of="a"} 1.5',
        "# HELP up Whether it is.",
        "# TYPE up gauge",
        "up 1",
        "# HELP sizes Sizes.",
        "# TYPE sizes histogram",
        'sizes_bucket{le="0.5"} 2',
        'sizes_bucket{le="1"} 3',
        'sizes_bucket{le="+Inf"} 4',
        "sizes_sum 4.4",
        "sizes_count 4",
        "",
    ]
    assert len(families_of(text)) == 4


def test_marks_and_lines_in_what_is_said_break_nothing() -> None:
    text = text_of([gauge("a", "One\ntwo \\ three", "x", {'say "\\\n': 1})])

    assert text == '# HELP a One\\ntwo \\\\ three\n# TYPE a gauge\na{x="say \\"\\\\\\n"} 1\n'
    assert list(families_of(text)) == ["a"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (GOOD[:-1], "must end"),
        (GOOD + "\n", "no sample"),
        (GOOD + GOOD, "a second time: # HELP"),
        (GOOD + 'a_total{x="1"} 2\n', "a second time: a_total"),
        (GOOD + "b_total 2\n", "not of the family"),
        (GOOD.replace("counter", "summary"), "summary"),
        (GOOD.replace("a_total", "a"), "a"),
        (GOOD.replace('"1"', '"1'), "a_total"),
        (GOOD.replace("2", "two"), "two"),
        (GOOD.replace("2", "-2"), "a_total"),
        (GOOD.replace('x="1"', 'x="1",x="2"'), "a label twice"),
        (GOOD.replace("# TYPE a_total counter\n", ""), "no type before"),
        ("a_total 1\n", "nothing says what it is"),
    ],
)
def test_the_reader_of_these_tests_refuses_what_the_format_does(text: str, wrong: str) -> None:
    assert families_of(GOOD)

    with pytest.raises(AssertionError, match=wrong):
        families_of(text)


@pytest.mark.parametrize(
    "change",
    [
        ('_bucket{le="1"} 3', '_bucket{le="1"} 1'),
        ('_bucket{le="1"} 3', '_bucket{le="0.1"} 3'),
        ('s_bucket{le="+Inf"} 4\n', ""),
        ("s_sum 4\n", ""),
        ("s_count 4", "s_count 5"),
    ],
)
def test_it_refuses_a_histogram_that_does_not_add_up(change: tuple[str, str]) -> None:
    lines = ('_bucket{le="0.5"} 2', '_bucket{le="1"} 3', '_bucket{le="+Inf"} 4')
    good = "# HELP s S.\n# TYPE s histogram\n" + "".join(f"s{line}\n" for line in lines)
    good += "s_sum 4\ns_count 4\n"
    assert families_of(good)

    with pytest.raises((AssertionError, KeyError)):
        families_of(good.replace(*change))
