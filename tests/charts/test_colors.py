"""User-defined colours of sides: the same in every chart, visible on every background."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import timeline as tl
from tests.internals import contrast, main, svg, theme_lines

TABLE = (
    b"title,start,side,measure,value,source\nAssault,1953-06-10,UK,,,a\nRelief,1953-06-12,US,,,a\n"
    b"Shells,1953-06-12,UK,shells,9,a\nShells,1953-06-12,US,shells,7,a\n"
)
NAVY = {"UK": "#003366"}
CHARTS = [
    (tl.gantt, {}),
    (tl.bars, {"measure": "shells"}),
    (tl.panels, {"charts": [{"chart": "gantt"}, {"chart": "claims"}]}),
]


def text_of(figure):
    return json.dumps(figure.to_plotly_json(), default=str)


@pytest.mark.parametrize(("chart", "options"), CHARTS)
def test_a_side_has_the_colour_that_it_is_given(chart, options):
    figure = chart(TABLE, colors=NAVY, **options)
    plain = chart(TABLE, **options)

    assert "#003366" in text_of(figure)
    assert "#003366" not in text_of(plain)
    others = {trace.name: trace.marker.color for trace in plain.data if trace.name == "US"}
    assert others == {t.name: t.marker.color for t in figure.data if t.name == "US"} or not others


def test_a_picture_has_it_too_and_its_dark_twin_one_that_is_seen():
    chart = tl.gantt(TABLE, colors=NAVY)._chart
    light, dark = tl.THEMES["light"], tl.THEMES["dark"]
    assert "#003366" in svg(chart.lay_out(720, light), light)

    seen = dark.color("own #003366")
    assert contrast(seen, dark.paper) >= 3
    assert seen in svg(chart.lay_out(720, dark), dark)
    assert "#003366" not in svg(chart.lay_out(720, dark), dark)


@pytest.mark.parametrize(
    ("colors", "message"),
    [
        ({"UK": "navy"}, "must be a colour such as"),
        ({"UK": "#fefefe"}, r"colors: UK \(#fefefe\) on paper has a contrast of"),
        ({"UK": "#003366", "US": "#003366"}, "both #003366"),
        ("#003366", 'as in {"UK": "#003366"}'),
        ({f"S{n}": f"#00{n}366" for n in range(10, 19)}, "at most 8"),
    ],
)
def test_colours_that_do_not_do_are_refused(colors, message):
    with pytest.raises(tl.UsageError, match=message):
        tl.gantt(TABLE, colors=colors)


@pytest.mark.slow
def test_a_theme_holds_them_and_the_gallery_and_the_command_line_take_them(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_bytes(TABLE)
    (tmp_path / "house.toml").write_text('[colors]\nUK = "#003366"\n')
    assert "#003366" in text_of(tl.gantt(TABLE, theme="house.toml"))

    own = tl.Theme(name="mine", colors=(("UK", "#003366"), ('U "S"', "#c04f00")))
    (tmp_path / "again.toml").write_text(theme_lines(own))
    assert tl.gantt(TABLE, theme="again.toml")._chart.theme.colors == own.colors

    (tmp_path / "figures.toml").write_text(
        'colors = { UK = "#003366" }\n[[figure]]\nname = "a"\nchart = "gantt"\ntable = "a.csv"\n'
    )
    run = CliRunner().invoke
    assert run(main, ["build"]).exit_code == 0
    assert "#003366" in (tmp_path / "exports" / "a.html").read_text()
    done = run(main, ["gantt", "a.csv", "--colors", "UK=#003366", "-o", "b.html"])
    assert done.exit_code == 0, done.output
    assert "#003366" in (tmp_path / "b.html").read_text()
