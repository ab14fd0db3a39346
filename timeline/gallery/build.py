"""Build a gallery: draw the figures that changed, keep the others.

Several figures are drawn at once; the files are the same as if drawn one by one. Finished figures
are recorded even if the build is interrupted. A figure that fails is reported and the others are
built. If nothing changed, neither pandas nor plotly is imported.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import (
    Problem,
    ReadError,
    TimelineError,
    UsageError,
    ValidationError,
    naming_keys,
    problem_lines,
)
from timeline.export.files import jobs_of, lock_folder
from timeline.files import check_inputs, check_path, make_folder, write_files
from timeline.gallery.config import Entry, Gallery, outputs_of, read_gallery
from timeline.gallery.lockfile import (
    MANIFEST,
    FigureRecord,
    Record,
    digest_of,
    files_of,
    manifest,
    record_file,
    write_accounts,
)
from timeline.gallery.plan import BuildPlan, plan, wanted_formats

if TYPE_CHECKING:
    from timeline.model import EventTable

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
    """Return a key of the entry's table: its file, and how it is read.

    Examples
    --------
    >>> table_key(Entry("june", "gantt", Path("a.csv"), ("html",), 2.0, {}, {}))
    'a.csv|[]'
    """
    return f"{entry.table}|{sorted(entry.reading.items())!r}"


class Building:
    """One build: what it has written so far is recorded, however it ends."""

    def __init__(self, gallery: Gallery, work: BuildPlan, formats: frozenset[str]) -> None:
        from timeline.gallery.figure import FigureWriter

        self._gallery, self._work, self._formats = gallery, work, formats
        self._tables = read_tables(work.todo)
        self._writer = FigureWriter(work.folder, script=gallery.script)
        self._figures = dict(work.record.figures)
        self._written: dict[str, list[Path]] = {}
        self._failed: dict[str, TimelineError] = {}
        self._started = 0
        self._progress_lock = threading.Lock()

    def run(self, progress: Progress | None, *, jobs: int) -> Built:
        """Draw the outdated figures, remove leftover files, and write the record."""
        todo, folder = self._work.todo, self._work.folder
        try:
            self._draw_all(progress, jobs)
            for name in self._work.left:
                (folder / name).unlink(missing_ok=True)
            if self._work.left:
                self._forget(self._work.left)
        finally:
            self._record()
        names = [entry.name for entry in todo]
        return Built(
            written=tuple(path for name in names for path in self._written.get(name, ())),
            failed={name: self._failed[name] for name in names if name in self._failed},
            warnings=tuple(one for table in self._tables.values() for one in table.problems),
            stale=self._work.stale,
            removed=tuple(folder / name for name in self._work.left),
            folder=folder,
            rows={n: self._figures[n].account["rows"] for n in names if n in self._written},
        )

    def _draw_all(self, progress: Progress | None, jobs: int) -> None:
        """Draw several figures at once; if interrupted, start no more."""
        with ThreadPoolExecutor(jobs) as pool:
            try:
                started = [pool.submit(self._draw, entry, progress) for entry in self._work.todo]
                for one in started:
                    one.result()
            except BaseException:
                self._writer.leave()
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _draw(self, entry: Entry, progress: Progress | None) -> None:
        if progress:
            with self._progress_lock:
                self._started += 1
                progress(entry.name, self._started, len(self._work.todo))
        before = self._figures.get(entry.name)
        inputs = self._work.parts[entry.name]
        same = before if before and before.parts == inputs else None
        try:
            with naming_keys():
                made = self._writer.write(
                    entry,
                    self._tables[table_key(entry)],
                    wanted_formats(entry, self._formats),
                    parts=inputs,
                    links=_intact_formats(entry, same, self._work.folder),
                )
        except TimelineError as error:
            self._failed[entry.name] = error
            return
        if before and not same and made.files.keys() >= before.files.keys():
            self._remove_extras(before.extras, made.extras)
        self._figures[entry.name] = _merged(same, made)
        self._written[entry.name] = [self._work.folder / name for name in made.all_files]

    def _remove_extras(self, before: Mapping[str, str], now: Mapping[str, str]) -> None:
        """Remove files for articles that are no longer requested, unless somebody edited them."""
        for name in before.keys() - now.keys():
            path = self._work.folder / name
            if digest_of(path) == before[name]:
                path.unlink(missing_ok=True)

    def _forget(self, removed: Collection[str]) -> None:
        names = {entry.name for entry in self._gallery.entries}
        for name in list(self._figures):
            made = self._figures.pop(name)
            if name in names:
                files = {file: made.files[file] for file in made.files if file not in removed}
                self._figures[name] = replace(made, files=files)

    def _record(self) -> None:
        folder = self._work.folder
        if not self._written and not self._work.left:
            return
        shared = dict(self._work.record.shared)
        pages = [path for paths in self._written.values() for path in paths
                 if path.suffix == ".html"]  # fmt: skip
        if self._gallery.script == "shared" and pages:
            from timeline.html.assets import shared_files

            shared = {name: digest_of(folder / name) for name in shared_files([])}
        if any(entry.embeds for entry in self._gallery.entries):
            write_files({folder / MANIFEST: manifest(self._figures, folder)})
            shared[MANIFEST] = digest_of(folder / MANIFEST)
        path = record_file(folder, self._gallery.path)
        data = Record(self._figures, shared).to_bytes()
        if not path.exists() or path.read_bytes() != data:
            write_files({path: data})


def _intact_formats(entry: Entry, made: FigureRecord | None, folder: Path) -> tuple[str, ...]:
    """Return the formats that were built from the same inputs, and not changed since."""
    files = made.files if made else {}
    return tuple(
        name
        for name in entry.formats
        if digest_of(folder / f"{entry.name}.{name}") == files.get(f"{entry.name}.{name}", "none")
    )


def _merged(same: FigureRecord | None, made: FigureRecord) -> FigureRecord:
    """Return the record of a figure, with formats built before from the same inputs."""
    if same is None:
        return made
    return FigureRecord(
        made.parts,
        links=made.links if any(name.endswith(".html") for name in made.files) else same.links,
        files={**same.files, **made.files},
        extras={**same.extras, **made.extras},
        about=made.about or same.about,
        account=made.account or same.account,
    )


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
    {'korea-june-1953.svg': 'its table or sources have changed'}
    """
    if check and report is not None:
        raise UsageError("a check builds nothing and has no report (leave one of the two out)")
    at_once = jobs_of(jobs)
    described = read_gallery(gallery)
    entries = described.select(only)
    folder = Path(out) if out is not None else described.out
    check_path(folder)
    wanted = frozenset(formats)
    if check:
        work = plan(described, entries, folder, formats=wanted)
        return Built(stale={**work.stale, **dict.fromkeys(work.left, "belongs to no figure")})
    inputs = [described.path, *(file for entry in described.entries
                                for file in files_of(entry, described.path.parent))]  # fmt: skip
    outputs = [folder / name for entry in entries for name in (*outputs_of(entry), MANIFEST)]
    outputs += [record_file(folder, described.path), *([Path(report)] if report else [])]
    check_inputs((path for path in outputs if str(path) != "-"), inputs)
    with _new_folder(folder), lock_folder(folder):
        work = plan(described, entries, folder, formats=wanted, force=force)
        built = Built()
        if work.todo or work.left:
            if described.script == "shared":
                from timeline.html.assets import shared_files

                check_inputs((folder / name for name in shared_files([])), inputs)
            built = Building(described, work, wanted).run(progress, jobs=at_once)
        if report is not None:
            names = [entry.name for entry in entries]
            write_accounts(report, names, folder=folder, gallery=described.path)
    return built


@naming_keys()
def read_tables(entries: Iterable[Entry]) -> dict[str, EventTable]:
    """Read each table once, and return them by ``table_key``.

    Raises
    ------
    ReadError
        Tables cannot be read; problems of the others are reported with them.
    ValidationError
        Tables have problems: all of all tables.
    """
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
            unread[str(error)] = None
    if unread:
        raise ReadError("\n".join([*unread, *problem_lines(problems)]))
    if problems:
        raise ValidationError(problems)
    return tables


@contextmanager
def _new_folder(folder: Path) -> Iterator[None]:
    """Make a folder, and remove it again if it stays empty."""
    new = not folder.exists()
    make_folder(folder)
    try:
        yield
    finally:
        if new:
            with suppress(OSError):  # it is not empty, as it should be
                folder.rmdir()
