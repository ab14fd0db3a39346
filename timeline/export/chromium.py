"""The browser that draws: where it is found, and the command line by which it is started.

It takes nothing but the machine (``BROWSER_PATH``, ``PATH``, kaleido's own
download) and returns a path and the flags. The headless shell comes first: it
starts in half the time of the whole browser and draws the same bytes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from choreographer.browsers import Chromium
from choreographer.channels import Pipe

from timeline.errors import BrowserError

__all__ = ["HOW_TO_GET", "Program", "find_browser", "line", "program", "sandbox"]

HEADLESS_SHELLS = ("chromium-headless-shell", "chrome-headless-shell", "headless-shell")

HOW_TO_GET = """\
PNG, SVG and PDF need a Chromium or Chrome; HTML does not. Any of these helps:
  apt-get install chromium-headless-shell   (or chromium)
  plotly_get_chrome                         (downloads one for this user)
  BROWSER_PATH=/path/to/chromium            (one that is elsewhere)"""

#: Told at every start; what the page may fetch is told by its own security policy besides.
FLAGS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-default-apps",
    "--disable-component-extensions-with-background-pages",
    "--disable-client-side-phishing-detection",
    "--disable-domain-reliability",
    "--no-pings",
    "--hide-scrollbars",
    "--mute-audio",
    "--lang=en-US",
    "--force-color-profile=srgb",
    "--force-device-scale-factor=1",
    "--font-render-hinting=none",
    "--disable-lcd-text",
)

# The browser wants its line on the descriptors 3 and 4, where a Popen cannot put it.
_LAUNCHER = ("/bin/sh", "-c", 'exec "$0" "$@" 3<&0 4>&1 </dev/null >&2')


def find_browser() -> Path:
    """Return the browser that will draw.

    Raises
    ------
    BrowserError
        If there is none, or ``BROWSER_PATH`` names no program; the text says how to get one.

    Examples
    --------
    >>> find_browser().is_file()  # doctest: +SKIP
    True
    """
    wanted = os.environ.get("BROWSER_PATH", "")
    if wanted:
        return _program(wanted)
    for name in HEADLESS_SHELLS:
        if found := shutil.which(name):
            return Path(found)
    path = Chromium.find_browser(skip_local=False)
    if path and Path(path).is_file():
        return Path(path)
    raise BrowserError(f"no browser was found. {HOW_TO_GET}")


def _program(wanted: str) -> Path:
    path = shutil.which(wanted)
    if path:
        return Path(path)
    told = "may not be executed" if Path(wanted).is_file() else "is no file"
    raise BrowserError(f"BROWSER_PATH={wanted} {told}. {HOW_TO_GET}")


def sandbox(wanted: bool = True) -> tuple[bool, str]:
    """Return whether the browser's sandbox is on, and why.

    It is not ``wanted`` after a browser has ended at its start with it.

    Examples
    --------
    >>> on, why = sandbox()
    >>> on == why.startswith("on: ")
    True
    """
    if os.name == "posix" and os.geteuid() == 0:
        return False, "off: the user is root, for whom the browser has none"
    if not wanted:
        return False, "off: the system refuses it to this user"
    return True, "on: the user is not root"


class Program(Chromium):
    """choreographer's Chromium, started on a page of ours, with our flags."""

    #: The address that is opened, and flags beside ours; given by a subclass of one start.
    page = "about:blank"
    more: Sequence[str] = ()

    def get_cli(self) -> list[str]:
        """Return the whole command."""
        given = [str(part) for part in super().get_cli()]
        flags = given[given.index(str(self.path)) + 1 :]
        command = [str(self.path), *flags, *FLAGS, *self.more, self.page]
        return command if os.name == "nt" else [*_LAUNCHER, *command]

    def get_env(self) -> dict[str, str]:
        """Return the environment: what the browser leaves lying, it leaves in its own folder."""
        own = str(self.tmp_dir.path)
        # It puts a socket there, whose whole name the system limits to 107 characters.
        return {**super().get_env(), **({"TMPDIR": own} if len(own) <= 60 else {})}


def program(page: str, arguments: Sequence[str] = ()) -> type[Program]:
    """Return the ``Program`` that opens a page, as choreographer wants it: a class.

    Examples
    --------
    >>> program("file:///page.html").page
    'file:///page.html'
    """
    return type("Program", (Program,), {"page": page, "more": tuple(arguments)})


def line() -> type[Pipe]:
    """Return the channel to speak over: ours, where the system can poll a pipe.

    Examples
    --------
    >>> issubclass(line(), Pipe)
    True
    """
    if os.name == "nt":
        return Pipe
    from timeline.export.channel import Channel

    return Channel
