"""The ticks of a zoomed axis: hours name their day, the first of them its year.

Their second lines have the same position as in the original layout.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.internals import PAGE_FOLDER, date_words, instant, time_ticks
from tests.window import Window, served

pytestmark = pytest.mark.browser

#: From 30 December 1952, 20:00: hours, width of the axis in pixels, and left margin in pixels.
TICKS = """(async () => {{
  const {{ ticks }} = await import("./axes/ticks.js");
  const low = Date.UTC(1952, 11, 30, 20);
  const found = ticks(low, low + {hours} * 36e5, {{ width: {width}, dates: {dates},
    measure: (text) => 6 * text.length, margins: [{left}, 16], inset: 0 }});
  return found.texts.join("|");
}})()"""


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    with served(PAGE_FOLDER.parent) as address, Window() as opened:
        opened.open(f"{address}/html/script/")
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


def test_the_first_hour_has_its_date_beside_its_middle(window: Window) -> None:
    words = json.dumps(date_words("en"))
    texts = window.ask(TICKS.format(hours=30, width=900, left=10, dates=words)).split("|")
    assert texts[0] == "21:00<br>30 Dec 1952"
    texts = window.ask(TICKS.format(hours=6, width=300, left=20, dates=words)).split("|")
    assert texts[0] == "20:00<br>" + 5 * "\xa0" + "30 Dec 1952"
    texts = window.ask(TICKS.format(hours=6, width=300, left=10, dates=words)).split("|")
    assert texts[:2] == ["", "21:00<br>30 Dec 1952"]  # the hour itself would be cut


#: Ticks in pixels of the shipped font, which a page loads before it is drawn.
ALIKE = """(async () => {{
  const {{ ticks }} = await import("./axes/ticks.js");
  const {{ measure }} = await import("./text.js");
  const face = new FontFace("Inter", "url(/typography/files/latin-400.woff2)");
  document.fonts.add(await face.load());
  const found = ticks({low} * 1e3, {high} * 1e3, {{ width: {width}, dates: {dates},
    measure: (text) => measure(text, {{ size: 12 }}), margins: [{left}, {right}],
    inset: {inset} }});
  return found.texts;
}})()"""


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize(
    ("start", "end", "width"),
    [  # months whose names need no shortening: the page has only the short ones
        ((1953, 5, 1), (1953, 5, 9), 600),
        ((1953, 5, 2), (1953, 5, 8), 340),
        ((1953, 5, 26), (1953, 5, 31), 300),
        ((1951, 10, 1), (1952, 7, 2), 640),
    ],
)
@pytest.mark.parametrize(("left", "right"), [(16, 16), (80, 16), (36, 12)])
def test_a_zoomed_axis_has_its_second_lines_where_the_laid_out_one_has_them(
    window: Window, language: str, start: Any, end: Any, width: int, left: int, right: int
) -> None:
    low, high = instant(*start), instant(*end)
    laid_out = time_ticks(
        low, high, width, language=language, margin_left=left, margin_right=right, inset=8
    )
    texts = window.ask(
        ALIKE.format(low=low, high=high, width=width, left=left, right=right, inset=8,
                     dates=json.dumps(date_words(language)))
    )  # fmt: skip
    assert texts == [tick.text.replace("\n", "<br>") for tick in laid_out if tick.major]
