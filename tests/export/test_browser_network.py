"""The browser asks the network nothing."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from tests.export.browsers import figure
from timeline import Browser, ExportError

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are read from /proc"),
]


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
