"""The right browser is found, and tells its version without being started."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from choreographer.browsers import Chromium

from tests.internals import HOW_TO_GET, asked_version, find_browser, home
from timeline import BrowserError

installed = home("find_browser")


def executable(path: Path, script: str = "") -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def _bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))


def test_the_one_that_is_named_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(tmp_path / "chromium-headless-shell")
    own = executable(tmp_path / "own")
    assert find_browser() == tmp_path / "chromium-headless-shell"
    for wanted in (str(own), "own"):
        monkeypatch.setenv("BROWSER_PATH", wanted)
        assert find_browser() == own


@pytest.mark.parametrize(
    ("name", "told"), [("none", "is no file"), ("text", "may not be executed")]
)
def test_a_named_one_that_cannot_run_is_told(
    name: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "text").write_text("text")
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / name))
    with pytest.raises(BrowserError, match=told) as caught:
        find_browser()
    assert len(str(caught.value).splitlines()) <= 4


def test_where_there_is_none_four_lines_tell_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Chromium, "find_browser", lambda **_: None)
    with pytest.raises(BrowserError) as caught:
        find_browser()
    assert str(caught.value) == f"no browser was found. {HOW_TO_GET}"
    assert len(str(caught.value).splitlines()) == 4
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("script", "version"),
    [
        ("echo Chromium 156.0.8078.79 built on Debian 12", "156.0.8078.79"),
        ("echo Google Chrome 120.0.1", "120.0.1"),
        ("echo I am no browser", ""),
        ("exit 1", ""),
    ],
)
def test_a_program_tells_its_version(tmp_path: Path, script: str, version: str) -> None:
    executable(tmp_path / "headless-shell", script)
    wait = asked_version()
    assert (wait(), wait()) == (version, version)


def test_a_program_that_says_nothing_is_not_waited_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "_PATIENCE", 0.1)
    executable(tmp_path / "headless-shell", "exec /bin/sleep 60")
    assert asked_version()() == ""


def test_no_browser_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/none")
    assert asked_version()() == ""


def test_a_program_is_asked_once_and_again_when_it_is_another(tmp_path: Path) -> None:
    said = tmp_path / "said"
    program = executable(tmp_path / "headless-shell", f"echo x >> {said}\necho 1.2.3")
    assert [asked_version()() for _ in range(3)] == ["1.2.3"] * 3
    assert said.read_text() == "x\n"
    os.utime(executable(program, "echo 1.2.4"), ns=(1, 1))
    assert asked_version()() == "1.2.4"
