"""Entry point of ``python -m timeline``, the same as the command ``timeline``."""

import atexit
import errno
import gc
import os
import signal
import sys
import threading


def run() -> None:
    """Run the command line; Ctrl-C during its import exits silently."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Imports make a great many objects that stay; each collection would visit them all.
    gc.set_threshold(100_000, 20, 20)
    from timeline.cli import main

    try:
        main(prog_name="timeline")
    except SystemExit as exit:
        _exit_at_once(exit.code)
        raise
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("standard output: cannot be written: no space left on device", file=sys.stderr)
        os._exit(1)  # another flush would fail again


def _exit_at_once(code: object) -> None:
    """End the process without freeing its objects one by one: a tenth of a short command."""
    if threading.active_count() > 1 or not isinstance(code, int | None):
        return
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream:  # none where the shell closed it
                stream.flush()
    except (OSError, ValueError):  # Python reports it in its own way
        return
    os._exit(code or 0)


if __name__ == "__main__":
    run()
