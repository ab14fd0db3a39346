"""Our renderer and kaleido draw the same scene, compared in one browser."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.internals import draw_entry, read_gallery
from tests.window import Window
from timeline import read_events, render

ENTRIES = {
    entry.name: entry
    for entry in read_gallery(Path(__file__).parents[2] / "data" / "figures.toml").entries
}
#: The share of pixels that may differ by more than 16 of 255.
SHARE = 0.002


def shown(svg: bytes, folder: Path, name: str, window: Window) -> np.ndarray:
    (folder / f"{name}.svg").write_bytes(svg)
    page, picture = folder / f"{name}.html", folder / f"{name}.png"
    page.write_text(f'<body style="margin:0"><img src="{name}.svg" style="display:block">')
    window.open(page.as_uri(), width=1080, height=2000)
    window.picture(picture, whole=False)
    return np.asarray(Image.open(picture).convert("RGB")).astype(int)


@pytest.mark.browser
@pytest.mark.parametrize("name", ENTRIES)
def test_both_renderers_draw_the_same(name: str, tmp_path: Path, window: Window) -> None:
    entry = ENTRIES[name]
    chart = draw_entry(entry, read_events(entry.table, **entry.reading))
    ours = shown(render(chart, {"svg"})["svg"], tmp_path, "ours", window)
    drawn = render(chart, {"svg"}, engine="kaleido")["svg"]
    theirs = shown(drawn, tmp_path, "theirs", window)
    assert ours.shape == theirs.shape
    differing = (np.abs(ours - theirs).max(axis=2) > 16).mean()
    assert differing <= SHARE, f"{differing:.3%}"
