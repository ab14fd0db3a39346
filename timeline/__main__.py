"""Entry point of ``python -m timeline``, the same as the command ``timeline``."""

import signal

__all__ = ["run"]


def run() -> None:
    """Run the command line; Ctrl-C during its import exits silently."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from timeline.cli import main

    main(prog_name="timeline")


if __name__ == "__main__":
    run()
