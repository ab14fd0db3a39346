"""Positions of the names of groups, lanes and eras, and of labels."""

from dataclasses import replace

import pytest

from tests.internals import Look, Names, Scale, era_names, line_height
from tests.layouts import laid_out, table
from timeline import Theme

LOOK = Look(720, Theme(), {})
STAGE = Scale(120, 700, 0, 86400)


def test_a_name_is_as_high_as_its_lines():
    names = Names(STAGE, LOOK)
    one, more = names.height("lane", "Air"), names.height("lane", "Artillery of both sides in June")
    assert one == line_height(12)
    assert more == len(names.lines("lane", "Artillery of both sides in June")) * one
    assert names.height("group", "Harry") > names.height("lane name", "Harry") > one


def test_beside_a_lane_there_is_only_the_gutter():
    names = Names(STAGE, LOOK)
    assert len(names.lines("lane", "Artillery of both sides")) > 1
    assert len(names.lines("lane name", "Artillery of both sides")) == 1


def test_names_are_at_the_left_edge_level_with_their_bars():
    layout = laid_out([{"title": "Raid", "start": "1953-06-10", "lane": "Air"}])
    lane = next(text for text in layout.texts if text.role == "lane")
    bar = layout.panels[0].bars[0]
    assert lane.x == 20
    assert lane.y == pytest.approx(layout.panels[0].box.y0 + (bar.y0 + bar.y1) / 2)


def test_a_label_moves_with_its_bar_and_knows_its_row():
    layout = laid_out([{"title": "Relief", "start": "1953-06-10", "end": "1953-06-12"}])
    label = next(text for text in layout.texts if text.role == "label")
    panel = layout.panels[0]
    share = (label.at - panel.x.low) / (panel.x.high - panel.x.low)
    assert panel.box.x0 + share * (panel.box.x1 - panel.box.x0) == pytest.approx(label.x)
    assert panel.box.y0 + label.at_y == label.y
    assert label.row == panel.bars[0].row
    assert label.full == ""


def test_a_label_that_is_cut_keeps_its_whole_text():
    title = "Counter-attack by the 3rd Battalion after midnight " * 9
    layout = laid_out([{"title": title.strip(), "start": "1953-06-10"}], width=360)
    label = next(text for text in layout.texts if text.role == "label")
    assert label.text.endswith("…")
    assert label.full == title.strip()


def eras(*rows):
    frame = table([{"title": title, "start": start, "kind": "era"} for title, start in rows]).frame
    low, high = frame["start_earliest"].min(), frame["end_latest"].max()
    return frame, Scale(20, 340, low, high)


def test_crowded_eras_are_in_rows_and_each_is_named():
    frame, time_scale = eras(
        ("War of Movement", "1950"), ("Talks", "1951"), ("Last battles", "1952")
    )
    names = era_names(frame, time_scale, LOOK)
    assert names.names == ("War of Movement", "Talks", "Last battles")
    assert max(names.rows) == 0
    crowded = era_names(*eras(*(("A name of some length", f"195{n}") for n in range(4))), LOOK)
    assert max(crowded.rows) > 0
    assert crowded.height > names.height


def test_an_era_carries_its_note_and_a_long_name_is_shortened():
    frame, time_scale = eras(("War " * 60, "1950"))
    numbered = replace(LOOK, note_numbers={int(frame["line"][0]): "¹"})
    assert era_names(frame, time_scale, LOOK).names[0].endswith("…")
    frame, time_scale = eras(("War", "1950"))
    assert era_names(frame, time_scale, numbered).names == ("War¹",)


def test_without_eras_there_is_no_room_for_them():
    frame, time_scale = eras(("War", "1950"))
    assert era_names(frame[:0], time_scale, LOOK).height == 0


def test_a_tall_plot_has_its_tick_texts_above_it_too():
    def ticks(count):
        rows = [{"title": f"Raid {n}", "start": "1953-06-10"} for n in range(count)]
        layout = laid_out([*rows, {"title": "Relief", "start": "1953-06-20"}])
        above = [text for text in layout.texts if text.role == "tick"]
        assert all(text.box.y1 <= layout.panels[0].box.y0 for text in above)
        # Years are above the days here, and under them below.
        mirrored = ["\n".join(reversed(text.text.split("\n"))) for text in above]
        return mirrored, [tick.text for tick in layout.panels[0].x.ticks]

    assert ticks(3)[0] == []
    above, below = ticks(60)
    assert above == [text for text in below if text]
    assert any("\n" in text for text in above)
