"""The process of the command line: how it ends, and what a broken standard output does to it."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-m", "timeline"]
WITH_CLEANUP = """
import atexit, sys
from timeline.__main__ import run
atexit.register(print, "cleaned up")
sys.argv = ["timeline", *sys.argv[1:]]
run()
"""
FULL = "standard output: cannot be written: no space left on device\n"


@pytest.mark.parametrize(("words", "code"), [(["example"], 0), (["check", "none.csv"], 1)])
def test_a_command_ends_with_its_code_after_its_output_and_cleanup(words, code):
    done = subprocess.run(
        [sys.executable, "-c", WITH_CLEANUP, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    assert done.stdout.endswith("cleaned up\n")
    assert ("korea-1953" in done.stdout) == (code == 0)


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
@pytest.mark.parametrize("words", ["--version", "example", "themes", "example --help"])
def test_a_full_disk_as_standard_output_is_one_sentence(words):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *words.split()], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (1, FULL)


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
@pytest.mark.parametrize("redirection", [">&-", "| true"])
def test_a_closed_standard_output_is_no_traceback(redirection):
    line = f"{shlex.join(COMMAND)} example {redirection}"
    done = subprocess.run(line, shell=True, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Error" not in done.stderr
