"""Words in dates as people write them: English, German, French, Spanish and Russian.

They serve suggestions only (:mod:`timeline.dates.hints`): a date in words is never read.
Words are compared without case, accents and a closing full stop: see ``plain``.
"""

from __future__ import annotations

import unicodedata

__all__ = ["ABOUT", "ERAS", "MONTHS", "NOTHING", "ONGOING", "PERHAPS", "RANGES", "SEASONS", "plain"]


def plain(text: str) -> str:
    """Return a text in lower case, without accents and hidden signs, with plain dashes and spaces.

    Figures of all scripts become those of ASCII.

    Examples
    --------
    >>> plain("  10 Févr. –  März 1953 ")
    '10 fevr. - marz 1953'
    """
    split = unicodedata.normalize("NFKD", text.casefold())
    seen = (char for char in split if unicodedata.category(char) not in ("Mn", "Me", "Cf"))
    bare = "".join(str(unicodedata.digit(char, char)) for char in seen)
    dashed = "".join("-" if char in "‐‑‒–—―−" else char for char in bare)
    return " ".join(dashed.split())


def _numbered(names: str) -> dict[str, int]:
    """Return the place in its line of each name; a line holds one language."""
    return {
        plain(name): number
        for line in names.strip().splitlines()
        for number, group in enumerate(line.split(), 1)
        for name in group.split("|")
    }


#: Month names and their abbreviations; Russian in the nominative and the genitive.
MONTHS = _numbered("""
    january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec
    januar|jänner|jan februar|feber märz|maerz|mär april mai juni juli august september oktober|okt november dezember|dez
    janvier|janv février|fevr mars avril|avr mai juin juillet|juil août|aout septembre octobre novembre décembre|déc
    enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre diciembre|dic
    январь|января|янв февраль|февраля|фев март|марта апрель|апреля|апр май|мая июнь|июня июль|июля август|августа|авг сентябрь|сентября|сент|сен октябрь|октября|окт ноябрь|ноября|ноя|нояб декабрь|декабря|дек
""")  # noqa: E501

#: Seasons by their EDTF codes.
SEASONS = {
    name: number + 20
    for name, number in _numbered("""
        spring summer autumn|fall winter
        frühling|frühjahr sommer herbst winter
        printemps été automne hiver
        primavera verano otoño invierno
        весна|весной|весны лето|летом|лета осень|осенью|осени зима|зимой|зимы
    """).items()
}

ABOUT = ("about", "around", "approximately", "approx", "circa", "ca", "c", "um", "etwa", "vers",
         "env", "environ", "hacia", "aprox", "около", "ок", "примерно")  # fmt: skip
PERHAPS = ("perhaps", "possibly", "probably", "maybe", "vielleicht", "vermutlich", "peut-etre",
           "probablement", "quizas", "возможно", "вероятно")  # fmt: skip
#: Whether an era counts years before it.
ERAS = {
    "bce": True, "bc": True, "b.c.": True, "b.c.e.": True, "b.c": True, "v. chr.": True,
    "v.chr.": True, "av. j.-c.": True, "av. j.-c": True, "a. c.": True, "a.c.": True,
    "до н. э.": True, "до н.э.": True, "ad": False, "a.d.": False, "ce": False, "n. chr.": False,
    "apr. j.-c.": False, "d. c.": False, "н. э.": False, "н.э.": False,
    "г.": False, "г": False, "года": False,
}  # fmt: skip
#: Words that stand before a date, and the set or interval that they make of it.
RANGES = {
    "before": "[..{}]", "after": "[{}..]", "since": "{}/..", "from": "{}/..", "until": "../{}",
    "till": "../{}", "vor": "[..{}]", "nach": "[{}..]", "seit": "{}/..", "bis": "../{}",
    "avant": "[..{}]", "apres": "[{}..]", "depuis": "{}/..", "antes de": "[..{}]",
    "despues de": "[{}..]", "desde": "{}/..", "до": "[..{}]", "после": "[{}..]", "с": "{}/..",
}  # fmt: skip
NOTHING = ("unknown", "n/a", "na", "nan", "none", "null", "-", "--", "?", "tbd", "unbekannt",
           "inconnu", "desconocido", "неизвестно", "nat")  # fmt: skip
ONGOING = ("ongoing", "open", "present", "now", "today", "heute", "andauernd", "en cours",
           "aujourd'hui", "en curso", "hoy", "сейчас", "...", "…")  # fmt: skip
