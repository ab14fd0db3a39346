"""Contrast and order of colours hold in every theme."""

import pytest

from tests.internals import contrast, mix, side_colors, theme
from timeline import THEMES, UsageError

EACH = pytest.mark.parametrize("look", THEMES.values(), ids=lambda look: look.name)


@EACH
def test_text_reads_on_paper_night_era_and_nest(look):
    for ground in (look.paper, look.night, look.era, look.nest):
        assert contrast(look.ink, ground) >= 7
        assert contrast(look.muted, ground) >= 4.5


@EACH
def test_a_label_reads_inside_the_bar_of_every_side(look):
    for fill in (*look.sides, look.neutral):
        assert contrast(look.on(fill), fill) >= 4.5, fill


@EACH
def test_bars_stand_out_from_the_paper_or_get_an_outline(look):
    outlined = [mix(fill, look.ink, 0.35) for fill in look.sides]
    for fill, line in zip(look.sides, outlined, strict=True):
        assert max(contrast(fill, look.paper), contrast(line, look.paper)) >= 3, fill


@EACH
def test_no_two_neighbouring_sides_share_colour_or_pattern(look):
    for one, two in zip(range(7), range(1, 8), strict=True):
        assert look.sides[one] != look.sides[two]
        assert look.patterns[one] != look.patterns[two]
    # Kept for possible and approximate time, and one that is the first of these mirrored.
    assert not {"/", "x", "\\"} & set(look.patterns)
    looks = list(zip(look.sides, look.patterns, strict=True))
    assert len(set(looks)) == len(looks) == 8
    alike = [(a, b) for n, (a, one) in enumerate(looks) for b, two in looks[:n] if one == two]
    assert all(contrast(a, b) >= 1.3 for a, b in alike)


def test_sides_keep_their_place_whatever_rows_a_figure_has():
    few = side_colors(["UN"], theme=THEMES["light"], order=["PVA", "UN"])
    many = side_colors(["ROK", "UN", "PVA"], theme=THEMES["light"], order=["PVA", "UN"])
    assert few["UN"] == many["UN"] == 1


@pytest.mark.parametrize("look", THEMES.values(), ids=lambda look: look.name)
def test_a_layout_calls_every_colour_by_a_name(look):
    for place, fill in enumerate(look.sides):
        assert look.color(f"side {place}") == fill
        assert look.color(f"on side {place}") == look.on(fill) in (look.ink, look.paper)
    assert look.color("on neutral") == look.on(look.neutral)
    assert look.color("muted") == look.muted
    assert look.color("faint") not in (look.neutral, look.paper)
    assert look.color(look.rule) == look.rule


def test_unknown_theme_names_the_nearest():
    with pytest.raises(UsageError, match=r'theme "lihgt" is not known \(did you mean "light"'):
        theme("lihgt")
