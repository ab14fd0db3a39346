"""Messages go whole, in both directions, and the end of the other side is seen."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from choreographer.channels import ChannelClosedError, MessageTooLargeError
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import Channel, home

channels = home("Channel")


class Far:
    """The browser's side of a channel: it answers with what it was sent."""

    def __init__(self, channel: Channel) -> None:
        self.reads = os.dup(channel.from_choreo_to_external)
        self.writes = os.dup(channel.from_external_to_choreo)
        channel.open()

    def echo(self, pieces: int = 1) -> None:
        rest = b""
        while not rest.endswith(b"\0"):
            rest += os.read(self.reads, 1 << 16)
        step = max(1, len(rest) // pieces)
        for start in range(0, len(rest), step):
            os.write(self.writes, rest[start : start + step])

    def leave(self) -> None:
        os.close(self.reads)
        os.close(self.writes)


@pytest.fixture
def channel() -> Iterator[Channel]:
    made = Channel()
    yield made
    made.close()


@given(st.lists(st.text(), min_size=1, max_size=3), st.integers(1, 9))
def test_messages_come_back_whole(texts: list[str], pieces: int) -> None:
    channel = Channel()
    far = Far(channel)
    for text in texts:
        thread = threading.Thread(target=far.echo, args=(pieces,))
        thread.start()
        channel.write_json({"text": text})
        messages: list[object] = []
        while not messages:
            messages = list(channel.read_jsons()[0])
        thread.join()
        plain = text.encode("utf-8", "replace").decode()
        assert messages == [{"text": plain}]
    assert channel.read_jsons(blocking=False)[0] == []
    far.leave()
    channel.close()


def test_a_message_larger_than_the_pipe_goes_through(channel: Channel) -> None:
    far = Far(channel)
    thread = threading.Thread(target=far.echo)
    thread.start()
    text = "x" * 3_000_000
    sender = threading.Thread(target=channel.write_json, args=({"text": text},))
    sender.start()
    assert channel.read_jsons()[0] == [{"text": text}]
    sender.join()
    thread.join()
    far.leave()


def test_the_death_of_the_other_side_is_seen_at_once(channel: Channel) -> None:
    far = Far(channel)
    threading.Timer(0.05, far.leave).start()
    with pytest.raises(ChannelClosedError):
        channel.read_jsons()
    assert not channel.is_ready()
    with pytest.raises(ChannelClosedError):
        channel.write_json({})


def test_closing_wakes_a_reader(channel: Channel) -> None:
    far = Far(channel)
    ended = []

    def read() -> None:
        with pytest.raises(ChannelClosedError):
            channel.read_jsons()
        ended.append(True)

    reader = threading.Thread(target=read)
    reader.start()
    time.sleep(0.05)
    channel.close()
    reader.join(5)
    assert ended
    far.leave()


def open_now() -> set[str]:
    return {link.name for link in Path("/proc/self/fd").iterdir() if link.exists()}


def test_nothing_stays_open() -> None:
    before = open_now()
    for opened in (False, True):
        channel = Channel()
        if opened:
            channel.open()
        channel.close()
        channel.close()
    assert open_now() == before


def test_a_message_that_the_browser_would_not_take_is_not_sent(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = Far(channel)
    monkeypatch.setattr(channels, "LARGEST", 20)
    with pytest.raises(MessageTooLargeError) as caught:
        channel.write_json({"text": "x" * 20})
    assert json.loads(caught.value.payload or "") == {"text": "x" * 20}
    assert channel.is_ready()
    far.leave()
