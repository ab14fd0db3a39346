"""The command line by which the browser is started, and the channel it is spoken to over.

It takes the page to open and returns choreographer's classes with our flags.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from timeline.export.driver.choreography import Chromium, Pipe

__all__ = ["Program", "line", "program", "sandbox"]

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
    from timeline.export.driver.channel import Channel

    return Channel
