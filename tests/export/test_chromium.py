"""The right browser is found, and started as it should be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from choreographer.browsers import Chromium

from timeline.errors import BrowserError
from timeline.export.channel import Channel
from timeline.export.chromium import FLAGS, HOW_TO_GET, find_browser, program, sandbox


def executable(path: Path) -> Path:
    path.write_text("#!/bin/sh\n")
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


def test_the_command_has_our_flags_and_the_page_last(tmp_path: Path) -> None:
    channel = Channel()
    path = executable(tmp_path / "browser with space")
    started = program("file:///page.html", ["--more"])(channel, path, enable_sandbox=True)
    started.pre_open()
    command = started.get_cli()
    started.clean()
    channel.close()
    assert command[0] == "/bin/sh"
    assert command[3] == str(path)
    assert command[-2:] == ["--more", "file:///page.html"]
    assert set(FLAGS) < set(command)
    assert "--remote-debugging-pipe" in command
    assert "--no-sandbox" not in command


def test_the_sandbox_is_on_for_all_but_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert sandbox() == (True, "on: the user is not root")
    assert sandbox(wanted=False) == (False, "off: the system refuses it to this user")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert sandbox()[0] is False
