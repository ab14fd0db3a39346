"""choreographer's names, imported so that it leaves our command line alone.

One of its parts (logistro) reads ``sys.argv`` as it is imported, and ends the
program at an option that it takes for its own shortened (``--log``). It is
imported here, and only here, by a thread that sees no arguments; all others see them.

No name with an underscore is used. ``BEYOND`` lists what we lean on that its documents do not
promise; the version is pinned below the next major one, and a test sees that all of it is there.
What we would have of it instead, so that the list can go (its issues know some of it:
kaleido 353, 400 on speed, 103 on hanging):

- an import that reads no arguments;
- a pipe that reads in large pieces and lets go of the browser's ends, so that the end of
  the browser is seen (``Channel`` is ours for that);
- an opened browser whose process can be asked for, and is found at once where its page
  is on the command line, without a fixed wait of 0.1 s;
- of kaleido: a tab that is not loaded anew for each figure, ``Runtime.enable`` only after
  the page has loaded, and several formats of one drawing.
"""

from __future__ import annotations

import sys
import threading
from typing import Any


class Arguments(list[str]):
    """The program's arguments, which the thread that has made this list does not see."""

    def __init__(self, given: list[str]) -> None:
        super().__init__(given)
        self._blind = threading.get_ident()

    def __getitem__(self, place: Any) -> Any:
        """Return one of them, or a slice, which is empty for that thread."""
        found = super().__getitem__(place)
        blind = isinstance(place, slice) and threading.get_ident() == self._blind
        return [] if blind else found

    def __contains__(self, word: object) -> bool:
        """Tell whether a word is among them."""
        return threading.get_ident() != self._blind and super().__contains__(word)


_given, _shown = sys.argv, Arguments(sys.argv)
sys.argv = _shown
try:
    from choreographer import Browser, Tab
    from choreographer.browsers import BrowserClosedError, BrowserFailedError, Chromium
    from choreographer.channels import ChannelClosedError, MessageTooLargeError, Pipe
finally:
    if sys.argv is _shown:  # unless somebody else has set them meanwhile
        sys.argv = _given

#: By class, the names that we take over or look at, beside those that its guide explains.
BEYOND = {
    Browser: ("subprocess",),
    Chromium: ("find_browser", "get_cli", "get_env", "path", "tmp_dir"),
    Pipe: ("from_choreo_to_external", "from_external_to_choreo", "is_ready", "open", "read_jsons",
           "write_json", "close"),
}  # fmt: skip

__all__ = [
    "BEYOND",
    "Browser",
    "BrowserClosedError",
    "BrowserFailedError",
    "ChannelClosedError",
    "Chromium",
    "MessageTooLargeError",
    "Pipe",
    "Tab",
]
