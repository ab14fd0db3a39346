"""Replace each word of a date by a one-letter role: "10 de junio de 1953" is ``10 M06 1953``.

``frame_of`` takes a text with 0 for every digit and returns a :class:`Frame`: the ways to read
its words, with placeholders for the digits. So texts that differ only in their digits are
parsed once; ``SYMBOLS`` assigns placeholders to digits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from timeline.dates.grammar import PARTS_OF_DAY, moment_shape
from timeline.dates.suggestions.vocabulary import (
    ERA_SIGNS,
    JAPANESE_ERAS,
    ONGOING,
    PHRASES,
    ROMAN,
    WEEKDAYS,
    WORDS,
    fold_text,
)


def is_month(digits: str) -> bool:
    """Return whether two digits are a month.

    Examples
    --------
    >>> is_month("06"), is_month("13")
    (True, False)
    """
    return "01" <= digits <= "12"


@dataclass(frozen=True)
class Template:
    """EDTF with placeholders for digits, and the placeholders that must be months.

    Called with the digits of a text, it returns one reading, or none.

    Examples
    --------
    >>> digits = str.maketrans("dmy", "068")
    >>> Template("195y-dm-10", ("dm",))(digits), Template("195y-my-10", ("my",))(digits)
    (('1958-06-10',), ())
    """

    text: str
    months: tuple[str, ...] = ()

    def __call__(self, digits: Mapping[int, str]) -> tuple[str, ...]:  # noqa: D102
        if self.months and not all(is_month(month.translate(digits)) for month in self.months):
            return ()
        return (self.text.translate(digits),)

    def known(self, digits: Mapping[int, str]) -> Template:
        """Return the template with digits for some placeholders."""
        months = (month.translate(digits) for month in self.months)
        doubtful = tuple(one for one in months if not (one.isascii() and is_month(one)))
        return Template(self.text.translate(digits), doubtful)


def joined(form: str, *dates: Template) -> Template:
    """Combine templates of dates by a form, such as ``{}/{}``.

    Examples
    --------
    >>> joined("{}/{}", Template("1950"), Template("1953")).text
    '1950/1953'
    """
    months = tuple(month for one in dates for month in one.months)
    return Template(form.format(*(one.text for one in dates)), months)


Match = re.Match[str]
_PARTS = tuple(PARTS_OF_DAY)
_NUMERALS = "".join(map(chr, range(0x1D7CE, 0x1D800)))
#: Placeholders for the digits of a text, in order: patterns match them as digits, but no
#: text contains them.
SYMBOLS = _NUMERALS[:-4]
#: Placeholders for the four digits of a Gregorian year computed from that of an era.
ERA_YEAR = _NUMERALS[-4:]
_ZEROS = str.maketrans(_NUMERALS, "0" * len(_NUMERALS))


@dataclass(frozen=True)
class Era:
    """A year of an East Asian era: its first and last day, the year before, and its digits."""

    first: str
    last: str
    zero: int
    year: str


@dataclass(frozen=True)
class Frame:
    """The ways to read the words of a text, each in roles with placeholders, or empty.

    ``going`` is the date before "– present"; ``dated`` the whole text; ``beside`` the text
    without its day of the week, which must be one of ``weekdays``; ``respelt`` an EDTF text
    with nonstandard letters and spaces. ``copyright`` marks the c1953 of catalogues.
    """

    going: str = ""
    dated: str = ""
    beside: str = ""
    weekdays: frozenset[int] = frozenset()
    era: Era | None = None
    respelt: str = ""
    copyright: bool = False


# -- from words to roles ------------------------------------------------------------------

_WORD = r"(?<![^\W\d_])(?:{})(?![^\W\d_])"
_ERA_WORDS = [(re.compile(_WORD.format(signs)), f" {role} ") for role, signs in ERA_SIGNS.items()]
_ROLE_PHRASES = {**PHRASES, **{part: f"V{at}" for at, part in enumerate(_PARTS) if " " in part}}
_ROLE_WORDS = {**WORDS, **{part: f"V{at}" for at, part in enumerate(_PARTS) if " " not in part}}
_PHRASE = re.compile(_WORD.format("|".join(sorted(map(re.escape, _ROLE_PHRASES), key=len)[::-1])))
_LEXEME = re.compile(r"[^\W\d_A-Z]+(?:\.(?=[ ,)]|$))?")
_ORDINAL = re.compile(
    r"(?<!\d)(\d\d?)(?:st|nd|rd|th|\.?ere?|re|eme|e|de|ste|\.?[oa]|°|-?(?:го|и|я|е|х|ти|ма))"
    r"(?![^\W\d_])"
)
_ROMAN_ORDINAL = re.compile(r"^([ivx]+)(?:e|eme|o|th)$")
_CLOCKS = re.compile(
    r"(?:(?:\b(?:at|um|om|alle|kl\.?|a las|a|o|v|в|о) )|(?<=\d)t)?(?<![\d.:/+])(?P<hour>\d\d?)"
    r"(?::(?P<minute>\d\d)(?::(?P<second>\d\d(?:[.,]\d{1,9})?))?"
    r"|[.:](?P<dotted>\d\d)(?= ?(?:[ap]\.? ?m\b|uhr\b|h\b|hrs\b))"
    r"|h(?P<french>\d\d)\b|(?= ?(?:[ap]\.? ?m\b|uhr\b|o'clock\b)))"
    r"(?: ?(?P<half>[ap])\.? ?m\b\.?)?(?: ?(?:uhr|hrs|hours|h|o'clock)\b\.?)?"
    r"(?: ?\(?(?P<zone>z|utc?|gmt)\b\)?)?"
    r"(?:(?:(?<=[tcz])| |(?=\+))(?P<offset>[+-]\d\d:?\d\d)(?!\d))?"
    r"(?: \([a-z][a-z ]+\)$)?"
)


def _clock(match: Match) -> str:
    """Return a time of day with its offset as one word: ``@08:30Y+02:00``, with Y for p.m."""
    hour = match["hour"] if len(match["hour"]) == 2 else f"0{match['hour']}"
    minute = match["minute"] or match["dotted"] or match["french"]
    second = (match["second"] or "").replace(",", ".")
    zone, half = "Z" if match["zone"] else "", {"a": "J", "p": "Y"}.get(match["half"] or "", "")
    if match["offset"]:
        offset = match["offset"].replace(":", "")
        zone = f"{offset[:3]}:{offset[3:]}"
    return f" @{':'.join(filter(None, (hour, minute, second)))}{half}{zone}"


def _role(match: Match) -> str:
    word = match[0].rstrip(".")
    role = _ROLE_WORDS.get(word) or _ROLE_WORDS.get(_ROMAN_ORDINAL.sub(r"\1", word), "\0")
    return "" if role == "F" else role


def _phrase(match: Match) -> str:
    role = _ROLE_PHRASES[match[0]]
    return " " if role == "F" else f" {role} "


def _joints(words: str, text: str) -> str:
    """Replace short words by context: "a", "en", "i", "of", "w", "в", and "t", "z"."""
    words = re.sub(r"^[wв] (?=[\divx])|\b[dl]'", "", words)
    romance = re.search(r"\b(?:de|del|desde|entre|mezi|miedzy)\b", words)
    if romance or "à" in text.casefold():  # in Czech, "a" is "and"
        words = re.sub(r"(?<=[\w.]) a (?=\w)", " T ", words)
    for language, sign in (("tussen", "en"), ("miedzy", "i"), ("pomiedzy", "i")):
        if words.startswith(language):
            words = words.replace(f" {sign} ", " N ")
    words = re.sub(r"(\d{4}) of (?=\d{4})", r"\1 O ", words)
    words = re.sub(r"(?<=\d{8})t(?=\d{4})", " ", words)
    return re.sub(r"^(\d{6}) ?z ?(?=[a-z])", r"\1 Z ", words)


def _in_roles(words: str) -> str:
    for pattern, role in _ERA_WORDS:
        words = pattern.sub(role, words)
    words = _ORDINAL.sub(r"\1", words)
    words = re.sub(r"(?<!\w)[tk](?=\d(?!\d))|(?<=\d{4} )c(?=\d$)", "Q", words)
    words = re.sub(r"(?<!\d)(\d\d?)\. (?=[^\W\d])", r"\1 ", words)
    words = _PHRASE.sub(_phrase, words)
    words = re.sub(r"(?<=\d)'(?=[^\W\d])", "", words).replace("'", " ")
    return _LEXEME.sub(_role, words)


def _roles_of(words: str, text: str) -> str:
    """Return a text in roles (``10 M06 1953``); empty if a word is unknown."""
    words = _CLOCKS.sub(_clock, words)
    if any(char.isalpha() for char in words):
        words = _joints(words, text)
    words = re.sub(r"(?<!\d)(\d\d?)\. ?(\d\d?)\. ?(?=\d{4})", r"\1.\2.", words)
    words = re.sub(r"(?<!\d)(\d\d?)\. (\d\d?)\.(?= ?-)", r"\1.\2.", words)
    words = re.sub(r"(\d{4})\. ?(\d\d?)\. ?(?=\d)", r"\1.\2.", words)
    if any(char.isalpha() for char in words):
        words = _in_roles(words)
    words = re.sub(r",(?= |$)|,(?=\d{4}(?!\d))|[()](?!\?)(?<!\?\))", " ", words)
    roles = re.sub(r"(?<![. ])\.$", "", " ".join(words.split()))
    return "" if "\0" in roles else re.sub(r" ?@", " @", roles).strip()


# -- dates of East Asia, days of the week, brackets ---------------------------------------

_KANJI = {char: at for at, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_EAST = re.compile(r"[\u3000-\u9fff\uac00-\ud7af]")


def _kanji(match: Match) -> str:
    tens, ten, ones = match[0].rpartition("十")
    if not ten:
        return "".join(str(_KANJI[char]) for char in match[0])
    return str(10 * _KANJI.get(tens, 1) + _KANJI.get(ones, 0)) if len(match[0]) < 4 else match[0]


def _pad(digits: str) -> str:
    return digits if len(digits) == 2 else f"0{digits}"


def _east_asian(words: str) -> tuple[str, Era | None]:
    """Return 昭和28年6月10日 or 1953년 6월 10일 in roles, and the era."""
    era = None
    words = re.sub(r"[〇零一二三四五六七八九十]+(?=[年月日])", _kanji, words)
    match = re.search(rf"(?:中華)?({'|'.join(JAPANESE_ERAS)}) ?(元|\d{{1,3}})(?= ?年)", words)
    if match:
        era = Era(*JAPANESE_ERAS[match[1]], match[2].replace("元", "1"))
        words = f"{words[: match.start()]}{ERA_YEAR}{words[match.end() :]}"
    words = re.sub(r"(?:제 ?)?(\d)/\d ?분기", r"\1분기", words)
    words = re.sub(r"(?<=\d) ?(?:年(?!代)|년(?!대)) ?", " ", words)
    words = re.sub("[或至到和与と]|から", r" \g<0> ", words)
    words = re.sub(r"(\d\d?) ?[月월] ?", lambda match: f"M{_pad(match[1])} ", words)
    words = re.sub(r"(\d\d?) ?[日일号]", r"\1 ", words)
    words = re.sub(r"(\d\d?) ?[時时시] ?(\d\d?) ?[分분]",
                   lambda digits: f"{digits[1]}:{_pad(digits[2])}", words)  # fmt: skip
    words = re.sub(r"(?<=[\d ])[~〜] ?(?=[\dM])", "- ", words)
    return words.replace("第", " ").replace("世紀", " 世紀"), era


def _weekday_of(words: str) -> tuple[str, frozenset[int] | None]:
    """Split off the name of a day of the week; return the rest and the matching days."""
    match = re.match(r"([^\W\d_]+(?:'\w+)?)(?:-feira)?\.?,? (?:den |der |le |the )?(?=.*\d)", words)
    if match and match[1] in WEEKDAYS:
        return words[match.end() :], WEEKDAYS[match[1]]
    match = re.search(r"[ ,]*(?<![^\W\d_])\(?([^\W\d_]+)\.?\)?(?=$| @| \d\d?:)", words)
    if match and match[1] in WEEKDAYS:
        return words[: match.start()] + words[match.end() :], WEEKDAYS[match[1]]
    return words, None


_ONGOING_END = re.compile(
    r"(?:from |since |seit |depuis |desde |dal |od |с )?(.+?)(?: ?[-/~] ?"
    r"| (?:to|till|until|through|up to|bis|a|au|al|hasta|ate|tot|do|dot|по) )(.*)"
)
_UNTIL_NOW = ONGOING | {"date"}


def _unwrap(words: str) -> str:
    """Remove brackets, quotes and the mark of a footnote."""
    words = re.sub(r"(?<=[\w.)])\[(?:[a-z]|\d{1,2}|note \d+)\]$", "", words)
    match = re.fullmatch(r"\[([^\[\]]+)\]|\(([^()]+)\)|[\"“”'«»„](.+)[\"“”'«»„]", words)
    inner = next(filter(None, match.groups()), "") if match else words
    open_figures = re.fullmatch(r"(\d\d\d?)--?(\?)?", inner) if words[:1] == "[" else None
    if open_figures:  # cataloguers' notation of a decade or century: [195-?]
        return f"{open_figures[1]:X<4}{open_figures[2] or ''}"
    return inner.strip().removeprefix("©").strip()


#: Applied in order after small letters became capitals.
_RESPELT = (
    (" UTC", "Z"), (" GMT", "Z"), ("UNKNOWN", ""), ("OPEN", ".."), ("U", "X"), ("?~", "%"),
    ("~?", "%"), *((part.upper(), part) for part in PARTS_OF_DAY),
)  # fmt: skip
_EDTF_SIGNS = re.compile(rf"(?:[\d?~%XTZYES/:.,+\-[\]{{}} ]|{'|'.join(_PARTS)})+")


def _respelt(words: str) -> str:
    """Respell a date of the 2012 draft, or with small letters, unusual dashes or spaces."""
    spelt = words.upper()
    for old, new in _RESPELT:
        spelt = spelt.replace(old, new)
    spelt = re.sub(r"\s*([-/:.+,])\s*", r"\1", spelt)
    spelt = re.sub(r"(?<=\d{4}-\d\d)[ ,]+(?=\d\d:)", "T", spelt)
    if not _EDTF_SIGNS.fullmatch(spelt):
        return ""
    # Written like a claim (1450..1600): a date between the first and the last.
    among = ".." in spelt and not set(spelt) & set("[]{}/") and re.search(r"\d{4}", spelt)
    spelt = f"[{spelt}]" if among else spelt
    ends = spelt.translate(_ZEROS).split("/")
    possible = all(end[:1] in ("", ".", "[", "{") or moment_shape(end, 0) for end in ends)
    return spelt if possible else ""


# -- the whole text -----------------------------------------------------------------------

_DIGITS = re.compile(r"\d")
_TOKEN = re.compile(r"[^\W\d_A-Z]+")
#: Parts of dates that are not words: of times, ordinals, eras and EDTF.
_SCRAPS = """
    at um om alle kl klo las a h k am pm p m z ut utc gmt t x xx u y o s note open unknown feira
    st nd rd th ere er re eme e de ste o a го и я е х ти ма
    d l b c v u n chr av j ap apr до э е н нашеи эры
"""
_TOKENS = frozenset(
    token
    for words in (_ROLE_WORDS, _ROLE_PHRASES, ROMAN, WEEKDAYS, ONGOING, ERA_SIGNS.values())
    for word in (*words, _SCRAPS)
    for token in _TOKEN.findall(word)
)


def _is_known(words: str) -> bool:
    """Return whether every word of a text occurs in dates; rejects most other texts early."""
    return all(
        word in _TOKENS or _EAST.match(word) or _ROMAN_ORDINAL.match(word)
        for word in _TOKEN.findall(re.sub(r"\([a-z ]+\)$", "", words))  # (CEST)
    )


def _still_going(words: str) -> str:
    """Return the date before "– present", or before the open dash of catalogues and lives."""
    match = _ONGOING_END.fullmatch(words)
    if match is None or not (match[2] in _UNTIL_NOW or (not match[2] and words.endswith("-"))):
        return ""
    return match[1]


@lru_cache(maxsize=16384)
def frame_of(skeleton: str) -> Frame | None:
    """Return the ways to read a text with 0 for every digit; None if no word of it is known.

    Examples
    --------
    >>> frame_of("00 de junio de 0000").dated.translate(str.maketrans(SYMBOLS[:6], "101953"))
    '10 M06 1953'
    """
    flat = fold_text(skeleton)
    if not _is_known(flat) or len(_DIGITS.findall(flat)) != len(_DIGITS.findall(skeleton)):
        return None
    signs = iter(SYMBOLS)
    flat = _DIGITS.sub(lambda _: next(signs), flat)
    words, respelt = _unwrap(flat), _respelt(flat)
    # October in Croatian, November in Polish; "in" in Czech; a Roman May.
    if re.search(r"\d\. listopada", words) or re.match(r"\s*v \d", skeleton):
        return Frame(respelt=respelt)
    era = None
    if _EAST.search(words):
        words, era = _east_asian(words)
    rest, weekdays = _weekday_of(words)
    return Frame(
        _roles_of(_still_going(words), skeleton),
        _roles_of(words, skeleton),
        _roles_of(rest, skeleton) if weekdays else "",
        weekdays or frozenset(),
        era,
        respelt,
        bool(re.match(r"c\d", words)),
    )
