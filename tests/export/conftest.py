"""The browser that the tests of a module share."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.export.browsers import processes
from timeline import Browser


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder with a short name: sockets in it have a limit."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


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
