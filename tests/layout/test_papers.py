"""Paper has names, and leaves a margin."""

import pytest

from tests.internals import PAPERS, paper_of
from timeline import UsageError


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
