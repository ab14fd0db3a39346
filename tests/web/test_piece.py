"""What snippets are made of: one caption, sizes of pictures, a label that every markup takes."""

from typing import Any

import pytest

from tests.articles import figures
from tests.internals import DARK, SLIM, WIDE, Piece, told


def piece(light: dict[int, dict[str, Any]], name: str = "harry", **more: Any) -> Piece:
    dark = more.pop("dark", {})
    return Piece(light, dark, told(light[max(light)]), name, name, **more)


def test_the_caption_is_one_line_of_whole_sentences() -> None:
    caption = piece(figures(title="Who won?")).caption
    assert caption.startswith("Who won? ")
    assert "\n" not in caption
    assert caption.endswith("Source: https://example.org/harry.")


def test_each_picture_has_its_size_and_the_page_has_more() -> None:
    made = piece(figures(), dark={720: figures("dark")[720]})
    sizes = made.sizes()
    assert set(sizes) == {WIDE, SLIM, DARK}
    assert sizes[SLIM][0] == 360
    assert made.page_size[0] == 1080
    assert made.page_size[1] > sizes[WIDE][1]


def test_a_figure_that_states_no_size_has_plotlys() -> None:
    assert piece({0: {"data": [], "layout": {}}}).sizes() == {WIDE: (700.0, 450.0)}


@pytest.mark.parametrize(
    ("name", "label"), [("Hill 973", "hill-973"), ("a_b%c", "a-b-c"), ("上甘岭", "timeline-")]
)
def test_a_label_is_plain(name: str, label: str) -> None:
    assert piece(figures(), name=name).label.startswith(label)
