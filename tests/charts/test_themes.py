"""The picture of themes: every side and style in each theme, legible."""

import pytest
from click.testing import CliRunner

from tests.audit import audit, audit_page
from tests.internals import main, themes_chart
from timeline import THEMES, UsageError

#: So many sides, and six ways of drawing with a phase.
DRAWN = 8 + 7


def test_every_theme_shows_all_that_it_can_draw():
    layout = themes_chart().lay_out(720, THEMES["light"])
    assert [text.text for text in layout.texts if text.role == "heading"] == list(THEMES)
    for number, look in enumerate(THEMES.values()):
        panel = layout.panels[number]
        drawn = [*panel.bars, *panel.marks]
        assert {look.color(one.color) for one in drawn} >= {*look.sides, look.neutral}
        assert {bar.style for bar in panel.bars} == {"certain", "possible", "approximate"}
        assert {band.style for band in panel.bands} == {"era", "marker", "night", "nest"}
        rows = {drawn.row for drawn in (*panel.bars, *panel.marks)}
        assert len(rows) == DRAWN


def test_one_theme_may_be_shown_alone_and_one_of_your_own(tmp_path):
    house = tmp_path / "house.toml"
    house.write_text('base = "dark"\nsides = ["#58aeea", "#f28a4b"]\n', encoding="utf-8")
    chart = themes_chart(str(house))
    assert chart.theme.name == "house"
    assert chart.tabulate()[1][-1] == "#58aeea #f28a4b"
    assert len(chart.lay_out(720, chart.theme).panels) == 1
    with pytest.raises(UsageError, match='theme "drak" is not known'):
        themes_chart("drak")


@pytest.mark.slow
def test_the_command_writes_the_picture_and_still_lists(tmp_path):
    page = tmp_path / "themes.html"
    shown = CliRunner().invoke(main, ["themes", "-o", str(page)])
    assert (shown.exit_code, shown.stdout, shown.stderr) == (0, "", f"wrote {page}\n")
    assert "Themes: light, dark, print" in page.read_text(encoding="utf-8")
    assert "paper #15181d, ink" in page.read_text(encoding="utf-8")
    assert "paper #15181d" in CliRunner().invoke(main, ["themes"]).output


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 720])
def test_the_picture_has_no_fault_as_svg_or_as_a_page(width, tmp_path, window):
    chart = themes_chart()
    layout = chart.lay_out(width, chart.theme)
    seen = {"window": window, "folder": tmp_path}
    assert audit(layout, chart.theme, **seen) == []
    assert audit_page(chart, width=width, **seen) == []
