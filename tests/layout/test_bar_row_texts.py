"""The texts of a lying bar: its name, what is told under or beside it, its number behind it."""

from dataclasses import replace

from tests.internals import Box, Look, axis_text, heading_texts
from timeline import Theme

LOOK = Look(720, Theme(), {})
BOX = Box(100, 50, 700, 250)


def test_an_axis_says_that_it_is_logarithmic_and_else_nothing():
    assert axis_text(BOX, LOOK, log=False) == []
    (text,) = axis_text(BOX, replace(LOOK, language="de"), log=True)
    assert "log" in text.text.lower()
    assert text.box.y0 > BOX.y1


def test_headings_stand_at_the_margin_in_their_order():
    first, second = heading_texts([("Killed", 0.0), ("Wounded", 90.0)], BOX, LOOK)
    assert (first.text, second.text) == ("Killed", "Wounded")
    assert first.x == second.x < BOX.x0
    assert second.y - first.y == 90
