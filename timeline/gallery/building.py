"""One build under way: figures drawn, several at once, and the record of them.

It takes a plan, checked tables and a desk; what was made so far is recorded however it ends.
While the browser draws one figure the next one is laid out; the files are the same as one
after the other.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import Problem, TimelineError
from timeline.export.files import write_files
from timeline.gallery.entries import Entry, Gallery
from timeline.gallery.manifest import MANIFEST, manifest
from timeline.gallery.plan import Plan, wanted_formats
from timeline.gallery.record import Made, Record, digest_of, record_file

if TYPE_CHECKING:
    from timeline.gallery.drawing import Desk, Drawn
    from timeline.model import EventTable

__all__ = ["Building", "Built", "Progress", "table_key"]

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Built:
    """What a build wrote and removed, what failed, why it was needed, and its tables' warnings.

    ``failed`` holds errors by figure; ``stale`` the reason by file, for ``check`` too.
    """

    written: tuple[Path, ...] = ()
    failed: Mapping[str, TimelineError] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    stale: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[Path, ...] = ()


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
        work: Plan,
        desk: Desk,
        formats: frozenset[str],
        tables: Mapping[str, EventTable],
    ) -> None:
        self._gallery, self._work, self._desk = gallery, work, desk
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
        return Built(written, failed, warnings, self._work.stale, removed)

    def _together(self, progress: Progress | None, jobs: int) -> None:
        """Draw several figures at once; where that is broken off, none is begun any more."""
        with ThreadPoolExecutor(jobs) as pool:
            try:
                begun = [pool.submit(self._figure, entry, progress) for entry in self._work.todo]
                for one in begun:
                    one.result()
            except BaseException:
                self._desk.leave()
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
            drawn = self._desk.draw(
                entry,
                self._tables[table_key(entry)],
                wanted_formats(entry, self._formats),
                parts=made_of,
                links=_formats(entry, same, self._desk.folder),
            )
        except TimelineError as error:
            self._failed[entry.name] = error
            return
        if drawn.error:
            self._failed[entry.name] = drawn.error
        elif before and not same and drawn.made.files.keys() >= before.files.keys():
            self._drop(before.extras, drawn.made.extras)
        self._figures[entry.name] = _merged(same, drawn)
        self._written[entry.name] = [self._desk.folder / name for name in drawn.made.all_files]

    def _drop(self, before: Mapping[str, str], now: Mapping[str, str]) -> None:
        """Remove what was written beside a figure and is not asked for any more."""
        for name in before.keys() - now.keys():
            if digest_of(self._desk.folder / name) == before[name]:
                (self._desk.folder / name).unlink(missing_ok=True)

    def _clear(self, names: Iterable[str]) -> tuple[Path, ...]:
        gone = [self._desk.folder / name for name in names]
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
        folder = self._desk.folder
        if not self._written and not self._work.left:
            return
        shared = dict(self._work.record.shared)
        if self._gallery.script == "shared" and any(
            path.suffix == ".html" for paths in self._written.values() for path in paths
        ):
            from timeline.html.assets import shared_files

            shared = {name: digest_of(folder / name) for name in shared_files([])}
        if any(entry.embeds for entry in self._gallery.entries):
            told = manifest(self._figures, folder)
            write_files({folder / MANIFEST: told})
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


def _merged(same: Made | None, drawn: Drawn) -> Made:
    """Return what is recorded of a figure: what was made now, and before of the same parts."""
    made = drawn.made
    if same is None:
        return made
    return Made(
        made.parts,
        browser=made.browser or same.browser,
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
