from tests.articles import WIDTHS, figures, hostile
from tests.internals import plot_area


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


def test_the_figure_that_is_given_is_not_changed() -> None:
    drawn = figures()[720]
    before = repr(drawn)
    plot_area(drawn)
    assert repr(drawn) == before


def test_nothing_that_stays_reaches_over_the_edge() -> None:
    for width in WIDTHS:
        layout = plot_area(figures()[width])["layout"]
        for text in layout["annotations"]:
            if text.get("y") == 1:
                assert layout["margin"]["t"] - text.get("yshift", 0) >= text["font"]["size"] / 2
