import re

from tests.articles import figures
from tests.internals import contrast, page_script, page_style, shared_files
from timeline import THEMES


def test_the_style_names_the_colours_of_the_themes() -> None:
    style = page_style()
    for theme in (THEMES["light"], THEMES["dark"]):
        assert f"--tl-paper:{theme.paper};" in style
        assert contrast(theme.sides[0], theme.paper) >= 4.5  # it is the colour of links


def test_shared_style_loads_only_files_that_are_shared() -> None:
    files = shared_files(figures().values())
    named = re.findall(r"url\((.*?)\)", files["timeline-figure.css"].decode())
    assert named
    assert set(named) < set(files)


def test_the_script_reaches_for_nothing_outside() -> None:
    assert not re.search(r"https?:|fetch\(|XMLHttp|eval\(|innerHTML = [^t]", page_script())
