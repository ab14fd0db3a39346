"""Rasters have the requested size and the picture's name, and match other programs."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest
import resvg_py
from PIL import Image

from tests.internals import Page, finish_png, pdf
from tests.internals import pixels as drawn_pixels
from tests.renderers.scenes import SCENES
from timeline import UsageError, render


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


@pytest.mark.parametrize("scale", [1, 2, 2.5])
def test_a_png_has_its_size_its_resolution_and_its_name(scale: float) -> None:
    chart = SCENES["claims"]()
    image = Image.open(io.BytesIO(render(chart, {"png"}, scale=scale)["png"]))
    scene = chart.lay_out(chart.width, chart.theme)
    assert image.size[0] == round(scene.width * scale)
    assert abs(image.size[1] - scene.height * scale) <= 1
    assert image.info["dpi"][0] == pytest.approx(96 * scale, abs=0.1)
    assert image.text["Title"] == "Claims"  # type: ignore[attr-defined]
    assert "UN Command" in image.text["Description"]  # type: ignore[attr-defined]


def test_all_rasters_show_one_picture() -> None:
    made = render(SCENES["gantt"](), {"png", "webp", "jpeg"})
    assert (pixels(made["png"]) == pixels(made["webp"])).all()
    assert np.abs(pixels(made["png"]) - pixels(made["jpeg"])).mean() < 1


def test_a_clear_ground_is_clear_and_the_drawing_is_not() -> None:
    image = Image.open(io.BytesIO(render(SCENES["gantt"](), {"png"}, transparent=True)["png"]))
    alpha = np.asarray(image)[:, :, 3]
    assert alpha[0, 0] == 0
    assert alpha.max() == 255


def test_bytes_that_are_not_a_png_are_refused() -> None:
    with pytest.raises(ValueError, match="no PNG"):
        finish_png(b"GIF89a", {}, scale=1)


def test_a_picture_of_any_height_and_width_is_drawn_to_its_end() -> None:
    for across, down in ((40, 34_000), (34_000, 40)):
        dot = f'<circle cx="{across - 20}" cy="{down - 20}" r="9" fill="#f00"/>'
        picture = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}">{dot}</svg>'
        )
        drawn = drawn_pixels(pdf([Page(picture, across, down)]), scale=1)
        assert drawn.shape[:2] == (down, across)
        assert drawn[down - 20, across - 20].tolist() == [255, 0, 0]


def test_too_many_pixels_are_refused() -> None:
    with pytest.raises(UsageError, match="the maximum is 16"):
        render(SCENES["claims"](), {"png"}, scale=100)


def test_numbers_of_a_png_are_whole() -> None:
    png = render(SCENES["claims"](), {"png"}, scale=1)["png"]
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) == Image.open(io.BytesIO(png)).size


def rsvg(svg: bytes) -> bytes:
    program = shutil.which("rsvg-convert")
    assert program, "rsvg-convert is missing: scripts/get_checkers.py installs it"
    return subprocess.run([program], input=svg, capture_output=True, check=True).stdout


def resvg(svg: bytes) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=svg.decode()))


@pytest.mark.slow
@pytest.mark.parametrize("draw", [rsvg, resvg])
@pytest.mark.parametrize("name", ["gantt", "claims", "columns-stacked", "foreign-letters"])
def test_other_programs_draw_the_same_and_cut_no_text(name: str, draw: object) -> None:
    """Without our font they take another one: then no text may leave the picture."""
    made = render(SCENES[name](), {"svg", "png"}, scale=1)
    theirs = pixels(draw(made["svg"]))  # type: ignore[operator]
    ours = pixels(made["png"])
    height, width = min(len(ours), len(theirs)), min(ours.shape[1], theirs.shape[1])
    assert abs(len(ours) - len(theirs)) <= 1
    assert (theirs[:height, width - 3 :] > 250).all()
    differs = np.abs(ours[:height, :width] - theirs[:height, :width]).max(axis=2) > 64
    assert differs.mean() < 0.06


def test_an_existing_picture_is_replaced(tmp_path: Path) -> None:
    from timeline import save

    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    save(SCENES["claims"](), path)
    assert path.read_bytes().startswith(b"\x89PNG")
