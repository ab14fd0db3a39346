"""Committed SVG snapshots of everything a scene can hold, and their texts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from tests.internals import slug, svg
from tests.renderers.scenes import SCENES
from timeline import THEMES, render

SNAPSHOTS = Path(__file__).parent / "snapshots"
SPACE = "{http://www.w3.org/2000/svg}"


def picture(name: str) -> str:
    """Return the picture of a scene, an element a line, without what changes with a version."""
    chart = SCENES[name]()
    dark = THEMES["dark"] if chart.theme.name == "auto" else None
    text = svg(chart.lay_out(chart.width, chart.theme), chart.theme, dark=dark, embed_font=False)
    text = re.sub(r"<metadata>.*?</metadata>", "<metadata/>", text, flags=re.S)
    return re.sub(r"(?<=>)(?=<(?!/))", "\n", text)


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_is_drawn_as_its_committed_picture(name: str) -> None:
    """``UPDATE_SNAPSHOTS=1 pytest tests/renderers`` writes them anew, to be looked at."""
    path, drawn = SNAPSHOTS / f"{name}.svg", picture(name)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(drawn, encoding="utf-8", newline="\n")
    assert drawn == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_is_named_and_its_ids_are_its_own(name: str) -> None:
    root = fromstring(render(SCENES[name](), {"svg"})["svg"])
    title = root.findtext(f"{SPACE}title") or ""
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert title
    assert root.get("role") == "img"
    assert root.findtext(f"{SPACE}desc")
    assert len(ids) == len(set(ids))
    assert {str(one).startswith(slug(title)) for one in ids} == {True}
    referred = set(re.findall(r"url\(#([^)]*)\)", render(SCENES[name](), {"svg"})["svg"].decode()))
    assert referred <= set(ids)
    assert str(root.get("aria-labelledby")).split()[0] in ids


def test_styles_contain_only_media_rules() -> None:
    drawn = picture("gantt")
    assert "style=" not in drawn
    assert "text-rendering" not in drawn.partition("<style>")[0]


def test_a_picture_that_follows_the_reader_writes_each_shape_once() -> None:
    light, both = picture("gantt"), picture("gantt-folded-auto")
    assert "prefers-color-scheme" not in light
    assert both.count("prefers-color-scheme") == 1
    assert both.count(">Burnt<") == 1


def test_hostile_texts_stay_texts() -> None:
    root = fromstring(render(SCENES["foreign-letters"](), {"svg"})["svg"])
    texts = ["".join(text.itertext()) for text in root.iter(f"{SPACE}text")]
    assert "文字 & <letters>" in texts
    assert any("<b>&amp;</b>" in text for text in texts)


def test_the_ground_may_be_left_out() -> None:
    chart = SCENES["claims"]()
    paper, clear = (render(chart, {"svg"}, transparent=t)["svg"].decode() for t in (False, True))
    assert f'fill="{THEMES["light"].paper}"/>' in paper.partition("</defs>")[2][:80]
    assert len(paper) - len(clear) == len('<rect width="640" height="') + len(
        re.search(r'<rect width="640" height="([^<]*>)', paper)[1]  # type: ignore[index]
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "1"])
def test_every_process_writes_the_same(seed: str) -> None:
    code = (
        "import hashlib; from tests.renderers.scenes import SCENES; from timeline import render;"
        "made = render(SCENES['gantt'](), {'svg', 'pdf', 'png', 'webp'});"
        "print(hashlib.sha256(b''.join(made[name] for name in sorted(made))).hexdigest())"
    )
    zones = {"0": "Asia/Seoul", "1": "America/Lima"}
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": each, "TZ": zones[each], "LC_ALL": "C"},
            capture_output=True, text=True, check=True,
        ).stdout
        for each in {seed, "0"}
    }  # fmt: skip
    assert len(told) == 1
