"""Files to be written: which format a name asks for, and writing that is whole or not at all.

It takes names and bytes. Every byte exists, and stands in a temporary file
beside its target, before the first target is touched; then the files are renamed
into place. A reader of the folder sees the old file or the new one, never a part
of either, and a write that fails (disk full, folder read-only) changes nothing.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from timeline.errors import ExportError, UsageError, did_you_mean

__all__ = ["FORMATS", "STANDARD_OUTPUT", "check_outputs", "format_of", "write_files"]

#: The formats we write, and the suffixes that ask for them.
FORMATS = {
    "html": (".html", ".htm"),
    "svg": (".svg",),
    "png": (".png",),
    "pdf": (".pdf",),
    "webp": (".webp",),
    "jpeg": (".jpeg", ".jpg"),
}

#: The suffixes of what a table is converted to, not drawn as.
CONVERTED = (".csv", ".ics", ".json", ".mmd")

STANDARD_OUTPUT = "-"

#: The system tells what it takes from new files only by setting it, for all threads.
_ASKING = threading.Lock()

_BY_SUFFIX = {suffix: name for name, suffixes in FORMATS.items() for suffix in suffixes}


def format_of(path: str | os.PathLike[str], format: str | None = None) -> str:
    """Return the format that a file asks for by its suffix, or the one that is given.

    Raises
    ------
    UsageError
        If the suffix or the format is not known; the nearest one is suggested.

    Examples
    --------
    >>> format_of("harry.svg"), format_of("harry.JPG"), format_of("-", "png")
    ('svg', 'jpeg', 'png')
    """
    if format is not None:
        return _known_format(format.lower().lstrip("."))
    name = os.fspath(path)
    if name == STANDARD_OUTPUT:
        raise UsageError(f"standard output needs a format: one of {', '.join(FORMATS)}")
    suffix = Path(name).suffix.lower()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if Path(name).is_dir():
        raise UsageError(f"{name}: is a folder; name a file in it, as in {Path(name, 'june.html')}")
    if suffix in CONVERTED:
        raise UsageError(f"{name}: is no picture; write it by: timeline convert TABLE -o {name}")
    told = f'"{suffix}" is no format we write' if suffix else "the name has no suffix"
    raise UsageError(f"{name}: {told}; use one of {', '.join(_BY_SUFFIX)}{_nearest(suffix)}")


def _known_format(name: str) -> str:
    if name in FORMATS:
        return name
    if f".{name}" in _BY_SUFFIX:
        return _BY_SUFFIX[f".{name}"]
    raise UsageError(
        f'"{name}" is no format we write; use one of {", ".join(FORMATS)}{_nearest(name)}'
    )


def _nearest(word: str) -> str:
    hint = did_you_mean(word, _BY_SUFFIX if word.startswith(".") else FORMATS)
    return f" ({hint})" if hint else ""


def check_outputs(paths: Iterable[str | os.PathLike[str]], *, overwrite: bool = True) -> None:
    """Refuse targets that cannot be written, before any work is done for them.

    Raises
    ------
    UsageError
        If a file exists and ``overwrite`` is false, or a path names a folder.
    ExportError
        If the folder of a file does not exist or cannot be written to.

    Examples
    --------
    >>> check_outputs(["no-such-folder/harry.svg"])
    Traceback (most recent call last):
        ...
    timeline.errors.ExportError: no-such-folder/harry.svg: there is no folder "no-such-folder"
    """
    for path in paths:
        if os.fspath(path) != STANDARD_OUTPUT:
            _check_output(Path(path), overwrite=overwrite)


def _check_output(path: Path, *, overwrite: bool) -> None:
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name a file in it")
    if path.exists() and not overwrite:
        raise UsageError(f"{path}: exists already, and overwriting was not asked for")
    folder = path.parent
    if not folder.is_dir():
        raise ExportError(f'{path}: there is no folder "{folder}"')
    if not _is_special(path) and not os.access(folder, os.W_OK):
        raise ExportError(f'{path}: the folder "{folder}" cannot be written to')


def write_files(
    outputs: Mapping[str, bytes] | Mapping[Path, bytes], *, overwrite: bool = True
) -> None:
    """Write every file, or none: all bytes are on the disk before the first is put in place.

    Parameters
    ----------
    outputs
        Bytes by path; ``-`` is standard output, which is written last.
    overwrite
        Whether a file that exists may be replaced.

    Raises
    ------
    UsageError
        If a file exists (made since, perhaps) and ``overwrite`` is false.
    ExportError
        If the system refuses: no space, no permission, no folder.

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_files({folder / "a.svg": b"<svg/>"})
    >>> [path.name for path in folder.iterdir()], (folder / "a.svg").read_bytes()
    (['a.svg'], b'<svg/>')
    """
    waiting: dict[Path, Path] = {}
    try:
        for path, data in _plain_files(outputs).items():
            with _told(path):
                waiting[path] = _temporary(path, data)
        for path in list(waiting):
            with _told(path):
                _put(waiting[path], path, overwrite=overwrite)
            del waiting[path]
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)
    for name, data in outputs.items():
        _write_through(os.fspath(name), data)


def _write_through(name: str, data: bytes) -> None:
    """Write to what cannot be replaced: standard output, a device, a pipe."""
    if name == STANDARD_OUTPUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    elif _is_special(Path(name)):
        with _told(Path(name)):
            Path(name).write_bytes(data)


def _plain_files(outputs: Mapping[str, bytes] | Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Keep what is renamed into place; a link is followed, so that the link stays a link."""
    return {
        Path(os.path.realpath(path)): data
        for path, data in outputs.items()
        if os.fspath(path) != STANDARD_OUTPUT and not _is_special(Path(path))
    }


def _is_special(path: Path) -> bool:
    """Tell whether the path is a device or a pipe, such as /dev/null, which nothing may replace."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _temporary(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".timeline-", suffix=".tmp", dir=path.parent)
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
    """Return the permissions of the file that is replaced, or those that a new file would get."""
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
    # A link refuses where a file stands, in one step: another build cannot slip in between.
    os.link(temporary, path)
    temporary.unlink()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system says about a path into our errors."""
    try:
        yield
    except FileExistsError as error:
        told = f"{path}: exists already, and overwriting was not asked for"
        raise UsageError(told) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError(f"{path}: cannot be written: {reason}") from error
