"""Edits by users of plotly: laid out again, or left to plotly."""

from __future__ import annotations

import io

import pytest

import timeline as tl
from tests.internals import bundle, chart_of

TABLE = b"title,start,side\nAssault,1953-06-10,UK\nRelief,1953-06-12,US\n"


@pytest.mark.parametrize(
    ("change", "width", "height", "theme"),
    [
        ({"width": 600}, 600, None, "light"),
        ({"height": 500}, 1080, 500, "light"),
        ({"width": 700, "height": 400}, 700, 400, "light"),
        ({"template": "plotly_dark"}, 1080, None, "dark"),
        ({"template": "plotly_white"}, 1080, None, "light"),
    ],
)
def test_a_size_or_a_template_is_laid_out_again(change, width, height, theme):
    figure = tl.gantt(TABLE)
    figure.update_layout(**change)
    chart = chart_of(figure)

    assert chart.theme.name == theme
    same = tl.gantt(TABLE, width=width, height=height, theme=theme)._chart
    assert chart.figure() == same.figure()


def test_a_notebook_shows_the_figure_that_was_laid_out_again():
    figure = tl.gantt(TABLE)
    figure.update_layout(width=600)
    assert (
        bundle(figure)["application/vnd.plotly.v1+json"]["layout"]
        == bundle(tl.gantt(TABLE, width=600))["application/vnd.plotly.v1+json"]["layout"]
    )


def test_an_error_for_a_small_height_states_the_height_needed():
    figure = tl.gantt(TABLE)
    figure.update_layout(height=50)
    with pytest.raises(tl.LayoutError, match="needs a height of"):
        tl.render(figure, {"html"})


@pytest.mark.parametrize(
    "edit",
    [
        lambda figure: figure.update_traces(marker_color="crimson"),
        lambda figure: figure.update_layout(title_text="Mine", width=600),
        lambda figure: figure.update_layout(legend_title_text="Side"),
    ],
)
def test_any_other_edit_is_kept_as_it_is(edit):
    figure = tl.gantt(TABLE)
    edit(figure)
    assert chart_of(figure) is None
    assert {bar.marker.color for bar in figure.data if bar.type == "bar"}


def test_names_of_traces_and_the_class_of_the_figure_stay_plotlys():
    figure = tl.gantt(TABLE)
    assert type(figure).__name__ == "Figure"
    assert {trace.name for trace in figure.data if trace.type == "bar"} == {"UK", "US"}


@pytest.mark.browser
def test_pictures_by_plotlys_own_methods_are_those_of_save(tmp_path):
    figure = tl.gantt(TABLE)
    figure.write_image(tmp_path / "a.svg")
    tl.save(figure, tmp_path / "b.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()

    file = io.BytesIO()
    figure.write_image(file, format="png", width=600)
    assert file.getvalue() == figure.to_image("png", width=600)
    assert file.getvalue()[16:20] == (600).to_bytes(4, "big")
