"""The manifest tells every file of every figure as it stands in the folder."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.internals import MANIFEST
from timeline import build

TABLE = "title,start,side\nAssault,1953-06-10,PVA\n"
FIGURE = 'chart = "gantt"\ntable = "events.csv"\nembed = ["markdown"]\n'


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    (tmp_path / "events.csv").write_text(TABLE)
    names = ("june", "may")
    text = "".join(f'[[figure]]\nname = "{name}"\ntitle = "On {name}"\n{FIGURE}' for name in names)
    (tmp_path / "figures.toml").write_text(f'out = "made"\n{text}')
    return tmp_path / "figures.toml"


@pytest.mark.browser
def test_every_file_is_told_with_its_hash_and_a_build_of_one_keeps_the_others(
    gallery: Path,
) -> None:
    folder = gallery.parent / "made"
    assert build(gallery).failed == {}
    first = (folder / MANIFEST).read_bytes()
    assert build(gallery).written == ()

    told = json.loads(first)["figures"]
    assert list(told) == ["june", "may"]
    assert told["june"]["title"] == "On june"
    assert told["june"]["alt"].startswith("On june")
    assert told["june"]["table_sha256"] == hashlib.sha256(TABLE.encode()).hexdigest()
    for name, file in told["june"]["files"].items():
        data = (folder / name).read_bytes()
        assert file == {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    assert {"june.html", "june.md", "june.csv", "june.plot.dark.svg"} <= set(told["june"]["files"])

    build(gallery, only=["may"], force=True)
    assert (folder / MANIFEST).read_bytes() == first
    (folder / MANIFEST).unlink()
    build(gallery)
    assert (folder / MANIFEST).read_bytes() == first


def test_a_gallery_without_embeds_has_no_manifest(gallery: Path) -> None:
    gallery.write_text(gallery.read_text().replace('embed = ["markdown"]', ""))
    build(gallery)
    assert not (gallery.parent / "made" / MANIFEST).exists()
