import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.internals import BASIC_FILE, bundle_for, home, integrity

bundle = home("bundle_for")

BARS = {"data": [{"type": "bar"}, {"type": "scatter"}, {}]}


def test_bars_and_marks_need_the_basic_bundle_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "basic" in bundle_for([BARS], cdn=True).url
    assert "basic" not in bundle_for([BARS, {"data": [{"type": "heatmap"}]}], cdn=True).url


def test_without_the_basic_bundle_the_full_one_serves(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bundle, "BASIC_FILE", tmp_path / "missing.js")
    found = bundle_for([BARS])
    assert found.path is not None
    assert found.path.name == "plotly.min.js"
    assert found.integrity == integrity(found.path.read_bytes())


def test_a_bundle_that_was_changed_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.js"
    changed.write_text("alert(1)")
    monkeypatch.setattr(bundle, "BASIC_FILE", changed)
    assert "alert" not in bundle_for([BARS]).text()


def test_the_pinned_bundle_is_of_the_line_that_plotly_ships() -> None:
    shipped = bundle_for([{"data": [{"type": "heatmap"}]}]).url
    assert f"@{bundle.BASIC_VERSION.split('.')[0]}." in shipped, version("plotly")


def test_a_tarball_of_another_hash_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parents[2] / "scripts")
    import fetch_bundle

    other = tmp_path / "other.tgz"
    other.write_bytes(b"not the one")
    with pytest.raises(ValueError, match="another hash"):
        fetch_bundle.script_of(other)
    monkeypatch.setattr(fetch_bundle, "BASIC_FILE", tmp_path / BASIC_FILE.name)
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert fetch_bundle.main() == 1
    assert not (tmp_path / BASIC_FILE.name).exists()
    del sys.modules["fetch_bundle"]
