"""The browser draws the same bytes whatever happens to it, and asks the network nothing."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from timeline.errors import BrowserError, ExportError
from timeline.export.browser import Browser
from timeline.export.image import finish_pdf
from timeline.export.plotlyscript import needs_full_script
from timeline.export.session import Session
from timeline.export.work import work_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are read from /proc"),
]

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>", "</text></svg>", "]]>", "&amp;lt;b&amp;gt; &nbsp;", "%{y} $x$",
    "a\x00b\x0b", "🎖 上甘岭 \u202eعربى", "'\"`", "TOBESTRIPPED", "{{x}}",
]  # fmt: skip


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder with a short name: sockets in it have a limit."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def figure(number: int, kind: str = "bar") -> dict[str, Any]:
    """A figure that differs with its number, of different parts of plotly."""
    values = [(number * step) % 17 + 1 for step in (3, 5, 7, 11)]
    trace: dict[str, Any] = {"type": kind, "y": values, "name": f"n{number}"}
    if kind == "bar":
        trace["marker"] = {"pattern": {"shape": "/\\x.|-+"[number % 7]}}
    if kind == "pie":
        trace = {"type": "pie", "values": values}
    return {
        "data": [trace, {**trace, "name": "again"}],
        "layout": {
            "title": {"text": f"Figure {number}"},
            "width": 300 + 10 * (number % 5),
            "height": 200,
            "template": {"layout": {}},
            "shapes": [{"type": "line", "x0": 0, "x1": 2, "y0": 1, "y1": number % 9}],
            "annotations": [{"text": f"note {number}", "x": 1, "y": 1}],
        },
    }


def figures(count: int) -> list[dict[str, Any]]:
    kinds = ("bar", "scatter", "pie", "box", "heatmap")
    return [figure(n, "bar" if n % 2 else kinds[n // 2 % 4]) for n in range(count)]


def processes(what: bytes = b"") -> list[int]:
    """Our browsers' processes (of this test run alone: they are our children's groups)."""
    found = []
    leaders = {int(pid) for pid in children(os.getpid())}
    for entry in Path("/proc").iterdir():
        try:
            group = int((entry / "stat").read_text().rpartition(")")[2].split()[2])
            command = (entry / "cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            continue
        if group in leaders and group != os.getpgid(0) and command and what in command:
            found.append(int(entry.name))
    return found


def children(pid: int) -> list[str]:
    found: list[str] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):  # a thread may end while it is looked at
            found += (task / "children").read_text().split()
    return found


def killed(what: bytes, number: int = signal.SIGKILL) -> int:
    pids = processes(what)
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
    return len(pids)


def svg(browser: Browser, wanted: dict[str, Any]) -> bytes:
    return browser.draw(wanted, {"svg"})["svg"]


@pytest.fixture(scope="module")
def kept() -> Iterator[Browser]:
    browser = Browser(timeout=20)
    yield browser
    browser.close()
    assert not processes()


@pytest.fixture
def browser(kept: Browser) -> Browser:
    """Return the browser of this module, started again if a test without it has ended it."""
    return kept.start()


@pytest.fixture
def alone_here(kept: Browser) -> None:
    """For tests that count or kill processes of their own."""
    kept.close()


def test_the_order_and_the_company_of_a_figure_change_no_byte(browser: Browser) -> None:
    wanted = figures(60)
    formats = {"svg", "png"}
    forwards = [browser.draw(each, formats, scale=1) for each in wanted]
    backwards = [browser.draw(each, formats, scale=1) for each in reversed(wanted)]
    assert forwards == backwards[::-1]
    assert len({drawn["svg"] for drawn in forwards}) == len(wanted)
    with Browser() as fresh:
        assert [fresh.draw(wanted[n], formats, scale=1) for n in (59, 7)] == [
            forwards[n] for n in (59, 7)
        ]


async def each_in_a_new_tab(wanted: list[dict[str, Any]]) -> list[bytes]:
    session, drawn = Session(), []
    await session.open()
    try:
        for each in wanted:
            page = await session.another()
            text, options = work_of(each, {"svg"})
            if needs_full_script(each, text):
                await page.reload(full=True)
            drawn.append((await page.call("draw", [text, options]))["svg"].encode())
            await page._send("Page.close")
    finally:
        await session.end(5)
        await session.kill(5)
        session.clean()
    return drawn


def test_five_hundred_figures_in_one_tab_are_what_they_are_in_new_tabs(browser: Browser) -> None:
    # Those that need plotly's full script last: a page that has loaded it does not go back.
    wanted = sorted(figures(500), key=lambda each: each["data"][0]["type"] == "box")
    together = [svg(browser, each) for each in wanted]
    assert len(set(together)) == len(wanted)
    with ThreadPoolExecutor(2) as pool:
        shares = pool.map(
            lambda some: asyncio.run(each_in_a_new_tab(some)), (wanted[::2], wanted[1::2])
        )
    for start, share in enumerate(shares):
        assert share == together[start::2]


@pytest.mark.usefixtures("alone_here")
def test_two_tabs_draw_what_one_draws(browser: Browser) -> None:
    wanted = figures(60)

    def drawn(painter: Browser, each: dict[str, Any]) -> tuple[bytes, bytes, bytes]:
        made = painter.draw(each, {"svg", "png", "pdf"}, scale=1)
        return made["svg"], made["png"], finish_pdf(made["pdf"])  # a raw one tells the time

    expected = [drawn(browser, each) for each in wanted]
    browser.close()
    with Browser(tabs=2) as two, ThreadPoolExecutor(3) as pool:
        two.describe()
        deadline = time.monotonic() + 20
        while len(processes(b"--type=renderer")) < 2:  # each tab has a process of its own
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert list(pool.map(lambda each: drawn(two, each), wanted)) == expected
    assert not processes()


@pytest.mark.usefixtures("alone_here")
def test_what_a_figure_does_to_the_browser_is_not_laid_at_the_door_of_another() -> None:
    heavy = {"data": [{"type": "scatter", "mode": "markers", "y": list(range(200_000))}],
             "layout": {"title": {"text": "Heavy"}}}  # fmt: skip
    with Browser(tabs=2, timeout=1.5) as two, ThreadPoolExecutor(3) as pool:
        expected = [svg(two, each) for each in figures(20)]
        failing = pool.submit(svg, two, heavy)
        drawn = list(pool.map(lambda each: svg(two, each), figures(20)))
        assert drawn == expected
        with pytest.raises(ExportError, match=r"^Heavy: cannot be drawn: took longer"):
            failing.result()


def test_a_browser_that_is_closed_lets_nobody_wait() -> None:
    with Browser(tabs=2) as two, ThreadPoolExecutor(4) as pool:
        two.describe()
        drawing = [pool.submit(two.ask, "draw.constructor('for (;;);')") for _ in range(4)]
        time.sleep(0.2)
        two.close()
        assert all(isinstance(one.exception(timeout=20), ExportError) for one in drawing)
        with pytest.raises(ExportError, match="the browser is closed"):
            svg(two, figure(1))
        assert svg(two.start(), figure(1)).startswith(b"<svg")


def test_every_format_is_what_it_is_called(browser: Browser) -> None:
    drawn = browser.draw(figure(1), {"svg", "png", "webp", "jpeg", "pdf"}, width=310, scale=3)
    starts = {"svg": b"<svg ", "png": b"\x89PNG", "jpeg": b"\xff\xd8\xff", "pdf": b"%PDF-1"}
    assert all(drawn[name].startswith(start) for name, start in starts.items())
    assert drawn["webp"][8:12] == b"WEBP"
    assert fromstring(drawn["svg"]).get("viewBox") == "0 0 310 200"
    size = [int.from_bytes(drawn["png"][at : at + 4]) for at in (16, 20)]
    assert size == [930, 600]


def test_a_hatched_bar_is_printed_as_lines(browser: Browser) -> None:
    pdf = browser.draw(figure(1), {"pdf"})["pdf"]
    assert b"/Subtype /Image" not in pdf
    assert b"/Title (Figure 1)" in pdf


def test_hostile_texts_stay_texts(browser: Browser) -> None:
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;") for text in HOSTILE]
    wanted = {
        "data": [{"type": "bar", "orientation": "h", "x": [1] * len(HOSTILE), "y": escaped}],
        "layout": {"title": {"text": escaped[0]}, "yaxis": {"automargin": True}, "height": 600},
    }
    root = fromstring(svg(browser, wanted))
    texts = {"".join(element.itertext()) for element in root.iter(f"{SVG}text")}
    expected = {text.replace("\0", "\ufffd").replace("\x0b", "\ufffd") for text in HOSTILE}
    assert expected <= texts
    assert not list(root.iter(f"{SVG}script"))


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


def test_nothing_is_asked_of_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]

    def listen() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                asked.append(connection.recv(100))

    threading.Thread(target=listen, daemon=True).start()
    for name in ("http_proxy", "https_proxy", "all_proxy", "CHOREO_PROXY_SERVER"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
    here = f"http://127.0.0.1:{port}/x.png"
    image = {"source": here, "x": 0, "y": 1, "sizex": 1, "sizey": 1}
    wanted = figure(1)
    wanted["layout"] |= {"images": [image], "title": {"text": f'<a href="{here}">a</a>'}}
    log = tmp_path / "net.json"
    with Browser(arguments=[f"--log-net-log={log}"]) as browser:
        for format in ("svg", "pdf", "png"):
            with suppress(ExportError):  # it may say that the picture cannot be had
                browser.draw(wanted, {format})
        browser.draw(figure(2), {"pdf", "png"})
    server.close()
    assert asked == []
    text = log.read_text()
    constants, events = json.loads(text)["constants"], json.loads(text)["events"]
    kinds = {number: name for name, number in constants["logEventTypes"].items()}
    seen = {kinds[event["type"]] for event in events}
    # (A whole Chromium connects a UDP socket to learn of its routes, which sends nothing.)
    sent = {"SOCKET_BYTES_SENT", "UDP_BYTES_SENT", "HTTP_TRANSACTION_SEND_REQUEST"}
    assert sent < set(constants["logEventTypes"])
    assert not seen & {"TCP_CONNECT", *sent}


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
from timeline.export.browser import Browser
from timeline.export.image import finish_pdf
from timeline.export.plotlyscript import needs_full_script
from timeline.export.session import Session
from timeline.export.work import work_of
from timeline.export.interrupt import cleaning_up
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
