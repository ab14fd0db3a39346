"""The pictures of an article: one for each screen and colour scheme, and no others."""

from tests.articles import WIDTHS, figures, hostile
from tests.internals import DARK, SLIM, SLIM_DARK, WIDE, plot_area, static_pictures


def plot_height(layout: dict) -> float:  # type: ignore[type-arg]
    return float(layout["height"] - layout["margin"]["t"] - layout["margin"]["b"])


def test_the_plot_itself_keeps_its_height_and_its_distances() -> None:
    for drawn in (figures(), hostile()):
        for width in WIDTHS:
            whole = drawn[width]["layout"]
            left = plot_area(drawn[width])["layout"]
            assert abs(plot_height(whole) - plot_height(left)) < 0.1
            assert left["height"] < whole["height"]
            if whole.get("showlegend"):
                gaps = [
                    each["margin"]["t"] - (1 - each["legend"]["y"]) * each["height"]
                    for each in (whole, left)
                ]
                assert abs(gaps[0] - gaps[1]) < 0.1


def test_the_plot_keeps_its_metadata_and_does_not_change_the_figure() -> None:
    figure = figures()[720]
    before = repr(figure)
    layout = plot_area(figure)["layout"]
    assert layout["meta"]["title"] == "June 1953"
    assert "title" not in layout
    assert layout["height"] < figure["layout"]["height"]
    assert repr(figure) == before


def test_nothing_that_stays_reaches_over_the_edge() -> None:
    for width in WIDTHS:
        layout = plot_area(figures()[width])["layout"]
        for text in layout["annotations"]:
            if text.get("y") == 1:
                assert layout["margin"]["t"] - text.get("yshift", 0) >= text["font"]["size"] / 2


def test_there_is_a_picture_for_each_screen_and_scheme() -> None:
    found = static_pictures(figures(), figures("dark"))
    assert set(found) == {WIDE, SLIM, DARK, SLIM_DARK}
    assert found[WIDE]["layout"]["width"] == 1080
    assert found[SLIM_DARK]["layout"]["width"] == 360
    papers = {end: plot["layout"]["paper_bgcolor"] for end, plot in found.items()}
    assert papers[WIDE] == papers[SLIM] != papers[DARK] == papers[SLIM_DARK]


def test_one_width_in_one_theme_is_one_picture() -> None:
    assert list(static_pictures({1080: figures()[1080]}, {})) == [WIDE]
