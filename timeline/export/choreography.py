"""choreographer's names, imported so that it leaves our command line alone.

One of its parts (logistro) reads ``sys.argv`` as it is imported, and ends the
program at an option that it takes for its own shortened (``--log``). It is
imported here, and only here, while there are no arguments to be read.
"""

from __future__ import annotations

import sys

_arguments, sys.argv = sys.argv, sys.argv[:1]
try:
    from choreographer import Browser, Tab
    from choreographer.browsers import BrowserClosedError, BrowserFailedError, Chromium
    from choreographer.channels import ChannelClosedError, MessageTooLargeError, Pipe
finally:
    sys.argv = _arguments

__all__ = [
    "Browser",
    "BrowserClosedError",
    "BrowserFailedError",
    "ChannelClosedError",
    "Chromium",
    "MessageTooLargeError",
    "Pipe",
    "Tab",
]
