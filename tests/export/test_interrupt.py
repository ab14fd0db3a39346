"""Signals become exceptions, once."""

from __future__ import annotations

import os
import signal
import sys
import threading

import pytest

from tests.internals import cleaning_up


@pytest.mark.parametrize(
    ("number", "raised", "code"),
    [
        (signal.SIGINT, KeyboardInterrupt, None),
        (signal.SIGTERM, SystemExit, 143),
        (signal.SIGHUP, SystemExit, 129),
    ],
)
def test_the_first_signal_is_raised_and_the_next_is_ignored(
    request: pytest.FixtureRequest, number: int, raised: type[BaseException], code: int | None
) -> None:
    # A process started by nohup ignores the hang-up, and is left to: here it shall not.
    hung_up = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    request.addfinalizer(lambda: signal.signal(signal.SIGHUP, hung_up))
    before = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)]
    cleaned = []

    def work() -> None:
        try:
            os.kill(os.getpid(), number)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGINT)
            cleaned.append(True)

    with pytest.raises(raised) as caught, cleaning_up():
        work()
    assert cleaned
    assert getattr(caught.value, "code", None) == code
    assert [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)] == before


class Dying:
    """What is sent a signal while it is cleaned up, where Python lets no exception out."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        os.kill(os.getpid(), self.number)
        len("the handler runs at the next call")


@pytest.mark.parametrize(
    ("number", "raised"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, SystemExit)]
)
def test_a_signal_is_heard_where_python_raises_nothing(
    number: int, raised: type[BaseException]
) -> None:
    def work() -> None:
        Dying(number)
        threading.Event().wait(10)

    with pytest.raises(raised), cleaning_up():
        work()


def test_other_errors_where_python_raises_nothing_are_told_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Wrong:
        def __del__(self) -> None:
            raise ValueError("wrong")

    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda lost: told.append(lost.exc_type))
    with cleaning_up():
        Wrong()
    assert told == [ValueError]


def test_another_thread_leaves_signals_alone() -> None:
    seen = []

    def look() -> None:
        with cleaning_up():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [signal.getsignal(signal.SIGTERM)]
