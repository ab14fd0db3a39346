"""A picture that follows the scheme shows one of its two, and says everything once."""

import re

import pytest

from tests.articles import figures
from tests.internals import follow_scheme, gantt_chart
from tests.layouts import table
from tests.window import Window
from timeline import gantt, render, save

ROWS = [{"title": "Assault", "start": "1953-06-10", "end": "1953-06-12~", "side": "PVA"}]


def svg(color):
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" style="font-size:12px"><title>June</title>'
        f'<defs><clipPath id="c"/></defs><path clip-path="url(#c)" fill="{color}"/></svg>'
    ).encode()


def test_ids_differ_styles_stay_and_titles_stand_once():
    both = follow_scheme(svg("#fff"), svg("#000")).decode()
    assert re.findall('id="([^"]+)"', both) == ["c", "dark-c"]
    assert re.findall(r'clip-path="url\(#([^)]+)\)"', both) == ["c", "dark-c"]
    assert both.count("font-size:12px") == 2
    assert both.count("<title>") == 1
    assert '<g class="timeline-dark" style="font-size:12px" display="none">' in both


def test_pages_have_the_scheme_of_their_figure(tmp_path):
    for theme, scheme in (("light", "light"), ("dark", "dark"), ("auto", "auto")):
        html = render(gantt(table(ROWS), theme=theme), {"html"}, script="cdn")["html"].decode()
        assert f'class="timeline-page timeline-{scheme}"' in html


def test_a_page_takes_the_colours_of_a_theme_of_ones_own(tmp_path):
    path = tmp_path / "house.toml"
    path.write_text('paper = "#fff9ec"\nink = "#101010"', encoding="utf-8")
    html = render(gantt_chart(table(ROWS), theme=str(path)), {"html"}, script="cdn")["html"]
    assert b"--tl-paper:#fff9ec;--tl-ink:#101010" in html


@pytest.mark.browser
def test_a_saved_picture_is_light_or_dark_as_the_reader_has_it(tmp_path):
    path = tmp_path / "auto.svg"
    save(gantt_chart(table(ROWS), theme="auto"), path)
    shown = "getComputedStyle(document.querySelector('.timeline-{}')).display"
    with Window() as window:
        for scheme, other in (("light", "dark"), ("dark", "light")):
            window.open(path.as_uri(), prefers_color_scheme=scheme)
            assert window.ask(shown.format(scheme)) == "inline"
            assert window.ask(shown.format(other)) == "none"


def test_figures_of_plain_dicts_stay_as_they_are():
    html = render(figures()[720], {"html"}, script="cdn")["html"].decode()
    assert 'class="timeline-page timeline-light"' in html
