"""The texts around a plot: wrapped, measured, without overlaps, within the figure."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import SAMPLE_ROOM, Box, Sample, key_height, place_frame, text_width
from tests.layouts import overlapping
from timeline import Theme

WORDS = st.lists(
    st.sampled_from(["Outpost", "Harry", "the", "上甘岭战役", "Schifffahrtsgesellschaftsmütze"]),
    max_size=30,
).map(" ".join)  # fmt: skip
NOTES = st.lists(WORDS.filter(bool), max_size=6).map(
    lambda texts: [f"{'¹²³⁴⁵⁶'[n]} {text}" for n, text in enumerate(texts)]
)
KEYS = st.lists(WORDS.filter(bool).map(lambda text: Sample(text, "#123456")), max_size=9)


def furnished(width=720, **more):
    return place_frame(width, theme=Theme(), **{"title": "June 1953", **more})


def boxes(figure_frame, plot=0.0):
    foot = figure_frame.top + plot
    texts = figure_frame.compose(720, (), (), foot=foot, meta={}).texts
    found = [(f"{text.role}: {text.text}", text.box) for text in texts]
    for entry in figure_frame.key:
        lines = entry.text.split("\n")
        wide = SAMPLE_ROOM - 12 + max(text_width(line, entry.size) for line in lines)
        half = key_height(len(lines), entry.size) / 2
        box = Box(entry.x, entry.y - half, entry.x + wide, entry.y + half)
        found.append((f"key: {entry.text}", box))
    return found


@settings(max_examples=60)
@given(st.sampled_from([280, 360, 720, 1080]), WORDS, WORDS, KEYS, NOTES, WORDS)
def test_nothing_overlaps_or_leaves_the_figure(width, title, subtitle, key, notes, source):
    figure_frame = furnished(
        width, title=title, subtitle=subtitle, key=key, notes=notes, source=source
    )
    found = boxes(figure_frame)
    assert not list(overlapping(found))
    for said, box in found:
        assert box.x0 >= 0, said
        assert box.x1 <= width - 8, said
    head = [box.y1 for said, box in found if not said.startswith(("note", "source"))]
    assert max(head, default=0) <= figure_frame.top
    foot = [box.y1 for said, box in found if said.startswith(("note", "source"))]
    assert max(foot, default=0) <= figure_frame.top + figure_frame.bottom


@given(WORDS, WORDS)
def test_no_word_of_title_or_source_is_lost(title, source):
    figure_frame = furnished(title=title, source=source)

    def said(texts, role):
        return "".join("".join(t.text for t in texts if t.role == role).split())

    assert said(figure_frame.head, "title") == "".join(title.split())
    assert said(figure_frame.foot, "source") == "".join(source.split())


def test_missing_texts_take_no_room():
    bare = furnished(title="")
    assert (bare.head, bare.foot, bare.key) == ((), (), ())
    assert furnished(title="", subtitle="A").top > bare.top
    assert furnished(source="A").bottom > furnished().bottom


def test_notes_are_in_two_columns_and_in_one_on_a_phone():
    notes = [f"{'¹²³⁴'[n]} Note number {n}, of some length." for n in range(4)]

    def columns(width):
        texts = furnished(width, notes=notes).foot
        return len({text.x for text in texts if text.text[0] in "¹²³⁴"})

    assert (columns(720), columns(360)) == (2, 1)


def test_notes_without_numbers_begin_where_the_source_does():
    foot = furnished(notes=["An event counts in every period."], source="Source: Yearbook").foot
    (note,) = (text for text in foot if text.role == "note" and text.text)
    (source,) = (text for text in foot if text.role == "source")
    assert note.x == source.x


def test_the_key_breaks_where_the_plot_ends():
    key = [Sample(f"Side number {n}", "#123456") for n in range(6)]
    wide, narrow = furnished(key=key), furnished(key=key, key_room=300.0)
    assert len({entry.y for entry in wide.key}) < len({entry.y for entry in narrow.key})
    assert narrow.top > wide.top


def test_a_long_entry_of_the_key_is_wrapped():
    entry = furnished(360, key=[Sample("The Republic of Korea Army " * 4, "#123456")]).key[0]
    assert "\n" in entry.text


@pytest.mark.parametrize(("width", "size"), [(360, 17), (720, 20)])
def test_titles_are_smaller_on_a_phone(width, size):
    assert furnished(width).head[0].size == size


def test_only_the_question_mark_of_the_key_is_a_text() -> None:
    frame = furnished(720, key=[Sample("PVA", "ink"), Sample("end", "ink", shape="question")])
    figure = frame.compose(720, (), (), foot=100, meta={})
    mark = next(text for text in figure.texts if text.role == "key")
    assert (mark.text, mark.x, mark.y) == ("?", figure.key[1].x + 7, figure.key[1].y)
    assert sum(text.role == "key" for text in figure.texts) == 1
