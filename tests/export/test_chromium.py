"""The browser is started as it should be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.internals import FLAGS, Channel, program, sandbox


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    path = tmp_path / "browser with space"
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_command_has_our_flags_and_the_page_last(browser: Path) -> None:
    channel = Channel()
    started = program("file:///page.html", ["--more"])(channel, browser, enable_sandbox=True)
    started.pre_open()
    command = started.get_cli()
    started.clean()
    channel.close()
    assert command[0] == "/bin/sh"
    assert command[3] == str(browser)
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
