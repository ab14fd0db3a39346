"""The committed gallery is identical when built again."""

from pathlib import Path

import pytest

from timeline import build

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
EXPORTS = ROOT / "exports"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gallery")
    made = build(ROOT / "data" / "figures.toml", out=folder)
    assert made.failed == {}
    return folder


def test_nothing_is_missing_and_nothing_is_left_over(built):
    assert {path.name for path in built.iterdir()} == {path.name for path in EXPORTS.iterdir()}


@pytest.mark.parametrize("suffix", [".html", ".svg"])
def test_texts_are_the_same_byte_for_byte(built, suffix):
    for path in sorted(built.glob(f"*{suffix}")):
        same = path.read_bytes() == (EXPORTS / path.name).read_bytes()
        assert same, f"{path.name} has changed: make charts, and look at the diff"


def test_pictures_have_the_same_size(built):
    # Another rasteriser version may differ in a pixel; the SVG tests check the drawing.
    for path in sorted(built.glob("*.png")):
        header = slice(16, 24)
        assert path.read_bytes()[header] == (EXPORTS / path.name).read_bytes()[header], path.name


def test_the_readme_shows_the_gallery():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "exports/korea-june-1953.svg" in text
    assert (EXPORTS / "korea-june-1953.svg").is_file()
