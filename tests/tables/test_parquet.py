"""A Parquet file is a table like any other: read, drawn, converted, refused."""

import hashlib
import io

import pandas as pd
import pytest
from click.testing import CliRunner

from tests.internals import main, read_table
from timeline import ReadError


@pytest.mark.parametrize("ways", ["path", "bytes", "standard input"])
def test_a_parquet_file_is_a_table(tmp_path, monkeypatch, ways):
    frame = pd.DataFrame({"title": ["Raid", "Relief"], "start": ["1953-06-10", None], "n": [1, 2]})
    path = tmp_path / "raids.parquet"
    frame.to_parquet(path)
    data = path.read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    raw = read_table({"path": path, "bytes": data, "standard input": "-"}[ways])
    assert raw.frame.to_dict("list") == {
        "title": ["Raid", "Relief"], "start": ["1953-06-10", ""], "n": ["1", "2"],
    }  # fmt: skip
    assert raw.name == {"path": "raids.parquet", "bytes": "table"}.get(ways, "standard input")
    assert raw.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("kept", [60, -4])
def test_a_parquet_file_that_is_damaged_is_refused_by_name(tmp_path, kept):
    path = tmp_path / "raids.parquet"
    pd.DataFrame({"title": ["Raid"], "start": ["1953"]}).to_parquet(path)
    data = path.read_bytes()
    for broken in (data[:kept], data[:40] + b"?" * 400 + data[-4:]):
        path.write_bytes(broken)
        with pytest.raises(ReadError, match=r"^raids\.parquet: .*Parquet file"):
            read_table(path)


@pytest.mark.slow
def test_the_commands_take_a_parquet_file_as_they_take_its_csv(tmp_path):
    frame = pd.DataFrame({"title": ["Raid", "Relief"], "start": ["1953-06-10", "1953-06-12"]})
    frame.to_parquet(tmp_path / "raids.parquet")
    frame.to_csv(tmp_path / "raids.csv", index=False)
    made = {}
    for name in ("raids.csv", "raids.parquet"):
        for command in (
            ["convert", "--to", "mermaid"],
            ["gantt", "-o", "-", "--format", "html", "--script", "shared", "--title", "Raids"],
            ["panels", "--chart", "gantt", "-o", "-", "--format", "html", "--script", "shared",
             "--title", "Raids"],
        ):  # fmt: skip
            ran = CliRunner().invoke(main, [command[0], str(tmp_path / name), *command[1:]])
            assert ran.exit_code == 0, ran.output
            made[name, command[0]] = ran.stdout
    assert made["raids.csv", "convert"] == made["raids.parquet", "convert"]
    for command in ("gantt", "panels"):
        for text in ("Raid", "Relief", "raids.parquet"):
            assert text in made["raids.parquet", command]
        assert "counts per" not in made["raids.parquet", command]
