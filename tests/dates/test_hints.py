"""Suggestions: what people write, and what they meant."""

import pytest

from timeline.dates.hints import readings, suggestion

MEANT = {
    "10 June 1953": "1953-06-10", "10th of June, 1953": "1953-06-10", "June 10, 1953": "1953-06-10",
    "10-Jun-1953": "1953-06-10", "1953 June 10": "1953-06-10", "Sept. 1953": "1953-09",
    "10. Juni 1953": "1953-06-10", "März 1953": "1953-03", "1er mai 1953": "1953-05-01",
    "10 juin 1953": "1953-06-10", "10 de junio de 1953": "1953-06-10", "июнь 1953": "1953-06",
    "4 июля 1776 г.": "1776-07-04", "10 June 1953, 20:30": "1953-06-10T20:30",
    "10 June 1953, night": "1953-06-10 night", "c. 1953": "1953~", "ca 1953": "1953~",
    "um 1953": "1953~", "possibly June 1953": "1953-06?", "1953 ?": "1953?",
    "1953-6-1": "1953-06-01",
    "1953-6": "1953-06", "1953/06/10": "1953-06-10", "19530610": "1953-06-10",
    "1953-161": "1953-06-10",
    "10.06.1953": "1953-06-10", "480 BC": "-0479", "1 BCE": "0000", "15 March 44 BC": "-0043-03-15",
    "AD 79": "0079", "1950s": "195X", "1950's": "195X", "20th century": "19XX",
    "5th century BC": "[-0499..-0400]", "1st century BC": "[-0099..0000]", "spring 1953": "1953-21",
    "Winter 1952": "1952-24", "1953.0": "1953", "Y1953": "1953", "12345": "Y12345", "+1953": "1953",
    "June 10-12, 1953": "1953-06-10/1953-06-12", "10-12 June 1953": "1953-06-10/1953-06-12",
    "June-July 1953": "1953-06/1953-07", "10 June - 2 July 1953": "1953-06-10/1953-07-02",
    "1914-1918": "1914/1918", "between 1950 and 1953": "[1950..1953]",
    "before 1953": "[..1953]", "since June 1950": "1950-06/..", "until 1953": "../1953",
    "1953-06-10t20:00z": "1953-06-10T20:00Z", "1953–06–10": "1953-06-10", "199u": "199X",
    "1984?~": "1984%", "2004-01-01/open": "2004-01-01/..", "1953-06-10T1:10": "1953-06-10T01:10",
    " 1953 - 06 ": "1953-06", "1953-06-10 20:00 UTC": "1953-06-10 20:00Z",
}  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), MEANT.items())
def test_what_was_meant(text: str, meant: str) -> None:
    assert meant in suggestion(text)


@pytest.mark.parametrize("text", ["", "yesterday", "the night", "asdf" * 100, "\0", "42nd"])
def test_nothing_is_made_up(text: str) -> None:
    assert suggestion(text) == ()


def test_figures_with_slashes_have_two_readings() -> None:
    assert readings("10/06/1953") == ("1953-06-10", "1953-10-06")
    assert readings("10 June 1953") == ()
