import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings

# No deadlines: a busy machine must not fail a test.
# If the folder is read-only, failing examples are not saved.
here = {"deadline": None} if os.access(".", os.W_OK) else {"deadline": None, "database": None}
settings.register_profile("here", **here)
settings.register_profile("few", max_examples=5, **here)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "here"))


@pytest.fixture(scope="session")
def window() -> Iterator[object]:
    """One browser for all tests that open pages in a window of no special kind."""
    from tests.window import Window

    with Window() as opened:
        yield opened


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not import a file whose every test has a mark that the run leaves out, as ``not slow``."""
    if collection_path.suffix != ".py" or "not " not in config.option.markexpr:
        return None
    mark = re.search(
        r"^pytestmark = \[?\s*pytest\.mark\.(\w+)", collection_path.read_text("utf-8"), re.M
    )
    return True if mark and f"not {mark[1]}" in config.option.markexpr else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bound properties that name their own number of examples by that of the profile ``few``."""
    if settings.default is None or settings.get_current_profile_name() != "few":
        return
    for item in items:
        test = getattr(item, "obj", None)
        if is_hypothesis_test(test):
            function = getattr(test, "__func__", test)
            own = function._hypothesis_internal_use_settings
            few = min(own.max_examples, settings.default.max_examples)
            function._hypothesis_internal_use_settings = settings(own, max_examples=few)


# Background jobs of a shell ignore Ctrl-C, and children inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
