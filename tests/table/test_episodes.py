from tests.internals import join_episodes, read_table


def test_the_last_year_of_an_episode_stands_on_the_line_of_its_first_row() -> None:
    text = b"war,since,year,end\nA,1950,1951,1951\nA,1950,1950,\nB,1950,1950,\nA,1960,1960,\n"
    joined = join_episodes(read_table(text, name="a.csv"), ["war", "since"], "year")
    assert joined.frame.to_numpy().tolist() == [
        ["A", "1950", "1951", "1951"], ["B", "1950", "1950", ""], ["A", "1960", "1960", ""]
    ]  # fmt: skip
    assert joined.lines.tolist() == [2, 4, 5]
    assert str(joined.remarks[0]) == "a.csv: 4 rows were joined to 3 episodes"


def test_rows_of_different_events_stay() -> None:
    raw = read_table(b"war,year\nA,1950\nB,x\n")
    joined = join_episodes(raw, ["war"], "year")
    assert joined.frame.equals(raw.frame)
    assert joined.remarks == ()
