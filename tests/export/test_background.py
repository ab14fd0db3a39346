"""Whoever waits for an answer gets one, or an error: never nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.internals import Background, LostTabError, cleaning_up
from tests.internals import driver_in_time as in_time


async def nothing() -> None:
    return None


async def for_ever() -> None:
    await asyncio.sleep(3600)


async def stubborn() -> None:
    """Work that will not be called off."""
    while True:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            continue


def test_an_error_comes_back_as_it_is() -> None:
    async def wrong() -> None:
        raise ValueError("wrong")

    background = Background()
    with pytest.raises(ValueError, match="wrong"):
        background.wait(wrong)
    background.close(nothing, seconds=1)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("work", [for_ever, stubborn])
def test_who_waits_when_it_is_closed_is_told(work: object) -> None:
    background = Background()
    with ThreadPoolExecutor(5) as pool:
        waiting = [pool.submit(background.wait, work) for _ in range(5)]
        time.sleep(0.1)
        background.close(nothing, seconds=0.2)
        for one in waiting:
            assert isinstance(one.exception(timeout=10), LostTabError)


def test_after_the_end_nothing_is_begun_and_it_ends_once() -> None:
    background, ended = Background(), []

    async def end() -> None:
        ended.append(True)

    for _ in range(2):
        background.close(end, seconds=1)
    assert ended == [True]
    with pytest.raises(LostTabError, match="the browser ended"):
        background.wait(nothing)


@pytest.mark.parametrize("ending", [False, True])
def test_what_no_work_has_raised_is_told_unless_the_browser_is_being_ended(
    ending: bool, caplog: pytest.LogCaptureFixture
) -> None:
    background = Background()

    def wrong() -> None:
        raise asyncio.InvalidStateError("answered twice")

    async def call() -> None:
        asyncio.get_running_loop().call_soon(wrong)
        await asyncio.sleep(0.05)

    if not ending:
        background.wait(call)
    background.close(call if ending else nothing, seconds=5)
    assert ("answered twice" in caplog.text) is not ending


def test_a_signal_in_the_midst_of_the_end_does_not_cut_it_short() -> None:
    background, ended = Background(), []

    async def end() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.sleep(0.3)
        ended.append(True)

    with pytest.raises(KeyboardInterrupt), cleaning_up():
        background.close(end, seconds=10)
    assert ended
    with pytest.raises(LostTabError):
        background.begin(nothing)


def test_the_end_of_the_time_and_of_the_tab_are_told_apart() -> None:
    async def lost(*, crashed: bool) -> bool:
        end: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if crashed:
            end.set_result(None)
        try:
            await in_time(for_ever(), 0.01, end)
        except LostTabError as error:
            return error.slow
        raise AssertionError

    assert asyncio.run(lost(crashed=False)) is True
    assert asyncio.run(lost(crashed=True)) is False
