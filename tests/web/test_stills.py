"""The pictures of an article: one for each screen and scheme, and none that nobody asked for."""

from tests.articles import figures
from tests.internals import DARK, SLIM, SLIM_DARK, WIDE, bare, stills


def test_there_is_a_picture_for_each_screen_and_scheme() -> None:
    found = stills(figures(), figures("dark"))
    assert set(found) == {WIDE, SLIM, DARK, SLIM_DARK}
    assert found[WIDE]["layout"]["width"] == 1080
    assert found[SLIM_DARK]["layout"]["width"] == 360
    papers = {end: plot["layout"]["paper_bgcolor"] for end, plot in found.items()}
    assert papers[WIDE] == papers[SLIM] != papers[DARK] == papers[SLIM_DARK]


def test_one_width_in_one_theme_is_one_picture() -> None:
    assert list(stills({1080: figures()[1080]}, {})) == [WIDE]


def test_a_bare_figure_still_says_what_it_is_and_leaves_the_other_as_it_was() -> None:
    figure = figures()[720]
    before = figure["layout"]["height"]
    plot = bare(figure)
    assert plot["layout"]["meta"]["title"] == "June 1953"
    assert "title" not in plot["layout"]
    assert plot["layout"]["height"] < before == figure["layout"]["height"]
