"""Themes of one's own: read, checked so that they can be seen, drawn."""

import pytest

from tests.internals import read_theme, theme_lines, theme_of
from tests.layouts import table
from timeline import THEMES, ReadError, UsageError, gantt

WRONG = {
    'ink = "red"': "ink = 'red' is to be a colour such as",
    'inc = "#000000"': r'the key "inc" is not known \(did you mean "ink"',
    'base = "blue"': r'base "blue" is not known \(one of: light, dark, print\)',
    "label_size = 6": "label_size = 6 is to be a number from 9 to 30",
    "bar_height = true": "bar_height = True is to be a number",
    'ink = "#dddddd"': r"ink on paper has a contrast of 1.36 to 1 \(at least 4.5 is needed\)",
    'sides = ["#fefefe"]': r"sides: colour 1 \(#fefefe\) on paper has a contrast of",
    "sides = []": "sides is to be a list of 1 to 8 of colours such as",
    'patterns = ["/"]': r"patterns is to be a list of 1 to 8 of .* \('/' is none\)",
    "name = 3": "name = 3 is to be a text in quotes",
}


def written(folder, text, name="house.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("text", WRONG)
def test_what_no_theme_has_is_told_with_the_file(text, tmp_path):
    path = written(tmp_path, text)
    with pytest.raises(UsageError, match=WRONG[text]) as caught:
        read_theme(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_a_file_that_is_missing_or_no_toml_is_told(tmp_path):
    with pytest.raises(ReadError, match="there is no such file"):
        theme_of(str(tmp_path / "none.toml"))
    with pytest.raises(ReadError, match="is no TOML"):
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


def test_few_patterns_and_symbols_begin_again(tmp_path):
    look = read_theme(written(tmp_path, 'patterns = ["", "."]\nsymbols = ["circle"]'))
    assert look.patterns == ("", ".") * 4
    assert look.symbols == ("circle",) * 8
