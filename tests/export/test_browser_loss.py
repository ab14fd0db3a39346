"""A browser that is killed, frozen or none at all: one figure fails, or nobody notices."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.export.browsers import children, figure, figures, killed, processes, svg
from timeline import Browser, BrowserError, ExportError

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are read from /proc"),
]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"data": [{"type": "gantt"}], "layout": {"title": {"text": "June"}}},
         'June: cannot be drawn: trace 0: "gantt" is no type of trace'),
        ({"data": [], "layout": {"meta": {"title": "July"}, "width": 1e6, "height": 1e6}},
         "July: cannot be drawn: 2000000 × 2000000 px is too large a picture"),
        ({"data": [3], "layout": {}}, "untitled figure: cannot be drawn"),
    ],
)  # fmt: skip
def test_a_wrong_figure_fails_alone_and_is_named(
    browser: Browser, wrong: dict[str, Any], told: str
) -> None:
    before = svg(browser, figure(3))
    with pytest.raises(ExportError) as caught:
        browser.draw(wrong, {"png"})
    assert str(caught.value).startswith(told)
    assert svg(browser, figure(3)) == before


@pytest.mark.parametrize("victim", [b"--type=renderer", b"--type=zygote", b"--remote-debugging"])
def test_what_is_killed_is_replaced_and_nothing_is_missing(browser: Browser, victim: bytes) -> None:
    expected = [svg(browser, each) for each in figures(6)]
    assert killed(victim)
    assert [svg(browser, each) for each in figures(6)] == expected


def test_two_tabs_survive_killers_at_random(browser: Browser) -> None:
    wanted = figures(40)
    expected = [svg(browser, each) for each in wanted]
    browser.close()
    chance = random.Random(1953)
    over = threading.Event()

    def kill() -> None:
        for _ in range(3):  # one less than a browser that cannot start is tried
            over.wait(0.2 + chance.random())
            killed(chance.choice([b"--type=renderer", b""]))

    killer = threading.Thread(target=kill)
    with Browser(tabs=2) as two, ThreadPoolExecutor(3) as pool:
        killer.start()
        drawn = list(pool.map(lambda each: svg(two, each), 3 * wanted))
        over.set()
        killer.join()
    assert drawn == 3 * expected


def test_a_batch_survives_killers_at_random(browser: Browser) -> None:
    wanted = figures(40)
    expected = [svg(browser, each) for each in wanted]
    chance = random.Random(1953)
    kills = {n: chance.choice([b"--type=renderer", b""]) for n in chance.sample(range(40), 5)}
    drawn = []
    for number, each in enumerate(wanted):
        timer = threading.Timer(chance.random() / 20, killed, [kills.get(number, b"no one")])
        timer.start()
        drawn.append(svg(browser, each))
        timer.join()
    assert drawn == expected


def test_an_endless_loop_in_the_tab_is_given_up() -> None:
    with Browser(timeout=1) as looping:
        expected = svg(looping, figure(1))
        with pytest.raises(BrowserError, match="took longer than 1 seconds"):
            looping.ask("draw.constructor('for (;;);')")
        assert svg(looping, figure(1)) == expected


@pytest.mark.usefixtures("alone_here")
@pytest.mark.parametrize("frozen", [b"--type=renderer", b""])
def test_what_is_frozen_is_given_up(frozen: bytes) -> None:
    with Browser(timeout=1) as browser:
        expected = svg(browser, figure(1))
        assert killed(frozen, signal.SIGSTOP)
        assert svg(browser, figure(1)) == expected
        killed(frozen, signal.SIGSTOP)
    assert not processes()


def test_a_figure_that_always_takes_too_long_is_named() -> None:
    with Browser(timeout=0.001) as browser, pytest.raises(ExportError) as caught:
        browser.draw(figure(4), {"png"})
    told = "Figure 4: cannot be drawn: took longer than 0.001 seconds (2 browsers were tried)"
    assert str(caught.value) == told


@pytest.mark.usefixtures("alone_here")
@pytest.mark.parametrize("program", ["/bin/false", "/bin/cat", "sleeper"])
def test_a_program_that_is_no_browser_is_told_in_time_and_in_four_lines(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if program == "sleeper":
        program = str(tmp_path / "sleeper")
        Path(program).write_text("#!/bin/sh\nsleep 60\n")
        Path(program).chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", program)
    with Browser(patience=1) as browser, pytest.raises(BrowserError) as caught:
        browser.draw(figure(1), {"png"})
    assert str(caught.value).startswith(f"{program} cannot draw: ")
    assert "BROWSER_PATH=" in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 4
    assert not processes()


INTERRUPTED = """
import sys, threading, os, signal
from timeline.export.driver.browser import Browser
from timeline.cli import cleaning_up
with cleaning_up(), Browser() as browser:
    if sys.argv[1] == "early":
        print("ready", flush=True)
    while True:
        browser.draw({"data": [{"type": "bar", "y": [1, 2]}]}, {"png", "pdf"})
        if sys.argv[1] == "late":
            print("ready", flush=True)
"""


@pytest.mark.usefixtures("alone_here")
@pytest.mark.parametrize("when", ["early", "late"])
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -9)]
)
def test_a_signal_leaves_no_process_and_no_folder(
    when: str, number: int, code: int, folder: Path
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, when],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(folder)},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n", child.communicate(timeout=20)
    time.sleep(0.2)
    leaders = children(child.pid)
    child.send_signal(number)
    child.communicate(timeout=20)
    # Python ends itself by the signal again after a KeyboardInterrupt: 130 to a shell.
    assert child.returncode in (code, -signal.SIGINT if code == 130 else code)
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}/cmdline").exists() for pid in leaders):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    if number != signal.SIGKILL:
        assert not list(folder.iterdir())
