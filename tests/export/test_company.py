"""Who works alone has no company, and everybody gets a turn."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from tests.internals import Company


def test_some_are_together_and_who_is_alone_is_alone() -> None:
    company, there, seen = Company(), [0], []
    lock = threading.Lock()

    def work(number: int) -> None:
        alone = number % 5 == 0
        with company.joined(alone=alone):
            with lock:
                there[0] += 1
            time.sleep(0.002)
            with lock:
                seen.append((alone, there[0]))
                there[0] -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(100)))
    assert len(seen) == 100
    assert {count for alone, count in seen if alone} == {1}
    assert max(count for alone, count in seen if not alone) > 1


def test_an_error_ends_the_stay() -> None:
    company = Company()
    for alone in (True, False, True):
        try:
            with company.joined(alone=alone):
                raise ValueError
        except ValueError:
            continue


def test_who_wants_to_be_alone_is_not_overtaken() -> None:
    company = Company()
    order: list[str] = []
    first = threading.Event()

    def alone() -> None:
        with company.joined(alone=True):
            order.append("alone")

    def later() -> None:
        with company.joined():
            order.append("later")

    with company.joined():
        threads = [threading.Thread(target=alone)]
        threads[0].start()
        first.wait(0.05)  # it waits in the queue by now
        threads.append(threading.Thread(target=later))
        threads[1].start()
        first.wait(0.05)
        assert order == []
    for thread in threads:
        thread.join()
    assert order == ["alone", "later"]
