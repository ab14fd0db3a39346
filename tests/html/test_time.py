"""The ticks of an axis that is zoomed: hours name their day, the first of them its year."""

import json
from collections.abc import Iterator

import pytest

from tests.internals import PAGE_FOLDER, date_words
from tests.window import Window, served

pytestmark = pytest.mark.browser

#: From 30 December 1952, 20:00, so many hours on so many pixels, and pixels left of the axis.
TICKS = """(async () => {{
  const {{ ticks }} = await import("./axes/ticks.js");
  const low = Date.UTC(1952, 11, 30, 20);
  const found = ticks(low, low + {hours} * 36e5, {{ width: {width}, dates: {dates},
    measure: (text) => 6 * text.length, margins: [{left}, 16] }});
  return found.texts.join("|");
}})()"""


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    with served(PAGE_FOLDER / "script") as address, Window() as opened:
        opened.open(f"{address}/")
        yield opened


@pytest.mark.parametrize(
    ("language", "dates"),
    [
        ("en", ["31 Dec 1952", "1 Jan 1953", "2 Jan", "3 Jan"]),
        ("de", ["31. Dez. 1952", "1. Jan. 1953", "2. Jan.", "3. Jan."]),
        ("zh", ["1952年12月31日", "1953年1月1日", "1月2日", "1月3日"]),
    ],
)
def test_the_first_hour_of_a_year_has_its_date_with_the_year(
    window: Window, language: str, dates: list[str]
) -> None:
    words = json.dumps(date_words(language))
    texts = window.ask(TICKS.format(hours=80, width=900, left=80, dates=words))
    assert [text.split("<br>")[1] for text in texts.split("|") if "<br>" in text] == dates


def test_where_the_first_has_no_room_for_its_date_the_second_says_it(window: Window) -> None:
    words = json.dumps(date_words("en"))
    texts = window.ask(TICKS.format(hours=30, width=900, left=10, dates=words)).split("|")
    assert texts[0] == "21:00<br>30 Dec 1952"
    texts = window.ask(TICKS.format(hours=6, width=300, left=20, dates=words)).split("|")
    assert texts[:2] == ["20:00", "21:00<br>30 Dec 1952"]
