"""Sentences for each kind of date and claim in each language, proofread by people.

The sentences are in ``sentences.txt``, which ``python -m tests.locale.test_sentences`` rewrites.
Review each changed line before committing it.
"""

from pathlib import Path

from tests.internals import LANGUAGES, amount_text, span_texts
from timeline import read_events

FILE = Path(__file__).with_name("sentences.txt")
DATES = (
    ("1953-06-10", ""), ("1953-05-01", ""), ("1953-06", ""), ("1953", ""), ("195X", ""),
    ("1953-05-XX", ""), ("1953-XX", ""), ("1953-21", ""), ("1952-24", ".."), ("0480-09-20", ""),
    ("-0479-09", ""), ("1953-06-10~", ""), ("1953-05-01~", ""), ("1953-06~", ""), ("1953~", ""),
    ("1953-06-10?", ""), ("1953-06%", ""), ("1953-06-10T20:00", ""), ("1953-06-10T24:00", ""),
    ("1953-06-10 dawn", ""), ("1953-06-10 early morning", ""), ("1953-06-10 morning", ""),
    ("1953-06-10 noon", ""), ("1953-06-10 afternoon", ""), ("1953-06-10 evening", ""),
    ("1953-06-10 night", ""), ("1953-06-10", "1953-06-12"), ("1953-05-01", "1953-06-01"),
    ("1953-06", "1953-07"), ("1950", "1953"), ("1953-06-10T20:00", "1953-06-10T24:00"),
    ("1953-06-10", ".."), ("1953-05-01", ".."), ("1953-06", ".."), ("1953", ".."),
    ("1953-05~", ".."), ("1953-06-10", "/"), ("1953-05", "/"), ("[1953-06-18..]", ""),
    ("[..1953-06-18]", ""), ("[1953-05..]", ""), ("[..1953]", ""), ("..", "1953-06-10"),
    ("..", "1953-06"), ("..", "1953-05-XX"), ("[1953-06-02,1953-06-30]", ""),
    ("{1953-02-03,1953-02-20}", ""), ("{1953-02-03,1953-03..1953-05}", ""), ("1953-06", "1953-XX"),
    ("1950", "[1953-05..]"), ("1953-06-10 night", ".."), ("..", "1953-06-10 morning"),
    ("1953-06-17 night", "1953-06-18 early morning"),
)  # fmt: skip
NAN, INF = float("nan"), float("inf")
AMOUNTS = (
    (1500, "", 1500, 1500), (1500, "~", 1500, 1500), (1500, ">", 1500, INF),
    (1500, ">=", 1500, INF), (1500, "<", 0, 1500), (1500, "<=", 0, 1500),
    (NAN, "..", 1450, 1600), (NAN, "~..", 1450, 1600), (4500, "~>", 4500, INF),
    (4500, "~>=", 4500, INF), (4500, "~<", 0, 4500),
)  # fmt: skip


def sentences() -> str:
    lines = ["title,start,end", *(f'x,"{start}","{end}"' for start, end in DATES)]
    frame = read_events("\n".join(lines).encode()).frame
    texts = {code: span_texts(frame, language=code) for code in LANGUAGES}
    told = []
    for at, (start, end) in enumerate(DATES):
        told += [f"{start} {end}".strip(), *(f"  {code}  {texts[code][at]}" for code in LANGUAGES)]
    for best, qualifier, low, high in AMOUNTS:
        told.append(f"value {qualifier or '='}")
        for code in LANGUAGES:
            amount = amount_text(best, qualifier, low=low, high=high, language=code)
            told.append(f"  {code}  {amount}")
    return "\n".join(told) + "\n"


def test_every_kind_of_date_and_claim_is_described_as_it_was_read() -> None:
    assert sentences() == FILE.read_text(encoding="utf-8")


if __name__ == "__main__":
    FILE.write_text(sentences(), encoding="utf-8")
