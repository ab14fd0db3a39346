from pathlib import Path

import pytest

from tests.internals import package_beside, read_sources, sources_beside
from timeline import ReadError, ValidationError


def test_entries_keep_the_order_of_their_table() -> None:
    text = b"key,title,author,shelf\nz,Last,A. Author,3\n a ,First,,4\n"
    sources = read_sources(text)
    assert list(sources) == ["z", "a"]
    assert str(sources["z"]) == "A. Author, Last"
    assert str(sources["a"]) == "First"


def test_faults_of_a_sources_table_are_reported_by_line() -> None:
    with pytest.raises(ValidationError) as caught:
        read_sources(b"key,title\na,First\n,Second\na,Third\n", name="x.sources.csv")
    assert list(map(str, caught.value.problems)) == [
        "x.sources.csv:3: key: is empty (give the entry a short one)",
        'x.sources.csv:4: key: "a" is already the key of line 2',
    ]
    with pytest.raises(ValidationError, match="key: is missing"):
        read_sources(b"keys,title\na,First\n")


@pytest.mark.parametrize("name", ["korea.csv", "korea.csv.gz", "korea.tsv"])
def test_the_sources_of_a_table_are_beside_it(tmp_path: Path, name: str) -> None:
    assert sources_beside(tmp_path / name) is None
    (tmp_path / "korea.sources.csv").touch()
    assert sources_beside(tmp_path / name) == tmp_path / "korea.sources.csv"


def test_an_unknown_package_is_reported(tmp_path: Path) -> None:
    assert package_beside(tmp_path / "a.csv") == {}
    package = tmp_path / "datapackage.json"
    package.write_text('{\n"title": }', encoding="utf-8")
    with pytest.raises(ReadError, match=r"datapackage\.json:2: not valid JSON"):
        package_beside(tmp_path / "a.csv")
    package.write_text("[]", encoding="utf-8")
    with pytest.raises(ReadError, match="must be a JSON object"):
        package_beside(tmp_path / "a.csv")
    package.write_text('{"title": "Korea"}', encoding="utf-8")
    assert package_beside(tmp_path / "a.csv") == {"title": "Korea"}
