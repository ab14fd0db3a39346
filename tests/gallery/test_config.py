"""Gallery files: valid ones are read, invalid ones refused with place and fix."""

import json

import pytest

from tests.internals import home, read_gallery
from timeline import ReadError, UsageError

panelling = home("PANEL_KINDS")

FIGURE = '[[figure]]\nname = "june"\nchart = "gantt"\ntable = "june.csv"\n'


@pytest.fixture
def read(tmp_path):
    def reader(text):
        path = tmp_path / "figures.toml"
        path.write_text(text, encoding="utf-8")
        return read_gallery(path)

    return reader


@pytest.fixture
def refused(read, tmp_path):
    def reader(text):
        with pytest.raises(UsageError) as caught:
            read(text)
        return str(caught.value).replace(f"{tmp_path}/", "")

    return reader


def test_paths_count_from_the_folder_of_the_file(read, tmp_path):
    gallery = read(f'out = "../exports"\n{FIGURE}')
    assert gallery.out == tmp_path / "../exports"
    assert gallery.entries[0].table == tmp_path / "june.csv"
    assert gallery.entries[0].formats == ("html",)


def test_gallery_defaults_apply_unless_a_figure_overrides_them(read):
    top = 'formats = ["svg"]\nscale = 3\ntheme = "dark"\nsides = ["UN"]\n'
    own = 'formats = ["png"]\nscale = 1\n'
    may = FIGURE.replace("june", "may")
    one, two = read(f'{top}{FIGURE}theme = "print"\n{may}{own}').entries
    assert (one.formats, one.scale, one.options["theme"]) == (("svg",), 3.0, "print")
    assert (two.formats, two.scale, two.options["theme"]) == (("png",), 1.0, "dark")
    assert one.options["sides"] == ["UN"]


def test_pdf_may_have_pages_of_a_paper(read, refused):
    may = FIGURE.replace("june", "may")
    one, two = read(f'paper = "a4"\n{FIGURE}{may}paper = "letter-landscape"\n').entries
    assert (one.paper, two.paper) == ("a4", "letter-landscape")
    assert read(FIGURE).entries[0].paper == ""
    assert 'figure "june": paper "a44" is not known (did you mean "a4"?)' in refused(
        f'{FIGURE}paper = "a44"\n'
    )


def test_reading_and_drawing_options_are_separated(read):
    entry = read(f'{FIGURE}encoding = "cp1252"\ntitle = "June"\n').entries[0]
    assert entry.reading == {"encoding": "cp1252"}
    assert entry.options == {"title": "June"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "figures.toml: describes no figure (add a [[figure]] with name, chart, table)"),
        (
            f'titel = "x"\n{FIGURE}',
            'figures.toml: the key "titel" is not known',
        ),
        (
            f'{FIGURE}titel = "x"\n',
            'figures.toml: figure "june": the key "titel" is not known (did you mean "title"?)',
        ),
        (
            f'{FIGURE}measure = "x"\n',
            'figures.toml: figure "june": the key "measure" is not known',
        ),
        (
            FIGURE.replace("table", "tabel"),
            'figures.toml: figure 1: the key "table" is missing (found "tabel" instead)',
        ),
        (
            FIGURE.replace('name = "june"\n', ""),
            'figures.toml: figure 1: the key "name" is missing (add name = ...)',
        ),
        (FIGURE * 2, 'figures.toml: the name "june" is used twice (names are file names)'),
        (
            FIGURE.replace("gantt", "gant"),
            'figures.toml: figure "june": chart "gant" is not known (did you mean "gantt"?)',
        ),
        (
            FIGURE.replace('"june"', '"../june"'),
            'figures.toml: figure "../june": the name must be a plain file name without folders',
        ),
        (
            f'{FIGURE}formats = ["pgn"]\n',
            'figures.toml: figure "june": format "pgn" is not known (did you mean "png"?)',
        ),
        (
            f'script = "shard"\n{FIGURE}',
            'figures.toml: script "shard" is not known (did you mean "shared"?)',
        ),
        (
            f'{FIGURE}formats = "png"\n',
            'figures.toml: figure "june": formats must be a list, as in formats = ["html", "svg"]',
        ),
        (
            FIGURE.replace('"june.csv"', "3"),
            'figures.toml: figure "june": table = 3 must be a text in quotes',
        ),
    ],
)
def test_a_fault_is_reported_with_its_place_and_a_remedy(refused, text, message):
    assert refused(text).startswith(message)


@pytest.mark.parametrize(
    "name",
    ["a\0b", "a\nb", "a\rb", "a|b", "a]]b", "a\\b", "a:b", "a<b", "a\u2028b", "\u202eb", "a.", "a ",
     "a#b", "a%b", "a`b", "a~~~b", "a&lt;b", "__TOC__", "a  b",
     "x" * 300, "é" * 120, "CON", "con.x", "NUL", "Com1", "lpt9.a.b", "a/b", ".."],
)  # fmt: skip
def test_a_name_that_is_not_a_file_name_everywhere_is_refused(refused, name):
    told = refused(FIGURE.replace('"june"', json.dumps(name)))
    assert told.startswith('figures.toml: figure "')
    assert ": the name " in told


@pytest.mark.parametrize(
    "name", ["Juni 1953", "a&b", "a~b", "é" * 100, "contra", "🔥", "-x", "a.b"]
)
def test_any_other_name_is_taken(read, name):
    entry = read(FIGURE.replace('"june"', json.dumps(name, ensure_ascii=False))).entries[0]
    assert entry.name == name


def test_a_missing_or_invalid_toml_file_is_not_a_usage_error(read, tmp_path):
    with pytest.raises(ReadError, match="there is no such file"):
        read_gallery(tmp_path / "none.toml")
    with pytest.raises(ReadError, match="not valid TOML"):
        read("[[figure]\n")
