"""What pages share is put beside them once, and never made smaller."""

from __future__ import annotations

from pathlib import Path

from tests.internals import shared_beside, write_files

FIGURES = [{"data": [{"type": "bar"}]}]


def test_only_what_is_lacking_or_different_is_returned(tmp_path: Path) -> None:
    lacking = shared_beside(FIGURES, tmp_path)
    assert tmp_path / "plotly.min.js" in lacking
    write_files(lacking)
    assert shared_beside(FIGURES, tmp_path) == {}
    (tmp_path / "timeline-figure.css").write_text("old")
    assert list(shared_beside(FIGURES, tmp_path)) == [tmp_path / "timeline-figure.css"]


def test_the_full_script_stays_and_no_other(tmp_path: Path) -> None:
    script = tmp_path / "plotly.min.js"
    ours = shared_beside(FIGURES, tmp_path)[script]
    full = shared_beside([{"data": [{"type": "heatmap"}]}], tmp_path)[script]
    script.write_bytes(full)
    assert script not in shared_beside(FIGURES, tmp_path)
    for other in (ours[:-1], ours + b"\n// more", full + b"\n// more"):
        script.write_bytes(other)
        assert script in shared_beside(FIGURES, tmp_path)
