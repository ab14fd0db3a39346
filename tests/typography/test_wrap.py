from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import cluster_starts, composed, font_face_css, shorten, text_width, wrap

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf")), max_size=60)
WORDS = st.lists(st.text("abcdefgimlW-甘é", min_size=1, max_size=12), min_size=1, max_size=9)


def plain(text: str) -> str:
    return re.sub(r"[ \t\n\r\f\v\u2028\u2029]+", " ", text).strip()


@pytest.mark.slow
def test_importing_reads_no_font_library() -> None:
    code = (
        "import sys, timeline.typography.wrap; print([m for m in sys.modules if 'fontTools' in m])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@given(TEXTS, st.floats(5, 200), st.booleans())
def test_no_line_is_too_wide_unless_one_character_is(text: str, width: float, bold: bool) -> None:
    for line in wrap(text, width, 12, bold=bold):
        assert line
        single = len(cluster_starts(line)) == 1
        assert single or text_width(line, 12, bold=bold) <= width + 1e-6


@given(TEXTS, st.floats(5, 200))
def test_wrapping_loses_nothing(text: str, width: float) -> None:
    kept = "".join("".join(wrap(text, width, 12)).split())
    assert kept == "".join(composed(plain(text)).split())


@given(WORDS, st.floats(60, 300))
def test_balancing_costs_no_line_and_no_word(words: list[str], width: float) -> None:
    text = " ".join(words)
    lines = wrap(text, width, 12)
    assert len(lines) <= len(words) + sum(text_width(word, 12) > width for word in words) * 12
    narrowest = max(text_width(line, 12) for line in lines)
    assert wrap(text, narrowest, 12) == wrap(text, narrowest, 12)
    assert len(wrap(text, width * 2, 12)) <= len(lines)


def test_lines_are_even() -> None:
    assert wrap("one two three four five six", 120, 12) == ["one two three", "four five six"]


@given(TEXTS, st.floats(0, 300))
def test_shortened_texts_fit_and_begin_alike(text: str, width: float) -> None:
    whole = composed(plain(text))
    short = shorten(text, width, 12)
    assert text_width(short, 12) <= width + 1e-6
    if short != whole:
        assert short == "" or short.endswith("…")
        assert whole.startswith(short.removesuffix("…"))


def test_a_cut_is_made_at_a_word_but_not_at_any_price() -> None:
    assert shorten("Battle of Heartbreak Ridge", 140, 12) == "Battle of Heartbreak…"
    assert shorten("Counterattackers regroup", 80, 12).startswith("Countera")
    assert shorten("上甘岭战役第二阶段", 60, 12) == "上甘岭战…"
    assert shorten("", 10, 12) == ""


def test_a_no_break_space_breaks_nothing() -> None:
    assert wrap("22\u00a0000 shells", 50, 12) == ["22\u00a0000", "shells"]


def test_a_flag_is_never_halved() -> None:
    for width in range(10, 60, 3):
        kept = shorten("🇰🇷🇨🇳🇺🇸🇬🇷", width, 12).removesuffix("…")
        assert len(kept) % 2 == 0


def browser_path() -> str | None:
    named = os.environ.get("BROWSER_PATH")
    return named or shutil.which("chromium-headless-shell") or shutil.which("chromium")


def measured_texts() -> list[str]:
    """Two hundred texts as tables have them: names, numbers, dates, four scripts."""
    from tests.internals import language

    months = [language(code).day(1953, month, 10) for code in ("en", "de", "fr", "es", "ru")
              for month in range(1, 13)]  # fmt: skip
    numbers = [language(code).number(8881.5 * 7**n) for code in ("en", "de") for n in range(15)]
    words = ["Outpost", "Harry", "Kumsong", "AVATAR", "Type", "Tokyo", "To", "Yalu", "P.V.A.",
             "3x4", "->", "fi", "ffl", "Łódź", "Göring", "Wyk", "f(x)", "1711,", "L’Âge", "RAF–KPA",
             ]  # fmt: skip
    pairs = [f"{a} {b}" for a in words for b in words[::3]]
    scripts = ["Битва за Харьков", "Ржев, АВГУСТ 1942 г.", "Μάχη των Θερμοπυλών", "ΑΥΤΟΣ",
               "Điện Biên Phủ", "Český Těšín", "Ştefan cel Mare",
               "«Guerre» – “paix”", "480 BCE → 1 CE", "≈ 22 000"]  # fmt: skip
    return [*scripts, *months, *numbers, *pairs]


PAGE = """<!doctype html><meta charset=utf-8><style>{css}text{{font-family:Inter;
white-space:pre;text-rendering:geometricPrecision}}
</style><svg xmlns="http://www.w3.org/2000/svg" width=900 height=900 id=s></svg><pre id=out></pre>
<script>document.fonts.ready.then(async()=>{{const texts={texts},found=[];
for(const face of document.fonts)await face.load();
for(const [text,weight] of texts){{
const t=document.createElementNS(s.namespaceURI,'text');
t.textContent=text;t.style.fontSize='12px';t.style.fontWeight=weight;s.append(t);
found.push(t.getComputedTextLength());t.remove()}}
out.textContent=JSON.stringify(found)}})</script>"""


@pytest.mark.browser
def test_a_browser_measures_what_we_measure(tmp_path: Path) -> None:
    path = browser_path()
    if path is None:
        pytest.skip("no browser")
    asked = [(text, weight) for text in measured_texts() for weight in (400, 600)]
    css = font_face_css([text for text, _ in asked])
    texts = json.dumps(asked).replace("<", "\\u003c")
    (tmp_path / "page.html").write_text(PAGE.format(css=css, texts=texts), "utf-8")
    command = [path, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000",
               f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom",
               (tmp_path / "page.html").as_uri()]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found = json.loads(run.stdout.split('<pre id="out">')[1].split("</pre>")[0])
    assert len(found) == len(asked) >= 400
    for (text, weight), width in zip(asked, found, strict=True):
        ours = text_width(text, 12.0, bold=weight == 600)
        assert width * 0.998 <= ours <= width * 1.005, (text, weight, ours, width)
