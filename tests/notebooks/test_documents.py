"""Quarto sets plotly's renderer itself, and prints documents that hold no HTML."""

import json
from pathlib import Path

import pytest

from tests.internals import bundle, picture_kind
from tests.internals import chosen_documents as chosen
from timeline import gantt, read_events

FIGURE = gantt(read_events(b"title,start\nAssault,1953-06-10\n"))


@pytest.fixture
def quarto(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Set what Quarto sets in the environment of every kernel, for a page of HTML."""
    monkeypatch.setenv("QUARTO_FIG_WIDTH", "7")
    monkeypatch.setenv("QUARTO_FIG_FORMAT", "png")
    monkeypatch.delenv("QUARTO_EXECUTE_INFO", raising=False)
    return monkeypatch


def informed(monkeypatch: pytest.MonkeyPatch, file: Path, kind: str) -> None:
    """Write what Quarto 1.8 and newer write about a document."""
    file.write_text(json.dumps({"format": {"pandoc": {"to": kind}}}), encoding="utf-8")
    monkeypatch.setenv("QUARTO_EXECUTE_INFO", str(file))


def test_a_renderer_that_quarto_sets_is_nobodys_choice(quarto: pytest.MonkeyPatch) -> None:
    assert not chosen("notebook_connected")
    assert chosen("png")
    quarto.delenv("QUARTO_FIG_WIDTH")
    assert chosen("notebook_connected")


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [("html", ""), ("revealjs", ""), ("gfm", ""), ("docx", "png"), ("latex", "pdf"),
     ("pdf", "pdf"), ("typst", "png"), ("odt", "png"), ("docx+styles", "png")],
)  # fmt: skip
def test_a_printed_document_takes_a_picture(
    quarto: pytest.MonkeyPatch, tmp_path: Path, kind: str, wanted: str
) -> None:
    informed(quarto, tmp_path / "info.json", kind)
    assert picture_kind() == wanted
    quarto.delenv("QUARTO_FIG_WIDTH")
    assert picture_kind() == ""


def test_an_older_quarto_tells_by_its_pictures(quarto: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert picture_kind() == ""
    quarto.setenv("QUARTO_FIG_FORMAT", "pdf")
    assert picture_kind() == "pdf"
    (tmp_path / "info.json").write_text("{}", encoding="utf-8")
    quarto.setenv("QUARTO_EXECUTE_INFO", str(tmp_path / "info.json"))
    assert picture_kind() == "pdf"


def test_a_page_of_quarto_holds_our_html(quarto: pytest.MonkeyPatch) -> None:
    assert "timeline-plot" in bundle(FIGURE)["text/html"]


@pytest.mark.browser
def test_a_printed_document_holds_the_picture_alone(
    quarto: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    informed(quarto, tmp_path / "info.json", "docx")
    shown = bundle(FIGURE)
    assert set(shown) == {"image/png", "text/plain"}
    assert shown["image/png"].startswith("iVBORw0KGgo")  # the first bytes of every PNG
