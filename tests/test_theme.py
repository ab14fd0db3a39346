"""Custom themes: read, checked for legibility, drawn."""

import pytest

from tests.internals import contrast, mix, read_theme, side_colors, theme, theme_lines, theme_of
from tests.layouts import table
from timeline import THEMES, ReadError, UsageError, gantt

WRONG = {
    'ink = "red"': "ink = 'red' must be a colour such as",
    'inc = "#000000"': r'the key "inc" is not known \(did you mean "ink"',
    'base = "blue"': r'base "blue" is not known \(one of: light, dark, print\)',
    "label_size = 6": "label_size = 6 must be a number from 9 to 30",
    "bar_height = true": "bar_height = True must be a number",
    'ink = "#dddddd"': r"ink on paper has a contrast of 1.36 to 1 \(at least 4.5 is needed\)",
    'sides = ["#fefefe"]': r"sides: colour 1 \(#fefefe\) on paper has a contrast of",
    "sides = []": "sides must be a list of 1 to 8 of colours such as",
    'patterns = ["/"]': r"patterns must be a list of 1 to 8 of .* \('/' is none\)",
    "name = 3": "name = 3 must be a text in quotes",
}


def written(folder, text, name="house.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("text", WRONG)
def test_unknown_theme_keys_are_reported_with_the_file(text, tmp_path):
    path = written(tmp_path, text)
    with pytest.raises(UsageError, match=WRONG[text]) as caught:
        read_theme(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_a_file_that_is_missing_or_not_toml_is_reported(tmp_path):
    with pytest.raises(ReadError, match="there is no such file"):
        theme_of(str(tmp_path / "none.toml"))
    with pytest.raises(ReadError, match="not valid TOML"):
        theme_of(str(written(tmp_path, "paper =")))


@pytest.mark.parametrize("name", THEMES)
def test_our_themes_are_read_back_from_their_lines(name, tmp_path):
    path = written(tmp_path, f'base = "{name}"\n{theme_lines(THEMES[name])}')
    assert read_theme(path) == THEMES[name]


def test_a_figure_is_drawn_in_it(tmp_path):
    path = written(tmp_path, 'paper = "#fffdf5"\nsides = ["#7a1f1f", "#1f3f7a"]\nlabel_size = 13')
    rows = [{"title": "Assault", "start": "1953-06-10", "side": "PVA"}]
    figure = gantt(table(rows), theme=str(path)).to_dict()
    assert figure["layout"]["paper_bgcolor"] == "#fffdf5"
    assert "#7a1f1f" in {trace.get("marker", {}).get("color") for trace in figure["data"]}


def test_few_patterns_begin_again(tmp_path):
    look = read_theme(written(tmp_path, 'patterns = ["", "."]'))
    assert look.patterns == ("", ".") * 4


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
def test_bars_contrast_with_the_background_or_get_an_outline(look):
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
