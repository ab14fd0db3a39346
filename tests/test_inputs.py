"""No command or function overwrites a file that it reads, under any name."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import timeline
from tests.internals import fix, main, read_theme
from tests.tables.reading.test_spreadsheet import BOOK
from timeline import TimelineError, UsageError, ValidationError

pytestmark = pytest.mark.slow

TABLE = "title,start,end,source\nA,1953,1954,s\n"
THEME = 'base = "dark"\n'
FILES = {
    "s.csv": TABLE,
    "s.sources.csv": "key,title\ns,Sources\n",
    "old.csv": "title,start,end,source\nB,1953,1954,s\n",
    "datapackage.json": '{"title": "A package"}',
    "map.toml": '[columns]\ntitle = "title"\nstart = "start"\nend = "end"\nsource = "source"\n',
    "house.toml": THEME,
    "bad.csv": "title,start\nA,soon\n",
    "book.xlsx": BOOK.decode("latin-1"),
    "figures.toml": 'out = "."\nscript = "inline"\n[[figure]]\nname = "s"\nchart = "gantt"\n'
    'table = "s.csv"\nformats = ["html"]\ntheme = "house.toml"\nmapping = "map.toml"\n',
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name, text in FILES.items():
        (tmp_path / name).write_bytes(text.encode("latin-1"))
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    for name, text in FILES.items():
        assert (tmp_path / name).read_bytes() == text.encode("latin-1"), f"{name} was overwritten"


def same(folder: Path, name: str) -> list[str]:
    """Return other names of a file: relative, absolute, by a link, a hard link, a folder's link."""
    (folder / f"link-{name}").symlink_to(name)
    (folder / f"far-{name}").symlink_to(folder / f"link-{name}")
    os.link(folder / name, folder / f"hard-{name}")
    (folder / "here").symlink_to(".")
    names = [name, f"./{name}", str(folder / name), f"here/{name}", f"../{folder.name}/{name}"]
    names += [f"link-{name}", f"far-{name}", f"hard-{name}"]
    if (folder / name.upper()).exists():  # where the system does not tell the case apart
        names.append(name.upper())
    return names


COMMANDS = [
    ("s.csv", "convert s.csv --to icalendar -o {}"),
    ("s.csv", "convert s.csv --to csv -o {}"),
    ("s.sources.csv", "convert s.csv --to csv -o {}"),
    ("datapackage.json", "convert s.csv --to vis-timeline -o {}"),
    ("map.toml", "convert s.csv --map map.toml --to csv -o {}"),
    ("s.csv", "gantt s.csv --format svg -o {}"),
    ("s.csv", "gantt s.csv --format html -o other.html -o {}"),
    ("s.csv", "gantt s.csv -o other.html --report {}"),
    ("bad.csv", "gantt bad.csv -o other.html --report {}"),
    ("house.toml", "gantt s.csv --theme house.toml --format html -o {}"),
    ("map.toml", "gantt s.csv --map map.toml --format html -o {}"),
    ("s.csv", "bars s.csv --measure events --format html -o {}"),
    ("s.csv", "panels s.csv --chart gantt --format html -o {}"),
    ("s.csv", "check s.csv --report {}"),
    ("bad.csv", "check bad.csv --report {}"),
    ("s.sources.csv", "check s.csv --report {}"),
    ("map.toml", "check s.csv --map map.toml --report {}"),
    ("s.csv", "gantt s?csv --format html -o {}"),
    ("s.csv", "check s?csv --report {}"),
    ("s.csv", "check s.csv --write-mapping {}"),
    ("s.csv", "check s.csv --report other.html --write-mapping {}"),
    ("s.sources.csv", "check s.csv --write-mapping {}"),
    ("bad.csv", "check bad.csv --write-mapping {}"),
    ("map.toml", "check s.csv --map map.toml --write-mapping {}"),
    ("s.csv", "fix s.csv -o {}"),
    ("s.sources.csv", "fix s.csv -o {}"),
    ("bad.csv", "fix bad.csv -o {}"),
    ("map.toml", "fix s.csv --map map.toml -o {}"),
    ("book.xlsx", "gantt book.xlsx --format html -o {}"),
    ("book.xlsx", "fix book.xlsx -o {}"),
    ("book.xlsx", "check book.xlsx --report {}"),
    ("book.xlsx", "convert book.xlsx --to csv -o {}"),
    ("s.csv", "build figures.toml --report {}"),
    ("figures.toml", "build figures.toml --report {}"),
    ("house.toml", "build figures.toml --report {}"),
    ("map.toml", "build figures.toml --report {}"),
]


@pytest.mark.parametrize(("name", "line"), COMMANDS)
def test_no_command_overwrites_its_input(folder: Path, name: str, line: str) -> None:
    for target in same(folder, name):
        result = CliRunner().invoke(main, line.format(target).split())
        assert result.exit_code == 2, (target, result.output)
        assert "would be overwritten (name another file)" in result.output
        assert (folder / name).read_bytes() == FILES[name].encode("latin-1"), target
    assert not (folder / "other.html").exists()


@pytest.mark.parametrize(
    "line", ["convert - --to csv -o s.csv", "fix - -o s.csv", "check - --report s.csv"]
)
@pytest.mark.skipif(not Path("/dev/stdin").exists(), reason="a system without /dev/stdin")
def test_a_table_from_standard_input_is_not_written_over(folder: Path, line: str) -> None:
    with (folder / "s.csv").open("rb") as table:
        command = [sys.executable, "-m", "timeline", *line.split()]
        done = subprocess.run(command, stdin=table, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "s.csv: is read, as /dev/stdin, and would be overwritten" in done.stderr


@pytest.mark.parametrize(
    "line", ["convert s.csv --to csv", "fix s.csv -o -", "gantt s.csv --format svg -o -"]
)
def test_standard_output_does_not_go_to_the_end_of_its_table(folder: Path, line: str) -> None:
    command = [sys.executable, "-m", "timeline", *line.split()]
    with (folder / "s.csv").open("ab") as table:
        done = subprocess.run(command, stdout=table, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "is read, as s.csv, and would be overwritten" in done.stderr


@pytest.mark.parametrize("name", ["plotly.min.js", "timeline-figure.js", "timeline-figure.css"])
def test_a_table_that_is_called_as_a_file_beside_pages_is_kept(folder: Path, name: str) -> None:
    (folder / name).write_text(TABLE)
    shared = timeline.gantt(timeline.read_events(name))
    (folder / "shared.toml").write_text(
        FILES["figures.toml"].replace("inline", "shared").replace("s.csv", name)
    )
    for way in (
        lambda: timeline.save(shared, "x.html", script="shared"),
        lambda: timeline.save_all({"x.html": shared}, script="shared"),
        lambda: timeline.build("shared.toml"),
    ):
        with pytest.raises(TimelineError, match=f"{name}: is read.* and would be overwritten"):
            way()
        assert (folder / name).read_text() == TABLE


@pytest.mark.parametrize("target", ["old.csv", "s.csv", "s.sources.csv"])
def test_a_diff_is_not_drawn_over_its_tables(folder: Path, target: str) -> None:
    (folder / "picture.html").symlink_to(target)
    result = CliRunner().invoke(main, ["diff", "old.csv", "s.csv", "-o", "picture.html"])
    assert result.exit_code == 2, result.output


def drawn(**look: object) -> object:
    return timeline.gantt(timeline.read_events("s.csv"), **look)


SAVES: dict[str, Callable[[str], object]] = {
    "save": lambda to: timeline.save(drawn(), to, format="html"),
    "report": lambda to: timeline.save(drawn(), "other.html", report=to),
    "save_all": lambda to: timeline.save_all({"other.html": drawn(), to: drawn()}),
    "check": lambda to: timeline.check("s.csv", report=to),
    "bars": lambda to: timeline.save(
        timeline.bars(timeline.read_events("s.csv"), measure="events"), to, format="html"
    ),
    "panels": lambda to: timeline.save(
        timeline.panels(timeline.read_events("s.csv"), charts=[{"chart": "gantt"}]),
        to, format="html",
    ),
    "diff_gantt": lambda to: timeline.save(
        timeline.diff_gantt(timeline.read_events("old.csv"), timeline.read_events("s.csv")),
        to, format="html",
    ),
    "scan": lambda to: timeline.save(
        timeline.bars(timeline.scan_events("s.csv"), measure="events", by="month"),
        to, format="html",
    ),
    "build": lambda to: timeline.build("figures.toml", report=to),
}  # fmt: skip


@pytest.mark.parametrize("way", SAVES)
def test_no_function_writes_over_its_table(folder: Path, way: str) -> None:
    (folder / "link.html").symlink_to("s.csv")
    os.link(folder / "s.csv", folder / "hard.html")
    for target in ("link.html", "hard.html"):
        with pytest.raises(UsageError, match="would be overwritten"):
            SAVES[way](target)
        assert (folder / "s.csv").read_text() == TABLE
    assert not (folder / "other.html").exists()


def test_a_theme_that_was_read_is_not_written_over(folder: Path) -> None:
    (folder / "link.html").symlink_to("house.toml")
    house = read_theme("house.toml")
    for figure in (drawn(theme="house.toml"), drawn(theme=house), timeline.themes("house.toml")):
        with pytest.raises(UsageError, match=r"is read, as house.toml, and would be overwritten"):
            timeline.save(figure, "link.html")


def test_a_build_in_the_folder_of_its_table_does_not_write_over_it(folder: Path) -> None:
    described = folder / "beside.toml"
    described.write_text('embed = ["html"]\n' + FILES["figures.toml"])
    with pytest.raises(UsageError, match=r"s.csv: is read"):
        timeline.build(described)


def test_a_link_in_a_gallery_does_not_lead_to_a_table(folder: Path) -> None:
    (folder / "made").mkdir()
    (folder / "made" / "s.html").symlink_to("../old.csv")
    text = FILES["figures.toml"]
    described = folder / "both.toml"
    described.write_text(
        text + text[text.index("[[figure") :].replace('"s"', '"t"').replace("s.csv", "old.csv")
    )
    with pytest.raises(UsageError, match=r"made/s.html: is read, as .*old.csv"):
        timeline.build(described, out=folder / "made")


def test_files_that_are_not_inputs_are_written(folder: Path) -> None:
    result = CliRunner().invoke(main, ["convert", "s.csv", "--to", "csv", "-o", "copy.csv"])
    assert result.exit_code == 0, result.output
    assert (folder / "copy.csv").read_text() == TABLE
    with pytest.raises(ValidationError):
        timeline.read_events("bad.csv")
    assert timeline.check("bad.csv", report="bad.json").fatal
    assert timeline.build("figures.toml").failed == {}


PATHS: dict[str, Callable[[str], object]] = {
    "read": lambda path: timeline.read_events(path),
    "sources": lambda path: timeline.read_events("s.csv", sources=path),
    "mapping": lambda path: timeline.read_events("s.csv", mapping=path),
    "check": lambda path: timeline.check(path),
    "report": lambda path: timeline.check("s.csv", report=path),
    "fix": lambda path: fix(path),
    "scan": lambda path: timeline.scan_events(path),
    "save": lambda path: timeline.save(drawn(), path, format="svg"),
    "theme": lambda path: timeline.themes(path),
    "build": lambda path: timeline.build(path),
    "out": lambda path: timeline.build("figures.toml", out=path),
    "embed": lambda path: timeline.embed("s", gallery=path),
    "bibliography": lambda path: timeline.sources(path),
}


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "\ud800", "é" * 200, "a/\0"])
@pytest.mark.parametrize("way", PATHS)
def test_an_object_that_is_not_a_path_is_reported(way: str, name: str) -> None:
    for path in (name, f"{name}.toml", f"{name}*.csv"):
        with pytest.raises(TimelineError):
            PATHS[way](path)


@pytest.mark.parametrize("name", ["a b", "a#b", "50% off", "🔥", "x" * 200, "a&b", "ü"])
def test_tables_and_figures_have_any_path_that_the_system_takes(folder: Path, name: str) -> None:
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        pytest.skip("the locale has no such names")
    place = folder / name
    place.mkdir()
    for part in ("s.csv", "house.toml", "map.toml", "figures.toml"):
        (place / part).write_text(FILES[part])
    (place / f"{name}.csv").write_text(TABLE)
    assert timeline.build(place / "figures.toml", out=place / "made").failed == {}
    assert CliRunner().invoke(main, ["check", str(place / f"{name}.csv")]).exit_code == 0
    for target in ("x.svg", "x.html"):
        line = ["gantt", str(place / f"{name}.csv"), "-o", str(place / f"{name}{target[1:]}")]
        assert CliRunner().invoke(main, line).exit_code == 0
