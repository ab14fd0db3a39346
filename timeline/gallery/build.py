"""Build a gallery: draw the figures that changed, keep the others.

Several figures are drawn at once; the files are the same as if drawn one by one. Finished figures
are recorded even if the build is interrupted. A figure that fails is reported and the others are
built. If nothing changed, neither pandas nor plotly is imported.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import (
    ExportError,
    Problem,
    ReadError,
    TimelineError,
    UsageError,
    ValidationError,
    did_you_mean,
    naming_keys,
    problem_lines,
)
from timeline.export.files import jobs_of, lock_folder
from timeline.files import check_inputs, check_path, write_files
from timeline.gallery.config import Entry, Gallery, outputs_of, read_gallery
from timeline.gallery.lockfile import (
    MANIFEST,
    Made,
    Record,
    digest_of,
    files_of,
    manifest,
    record_file,
    write_accounts,
)
from timeline.gallery.plan import BuildPlan, plan, wanted_formats

if TYPE_CHECKING:
    from timeline.gallery.figure import FigureWriter
    from timeline.model import EventTable

__all__ = ["Building", "Built", "Progress", "build", "table_key"]


Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Built:
    """The result of a build: files written and removed, errors, reasons, and warnings of tables.

    ``failed`` holds errors by figure; ``stale`` the reason by file, also with ``check``. ``rows``
    holds the row report of each figure that was drawn.
    """

    written: tuple[Path, ...] = ()
    failed: Mapping[str, TimelineError] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    stale: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[Path, ...] = ()
    folder: Path = Path()
    rows: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def table_key(entry: Entry) -> str:
    """Return what tells the tables of entries apart: the file, and how it is read.

    Examples
    --------
    >>> table_key(Entry("june", "gantt", Path("a.csv"), ("html",), 2.0, {}, {}))
    'a.csv|[]'
    """
    return f"{entry.table}|{sorted(entry.reading.items())!r}"


class Building:
    """One build under way: what it has made so far is recorded, however it ends."""

    def __init__(
        self,
        gallery: Gallery,
        work: BuildPlan,
        writer: FigureWriter,
        formats: frozenset[str],
        tables: Mapping[str, EventTable],
    ) -> None:
        self._gallery, self._work, self._writer = gallery, work, writer
        self._formats, self._tables = formats, tables
        self._figures = dict(work.record.figures)
        self._written: dict[str, list[Path]] = {}
        self._failed: dict[str, TimelineError] = {}
        self._begun = 0
        self._telling = threading.Lock()

    def run(self, progress: Progress | None, *, jobs: int = 1) -> Built:
        """Draw what is to be drawn, remove what is left over, write the record."""
        todo = self._work.todo
        try:
            if min(jobs, len(todo)) > 1:
                self._together(progress, jobs)
            else:
                for entry in todo:
                    self._figure(entry, progress)
            removed = self._clear(self._work.left)
        finally:
            self._record()
        names = [entry.name for entry in todo]
        written = tuple(path for name in names for path in self._written.get(name, ()))
        failed = {name: self._failed[name] for name in names if name in self._failed}
        warnings = tuple(one for table in self._tables.values() for one in table.problems)
        rows = {
            name: self._figures[name].account["rows"] for name in names if name in self._written
        }
        return Built(
            written, failed, warnings, self._work.stale, removed, self._writer.folder, rows
        )

    def _together(self, progress: Progress | None, jobs: int) -> None:
        """Draw several figures at once; where that is broken off, none is begun any more."""
        with ThreadPoolExecutor(jobs) as pool:
            try:
                begun = [pool.submit(self._figure, entry, progress) for entry in self._work.todo]
                for one in begun:
                    one.result()
            except BaseException:
                self._writer.leave()
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _figure(self, entry: Entry, progress: Progress | None) -> None:
        if progress:
            with self._telling:
                self._begun += 1
                progress(entry.name, self._begun, len(self._work.todo))
        before = self._figures.get(entry.name)
        made_of = self._work.parts[entry.name]
        same = before if before and before.parts == made_of else None
        try:
            with naming_keys():
                drawn = self._writer.write(
                    entry,
                    self._tables[table_key(entry)],
                    wanted_formats(entry, self._formats),
                    parts=made_of,
                    links=_formats(entry, same, self._writer.folder),
                )
        except TimelineError as error:
            self._failed[entry.name] = error
            return
        if before and not same and drawn.files.keys() >= before.files.keys():
            self._drop(before.extras, drawn.extras)
        self._figures[entry.name] = _merged(same, drawn)
        self._written[entry.name] = [self._writer.folder / name for name in drawn.all_files]

    def _drop(self, before: Mapping[str, str], now: Mapping[str, str]) -> None:
        """Remove what was written beside a figure and is not asked for any more."""
        for name in before.keys() - now.keys():
            if digest_of(self._writer.folder / name) == before[name]:
                (self._writer.folder / name).unlink(missing_ok=True)

    def _clear(self, names: Iterable[str]) -> tuple[Path, ...]:
        gone = [self._writer.folder / name for name in names]
        for path in gone:
            path.unlink(missing_ok=True)
        described = {entry.name: entry for entry in self._gallery.entries}
        self._figures = {
            name: _without(made, names)
            for name, made in self._figures.items()
            if name in described or not names
        }
        return tuple(gone)

    def _record(self) -> None:
        folder = self._writer.folder
        if not self._written and not self._work.left:
            return
        shared = dict(self._work.record.shared)
        if self._gallery.script == "shared" and any(
            path.suffix == ".html" for paths in self._written.values() for path in paths
        ):
            from timeline.html.assets import shared_files

            shared = {name: digest_of(folder / name) for name in shared_files([])}
        if any(entry.embeds for entry in self._gallery.entries):
            problem_lines = manifest(self._figures, folder)
            write_files({folder / MANIFEST: problem_lines})
            shared[MANIFEST] = digest_of(folder / MANIFEST)
        path = record_file(folder, self._gallery.path)
        data = Record(self._figures, shared).to_bytes()
        if not path.exists() or path.read_bytes() != data:
            write_files({path: data})


def _formats(entry: Entry, made: Made | None, folder: Path) -> tuple[str, ...]:
    """Return the formats that were built before, of the same parts, and still stand there."""
    files = made.files if made else {}
    return tuple(
        name
        for name in entry.formats
        if digest_of(folder / f"{entry.name}.{name}") == files.get(f"{entry.name}.{name}", "none")
    )


def _merged(same: Made | None, made: Made) -> Made:
    """Return what is recorded of a figure: what was made now, and before of the same parts."""
    if same is None:
        return made
    return Made(
        made.parts,
        links=made.links if any(name.endswith(".html") for name in made.files) else same.links,
        files={**same.files, **made.files},
        extras={**same.extras, **made.extras},
        about=made.about or same.about,
        account=made.account or same.account,
    )


def _without(made: Made, names: Iterable[str]) -> Made:
    gone = set(names)
    files = {name: digest for name, digest in made.files.items() if name not in gone}
    return replace(made, files=files)


def build(
    gallery: str | Path = "data/figures.toml",
    *,
    out: str | Path | None = None,
    only: Iterable[str] = (),
    formats: Iterable[str] = (),
    force: bool = False,
    check: bool = False,
    jobs: int | None = None,
    report: str | Path | None = None,
    progress: Progress | None = None,
) -> Built:
    """Draw the figures of a gallery that changed, and write them to a folder.

    Changes are detected by content: the table and sources of a figure, its entry, our
    version, fonts and themes, and the versions of drawing libraries. The record is beside
    the figures, in ``<gallery>.lock.json``; output files that were changed or lost are
    built again.

    Parameters
    ----------
    gallery
        The file that describes the figures (``figures.toml``).
    out
        The output folder; by default the one named in the file.
    only
        Names of the figures to build; by default all.
    formats
        Build these formats only.
    force
        Build all figures, changed or not.
    check
        Build nothing; list outdated files in ``stale``.
    jobs
        Number of figures drawn at once; by default one more than the machine has cores, at
        most 4. The files are the same with any number.
    report
        A JSON file for the row reports of all figures, unchanged ones included: rows drawn
        and left out, and every problem.
    progress
        Called as each figure begins, with its name, its number and the total; by one thread
        at a time.

    Returns
    -------
    Built
        The files written and removed, and the figures that failed with their errors.

    Raises
    ------
    UsageError, ReadError
        The description is wrong; nothing is written.
    ValidationError
        A table has problems: all of all tables; nothing is written.

    Examples
    --------
    >>> build("data/figures.toml", check=True).stale  # doctest: +SKIP
    {'korea-june-1953.svg': 'its table or what explains it has changed'}
    """
    if check and report is not None:
        raise UsageError("a check builds nothing and has no report (leave one of the two out)")
    at_once = jobs_of(jobs)
    described = read_gallery(gallery)
    entries = _chosen(described, only)
    folder = Path(out) if out is not None else described.out
    check_path(folder)
    wanted = frozenset(formats)
    if check:
        found = plan(described, entries, folder, formats=wanted)
        return Built(stale={**found.stale, **dict.fromkeys(found.left, "is no figure any more")})
    _check_outputs(described, entries, folder, report=report)
    with _made(folder), lock_folder(folder), _accounted(report, entries, folder, described.path):
        work = plan(described, entries, folder, formats=wanted, force=force)
        if work.nothing:
            return Built()
        from timeline.gallery.figure import FigureWriter

        tables = _tables(work.todo)
        writer = FigureWriter(folder, script=described.script)
        return Building(described, work, writer, wanted, tables).run(progress, jobs=at_once)


def _check_outputs(
    gallery: Gallery, entries: Iterable[Entry], folder: Path, *, report: str | Path | None
) -> None:
    """Refuse to write over what describes and explains the figures of a gallery."""
    read: list[str | Path] = [gallery.path]
    read += [file for entry in gallery.entries for file in files_of(entry, gallery.path.parent)]
    names = [name for entry in entries for name in outputs_of(entry)]
    written = [folder / name for name in (*names, MANIFEST)]
    written += [record_file(folder, gallery.path), *([Path(report)] if report else [])]
    if gallery.script == "shared":
        from timeline.html.assets import shared_files

        written += [folder / name for name in shared_files([])]
    check_inputs(written, read)


@contextmanager
def _accounted(
    report: str | Path | None, entries: Iterable[Entry], folder: Path, gallery: Path
) -> Iterator[None]:
    """Write the accounts of the figures when they are built, if that is asked for."""
    yield
    if report is not None:
        names = [entry.name for entry in entries]
        write_accounts(report, names, folder=folder, gallery=gallery)


def _chosen(gallery: Gallery, only: Iterable[str]) -> tuple[Entry, ...]:
    names = [entry.name for entry in gallery.entries]
    asked = list(only)
    for name in asked:
        if name not in names:
            hint = did_you_mean(name, names) or f"there are: {', '.join(names)}"
            raise UsageError(f'{gallery.path}: there is no figure "{name}" ({hint})')
    return tuple(entry for entry in gallery.entries if not asked or entry.name in asked)


@naming_keys()
def _tables(entries: Iterable[Entry]) -> dict[str, EventTable]:
    """Read each table once; the problems of all of them come together."""
    from timeline.tables.checking.validate import read_events

    tables: dict[str, EventTable] = {}
    problems: list[Problem] = []
    unread: dict[str, None] = {}
    for entry in entries:
        key = table_key(entry)
        if key in tables:
            continue
        try:
            tables[key] = read_events(entry.table, **entry.reading)
        except ValidationError as error:
            problems += [problem for problem in error.problems if problem not in problems]
        except ReadError as error:
            unread.setdefault(str(error))
    if unread:
        raise ReadError("\n".join([*unread, *problem_lines(problems)]))
    if problems:
        raise ValidationError(problems)
    return tables


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make a folder, and remove it again if nothing comes into it."""
    new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder}: the folder cannot be made: {error.strerror}") from error
    try:
        yield
    finally:
        if new:
            with suppress(OSError):  # it is not empty, as it should be
                folder.rmdir()
