"""Signals become exceptions, once."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from timeline.export.interrupt import cleaning_up


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


def test_another_thread_leaves_signals_alone() -> None:
    seen = []

    def look() -> None:
        with cleaning_up():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [signal.getsignal(signal.SIGTERM)]
