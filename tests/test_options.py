"""Widths by name and by number."""

import pytest

from tests.internals import PAPERS, WIDTHS, paper_of, width_of
from tests.layouts import table
from timeline import UsageError, gantt

WRONG = {
    "colum": 'width "colum" is not known (did you mean "column"?)',
    "broadsheet": 'width "broadsheet" is not known (pixels, or one of: column, page, slide)',
    100: "width 100 is too narrow (at least 280 pixels)",
    float("nan"): "width nan is too narrow (at least 280 pixels)",
}


@pytest.mark.parametrize("name", WIDTHS)
def test_a_figure_has_the_width_of_that_name(name):
    figure = gantt(table([{"title": "Assault", "start": "1953-06-10"}]), width=name)
    assert figure.layout.width == WIDTHS[name] == width_of(name)


@pytest.mark.parametrize("width", WRONG)
def test_an_invalid_width_is_reported(width):
    with pytest.raises(UsageError) as caught:
        width_of(width)
    assert str(caught.value) == WRONG[width]


def test_paper_is_not_a_width_but_is_known():
    with pytest.raises(UsageError, match=r'width "a4" is a paper \(say paper "a4", for a PDF\)'):
        width_of("a4")


def test_a_figure_and_its_margins_are_no_larger_than_the_sheet():
    for paper in PAPERS.values():
        assert (paper.width + 2 * paper.margin) * 25.4 / 96 <= paper.across
        assert (paper.height + 2 * paper.margin) * 25.4 / 96 <= paper.down


def test_a_sheet_may_lie_on_its_side():
    upright, lying = paper_of("letter"), paper_of("Letter landscape")
    assert (lying.width, lying.height) == (upright.height, upright.width)
    assert paper_of(lying) is lying


def test_other_paper_is_refused_with_the_nearest_name():
    with pytest.raises(UsageError, match=r'paper "a4-landscap" is not known \(did you mean "a4-l'):
        paper_of("a4-landscap")
    with pytest.raises(UsageError, match="one of: a3, a3-landscape, a4"):
        paper_of("foolscap")
