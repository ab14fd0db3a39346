"""The first commands: what they write can be built, checked and drawn at once."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.internals import FIRST_FIGURES, main

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, list(words))


def following(done):
    """The commands that are said to be next."""
    return [shlex.split(line)[1:] for line in done.stderr.partition("next:\n")[2].splitlines()]


def test_timeline_alone_names_three_commands_and_ends_well(run):
    done = run()
    assert done.exit_code == 0
    told = [line.split()[:2] for line in done.stdout.splitlines() if line.startswith("  timeline")]
    assert told == [["timeline", "new"], ["timeline", "example"], ["timeline", "gantt"]]


@pytest.mark.slow
@pytest.mark.parametrize("folder", [[], ["my figures"]])
def test_a_new_folder_builds_and_checks_by_the_two_commands_that_it_names(run, tmp_path, folder):
    done = run("new", *folder)
    assert done.exit_code == 0, done.output

    for words in following(done):
        assert run(*words).exit_code == 0, words
    assert [words[0] for words in following(done)] == ["build", "check"]
    made = tmp_path.joinpath(*folder) / "figures"
    assert {path.name for path in made.glob("*.html")} == {
        "siege.html", "siege.embed.html", "losses.html", "losses.embed.html",
    }  # fmt: skip
    assert "0 errors, 0 warnings" in run(*following(done)[1]).stdout


def test_a_new_folder_replaces_nothing(run, tmp_path):
    run("new", "mine")
    assert run("new", "mine").exit_code == 0  # nothing has changed in it
    (tmp_path / "mine" / "events.csv").write_text("title,start\nMine,1953\n")
    (tmp_path / "mine" / "figures.toml").unlink()
    done = run("new", "mine")

    assert done.exit_code == 2
    assert "events.csv: already exists" in done.output
    assert not (tmp_path / "mine" / "figures.toml").exists()


def test_a_folder_that_cannot_be_made_is_reported(run, tmp_path):
    (tmp_path / "mine").write_text("a file")
    done = run("new", "mine/figures")
    assert done.exit_code == 1
    assert "cannot be made" in done.output


def test_examples_are_listed_with_title_and_licence(run):
    lines = run("example").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(FIRST_FIGURES)
    assert lines[2].endswith("Armed conflicts, 1946 to 2022: an episode a row (CC-BY-4.0)")


@pytest.mark.slow
@pytest.mark.parametrize("name", FIRST_FIGURES)
def test_an_example_is_written_whole_and_drawn_by_the_command_that_it_names(run, tmp_path, name):
    done = run("example", name, "--out", "tables")
    assert done.exit_code == 0, done.output
    for file in (f"{name}.csv", f"{name}.sources.csv", "datapackage.json"):
        assert (tmp_path / "tables" / file).read_bytes() == (DATA / file).read_bytes()

    [words] = following(done)
    assert run(*words).exit_code == 0, words
    assert (tmp_path / words[-1]).stat().st_size > 10_000


def test_an_example_of_another_name_is_suggested(run):
    done = run("example", "korea-193")
    assert done.exit_code == 2
    assert 'did you mean "korea-1953"?' in done.output
