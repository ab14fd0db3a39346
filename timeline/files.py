"""Atomic file writes, and checks of the files to write and to read.

Takes paths and bytes. All bytes are written to temporary files beside their targets before
the first target is replaced; then the files are renamed into place. A reader of the folder
sees the old file or the new one, never a part, and a failed write (disk full, folder
read-only) changes nothing.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import sys
import tempfile
import threading
import time
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from timeline.errors import ExportError, ReadError, UsageError

STANDARD_OUTPUT = "-"

#: The umask can only be read by setting it, which affects all threads.
_ASKING = threading.Lock()

#: Names of our temporary files and folders contain the process id of their creator.
_TEMPORARY = re.compile(r"\.?timeline-(\d+)-[^.]*(?:\.tmp)?", re.ASCII)
#: If processes cannot be queried, a temporary file of this age (seconds) is a leftover.
_LEFT = 24 * 3600.0

#: Largest settings file (figures, theme, mapping), in bytes.
_MOST_SETTINGS = 10_000_000


#: A key of a hundred parts and more, as in a.b.c: the time to parse it grows with their square.
_LONG_KEY = re.compile(r"""(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){100}""")


def read_toml(path: Path, *, missing: str = "there is no such file") -> dict[str, Any]:
    r"""Return the entries of a settings file; refuse pipes and devices, which may never end.

    Raises
    ------
    ReadError
        The file is missing (``missing`` is the message), not a regular file, too large, or not
        valid TOML.

    Examples
    --------
    >>> read_toml(Path("/dev/zero"))
    Traceback (most recent call last):
        ...
    timeline.errors.ReadError: /dev/zero: cannot be read: not a file
    """
    check_path(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise OSError("not a file")
        if status.st_size > _MOST_SETTINGS:
            raise OSError(f"more than {_MOST_SETTINGS:,} bytes")
        text = path.read_text(encoding="utf-8")
        if _LONG_KEY.search(text):
            raise ReadError(f"{path}: not valid TOML: a key has more than 100 parts")
        return tomllib.loads(text)
    except FileNotFoundError as error:
        raise ReadError(f"{path}: {missing}") from error
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error}") from error
    except RecursionError:
        raise ReadError(f"{path}: not valid TOML: nested too deeply") from None
    except ValueError as error:  # also of bytes that are not text, and of endless integers
        raise ReadError(f"{path}: not valid TOML: {error}") from None


def temporary_prefix() -> str:
    """Return the prefix of our temporary file names, by which a later run recognizes them."""
    return f"timeline-{os.getpid()}-"


def clear_leftovers(folder: str | os.PathLike[str] | None = None) -> None:
    """Remove the leftovers of killed runs from a folder (default: the temporary folder).

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp())
    >>> (folder / ".timeline-999999999-x.tmp").touch()
    >>> clear_leftovers(folder)
    >>> list(folder.iterdir())
    []
    """
    with suppress(OSError), os.scandir(folder or tempfile.gettempdir()) as entries:
        for entry in entries:
            named = _TEMPORARY.fullmatch(entry.name)
            if named and not _is_in_use(int(named[1]), entry):
                with suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        shutil.rmtree(entry.path, ignore_errors=True)
                    else:
                        Path(entry.path).unlink()


def _is_in_use(process: int, entry: os.DirEntry[str]) -> bool:
    """Return whether the process that created a temporary file may still run."""
    if os.name != "posix":  # on Windows, querying a process this way would kill it
        with suppress(OSError):
            return time.time() - entry.stat(follow_symlinks=False).st_mtime < _LEFT
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True


def check_path(path: str | os.PathLike[str]) -> None:
    r"""Refuse paths that are too long or contain invalid characters.

    Raises
    ------
    UsageError
        The system does not accept the path.

    Examples
    --------
    >>> check_path("a\0b.csv")
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: 'a\x00b.csv' is not the path of a file
    """
    try:
        os.lstat(path)
    except ValueError:
        raise UsageError(f"{os.fspath(path)!r} is not the path of a file") from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise UsageError(f"{os.fspath(path)}: the path is too long for a file") from None


def make_folder(folder: Path) -> None:
    """Make a folder with its parents, unless it exists.

    Raises
    ------
    ExportError
        The system refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError(f"{folder}: the folder cannot be made: {reason}") from error


def check_outputs(
    paths: Iterable[str | os.PathLike[str]],
    *,
    overwrite: bool = True,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> None:
    """Refuse targets that cannot be written, before any work starts.

    Parameters
    ----------
    paths
        The files to write; ``-`` is standard output.
    overwrite
        Whether existing files may be replaced.
    inputs
        The files that the run reads; none of them may be a target, under any name, link or
        spelling.

    Raises
    ------
    UsageError
        A target is one of the ``inputs``, a file exists and ``overwrite`` is false, or a
        path is a folder.
    ExportError
        The folder of a file does not exist or is not writable.

    Examples
    --------
    >>> check_outputs(["no-such-folder/harry.svg"])
    Traceback (most recent call last):
        ...
    timeline.errors.ExportError: no-such-folder/harry.svg: there is no folder "no-such-folder"
    """
    files = [path for path in paths if os.fspath(path) != STANDARD_OUTPUT]
    for path in files:
        check_path(path)
    check_inputs(files, inputs)
    for path in files:
        _check_output(Path(path), overwrite=overwrite)


def check_inputs(
    paths: Iterable[str | os.PathLike[str]], inputs: Iterable[str | os.PathLike[str]]
) -> None:
    """Refuse targets that the run also reads, under any name, link or spelling.

    Raises
    ------
    UsageError
        A target is one of the inputs.

    Examples
    --------
    >>> check_inputs(["./events.csv"], ["events.csv"])
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: ./events.csv: is read and would be overwritten\
 (name another file)
    """
    read = {_identity(one): os.fspath(one) for one in inputs}
    for path in paths:
        one = read.get(_identity(path))
        if one is not None:
            same = "" if Path(one) == Path(path) else f", as {one},"
            message = f"{os.fspath(path)}: is read{same} and would be overwritten"
            raise UsageError(f"{message} (name another file)")


def _identity(path: str | os.PathLike[str]) -> tuple[int, int] | str:
    """Return a file's identity, equal for all its names; devices may be read and written."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return os.path.realpath(path) if "\0" not in os.fspath(path) else os.fspath(path)
    regular = stat.S_ISREG(status.st_mode)
    return (status.st_dev, status.st_ino) if regular else f"special {os.fspath(path)}"


def _check_output(path: Path, *, overwrite: bool) -> None:
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name a file in it")
    if path.exists() and not overwrite:
        raise UsageError(f"{path}: already exists, and overwriting is off")
    folder = path.parent
    if not folder.is_dir():
        raise ExportError(f'{path}: there is no folder "{folder}"')
    if not _is_special(path) and not os.access(folder, os.W_OK):
        raise ExportError(f'{path}: the folder "{folder}" cannot be written to')


def write_files(
    outputs: Mapping[str, bytes] | Mapping[Path, bytes], *, overwrite: bool = True
) -> None:
    """Write all files or none: all bytes are on disk before the first file is replaced.

    Parameters
    ----------
    outputs
        Bytes by path; ``-`` is standard output and is written last.
    overwrite
        Whether existing files may be replaced.

    Raises
    ------
    UsageError
        A file exists by now and ``overwrite`` is false.
    ExportError
        The system refuses: no space, no permission, no folder.

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_files({folder / "a.svg": b"<svg/>"})
    >>> [path.name for path in folder.iterdir()], (folder / "a.svg").read_bytes()
    (['a.svg'], b'<svg/>')
    """
    waiting: dict[Path, Path] = {}
    plain = _plain_files(outputs)
    for folder in {path.parent for path in plain}:
        clear_leftovers(folder)
    try:
        for path, data in plain.items():
            with _system_errors(path):
                waiting[path] = _temporary(path, data)
        for path in list(waiting):
            with _system_errors(path):
                _put(waiting[path], path, overwrite=overwrite)
            del waiting[path]
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)
    for name, data in outputs.items():
        _write_through(os.fspath(name), data)


def _write_through(name: str, data: bytes) -> None:
    """Write directly to a target that cannot be replaced: standard output, a device, a pipe."""
    if name == STANDARD_OUTPUT:
        with _system_errors(Path("standard output")):
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
    elif _is_special(Path(name)):
        with _system_errors(Path(name)):
            Path(name).write_bytes(data)


def _plain_files(outputs: Mapping[str, bytes] | Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Select the regular files; links are followed, so that a link stays a link."""
    return {
        Path(os.path.realpath(path)): data
        for path, data in outputs.items()
        if os.fspath(path) != STANDARD_OUTPUT and not _is_special(Path(path))
    }


def _is_special(path: Path) -> bool:
    """Return whether the path is a device or a pipe, such as /dev/null."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _temporary(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{temporary_prefix()}", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(path))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _mode(path: Path) -> int:
    """Return the permissions of the replaced file, or those of a new one."""
    with suppress(OSError):
        return stat.S_IMODE(path.stat().st_mode)
    with _ASKING:
        mask = os.umask(0)
        os.umask(mask)
    return 0o666 & ~mask


def _put(temporary: Path, path: Path, *, overwrite: bool) -> None:
    if overwrite:
        temporary.replace(path)
        return
    # Creating a link fails atomically if the file exists: no other build can slip in between.
    os.link(temporary, path)
    temporary.unlink()


@contextmanager
def _system_errors(path: Path) -> Iterator[None]:
    """Convert system errors about a path to our errors."""
    try:
        yield
    except FileExistsError as error:
        message = f"{path}: already exists, and overwriting is off"
        raise UsageError(message) from error
    except BrokenPipeError:  # a reader that wants no more, as "head"
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError(f"{path}: cannot be written: {reason}") from error
