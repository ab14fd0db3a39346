"""Usual column names in several languages, and columns whose names mean something else."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.dates.parser import CALENDARS
from timeline.dates.suggestions.vocabulary import fold_text
from timeline.errors import Problem, did_you_mean
from timeline.model import RawTable
from timeline.tables.checking.table_draft import parse_values
from timeline.tables.reading.arrow import trimmed

#: More distinct texts than this are not kinds of events.
MOST_KINDS = 40


def keep_strangers(
    raw: RawTable, ours: Mapping[str, str], mapped: frozenset[str] = frozenset()
) -> tuple[RawTable, frozenset[str]]:
    r"""Rename columns that have our names but other contents; return the table and our names.

    Parameters
    ----------
    raw
        The table as read.
    ours
        Its unmapped columns with our names, ignoring case: ours to theirs.
    mapped
        Our columns that were mapped explicitly, which are not questioned.

    Examples
    --------
    >>> from timeline.tables.reading.read import read_table
    >>> raw = read_table(b"title,start,unit\nRaid,1917-10-16,NO. 55 SQDN\n")
    >>> kept, names = keep_strangers(raw, {"unit": "unit"})
    >>> list(kept.frame.columns)
    ['title', 'start', 'unit (table)']
    """
    known = {name: raw.frame[theirs] for name, theirs in ours.items()}
    known |= {name: raw.frame[name] for name in mapped}
    renamed, remarks, strangers = {}, [], set()
    for name, why in strange(known).items():
        if name in mapped:
            continue
        theirs = ours[name]
        new_name = f"{theirs} (table)" if theirs == name else theirs
        renamed[theirs] = new_name
        strangers.add(theirs)
        hint = f'{why}; use it as "{new_name}"' if new_name != theirs else why
        message = f"is kept as a column of its own, not as our {name}"
        remarks.append(Problem(raw.name, 0, theirs, "", message, hint, "own-column", fatal=False))
    if not remarks:
        return raw, frozenset()
    frame = raw.frame.rename(columns=renamed)
    kept_raw = dataclasses.replace(raw, frame=frame, remarks=(*raw.remarks, *remarks))
    return kept_raw, frozenset(strangers)


def strange(columns: Mapping[str, pd.Series[str]]) -> dict[str, str]:
    """Return the columns whose contents cannot be ours, each with the reason.

    Examples
    --------
    >>> import pandas as pd
    >>> strange({"parent": pd.Series(["Bomber Command"])})
    {'parent': 'no column id has its values'}
    """
    rules: dict[str, Callable[[Mapping[str, pd.Series[str]]], str]] = {
        "unit": _unit, "parent": _parent, "source": _source, "kind": _kind, "id": _id,
        "calendar": _calendar,
    }  # fmt: skip
    reasons = {name: rule(columns) for name, rule in rules.items() if name in columns}
    return {name: reason for name, reason in reasons.items() if reason}


def _distinct(column: pd.Series[str]) -> list[str]:
    """Return the distinct non-empty texts of a column."""
    array = pa.array(trimmed(column))
    return [text for text in array.unique().to_pylist() if text]


def _unit(columns: Mapping[str, pd.Series[str]]) -> str:
    counted = "measure" in columns or "value" in columns
    return "" if counted or not _distinct(columns["unit"]) else "no column measure needs a unit"


def _parent(columns: Mapping[str, pd.Series[str]]) -> str:
    named = _distinct(columns["parent"])
    if not named:
        return ""
    ids = set(_distinct(columns["id"])) if "id" in columns else set()
    if not ids:
        return "no column id has its values"
    known = [name for name in named if name in ids]
    near = len(named) < 3 or any(did_you_mean(name, ids) for name in named[:20])
    return "" if known or near else "no column id has its values"


def _source(columns: Mapping[str, pd.Series[str]]) -> str:
    named = _distinct(columns["source"])
    return "its cells are numbers" if named and _all_numbers(named) else ""


def _kind(columns: Mapping[str, pd.Series[str]]) -> str:
    named = _distinct(columns["kind"])
    if named and _all_numbers(named):
        return "its cells are numbers"
    rows = len(columns["kind"])
    many = len(named) > MOST_KINDS and len(named) > rows / 2
    return "nearly every row has another one" if many else ""


def _id(columns: Mapping[str, pd.Series[str]]) -> str:
    known = set(_distinct(columns["id"]))
    if "parent" in columns and known & set(_distinct(columns["parent"])):
        return ""
    filled = int((columns["id"].str.strip() != "").sum())
    alike = filled - len(known)
    repeated = filled > 2 and alike >= filled * (0.5 if filled < 20 else 0.1)
    return "its values repeat, and an id stands once" if repeated else ""


def _calendar(columns: Mapping[str, pd.Series[str]]) -> str:
    named = _distinct(columns["calendar"])
    known = any(text.casefold() in CALENDARS for text in named)
    near = any(did_you_mean(text, CALENDARS) for text in named[:20])
    return "" if known or near or not named else "it names no calendar"


def _all_numbers(texts: list[str]) -> bool:
    return not np.asarray(parse_values(texts[:200]).error != "").any()


#: Words in column names by role, the likeliest first; _ is a space.
_WORDS = {
    "title": """
        title event event_name name headline label battle battle_name what description
        engagement operation mission war conflict episode happening nature subject summary task
        titel ereignis name bezeichnung schlacht gefecht überschrift was vorgang
        titre événement nom intitulé bataille libellé quoi
        título evento nombre batalla acontecimiento hecho qué
        titolo evento nome battaglia avvenimento
        nome batalha acontecimento
        gebeurtenis naam slag veldslag
        tytuł wydarzenie nazwa bitwa
        název událost jméno bitva
        название событие имя битва сражение заголовок наименование
        назва подія битва
        başlık olay ad adı savaş muharebe
        제목 사건 이름 전투 名称 标题 事件 战役 名前 出来事 題名
    """,
    "start": """
        start start_date date_start begin begin_date date_begin from since date event_date started
        began year when day month timestamp datetime time
        born birth opened founded established launched built commissioned took_office
        dtstart created reported admitted admission hired joined issued departure
        beginn anfang von seit datum startdatum tag jahr ab wann
        début date_de_début date_début du depuis année jour quand
        inicio fecha_de_inicio fecha_inicio desde fecha año día
        inizio data_inizio data dal da anno giorno
        início data_de_início ano dia
        begindatum van jaar dag sinds
        początek data_rozpoczęcia od rok dzień
        začátek datum_od počátek rok den
        начало дата_начала дата с год день
        початок дата_початку рік
        başlangıç başlangıç_tarihi tarih yıl gün
        시작 시작일 날짜 연도 开始 开始日期 日期 年份 開始 開始日 日付 年
    """,
    "end": """
        end end_date date_end finish finish_date to until till ended stop through
        died death closed dissolved abandoned decommissioned decayed demolished left_office
        dtend due due_date deadline resolved completed completion discharge discharged expires
        expiry retired
        ende enddatum bis schluss
        fin date_de_fin date_fin au jusqu'à jusqu'au
        fecha_de_fin fecha_fin hasta final
        fine data_fine al fino_a
        fim data_de_fim término até
        einde einddatum tot
        koniec data_zakończenia do
        konec datum_do
        конец дата_окончания окончание по до
        кінець дата_закінчення
        bitiş bitiş_tarihi son
        종료 종료일 끝 结束 结束日期 終了 終了日
    """,
    "duration": """
        duration length days weeks months hours minutes dauer tage wochen durée jours duración días
        durata giorni duração duur dagen
    """,
    "month": "month mon monat mois mes mese mês maand miesiąc měsíc месяц місяць ay 월 月",
    "day": "day dom tag jour día dia giorno dag dzień den день gün 일 日",
    "time": "time clock uhrzeit zeit heure hora ora tijd godzina čas время час saat 시간 时间 時刻",
    "year": "year yr jahr année año anno ano jaar rok год рік yıl 연도 年 年份",
}


def plain_name(name: str) -> str:
    """Return a name without case, accents and punctuation, with joined words separated.

    Examples
    --------
    >>> plain_name("BeginDate"), plain_name("date_début"), plain_name("MSN_DATE")
    ('begin date', 'date debut', 'msn date')
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return re.sub(r"[\W_]+", " ", fold_text(apart)).strip()


def snake_name(name: str) -> str:
    """Return a column name in snake case, like ours.

    Examples
    --------
    >>> snake_name("Claimed-By ")
    'claimed_by'
    """
    return re.sub(r"[\s-]+", "_", name.strip().casefold())


ROLES: dict[str, tuple[str, ...]] = {
    role: tuple(dict.fromkeys(plain_name(word.replace("_", " ")) for word in words.split()))
    for role, words in _WORDS.items()
}


def name_words(name: str) -> list[str]:
    """Return the words of a column name."""
    return plain_name(name).split()


def name_score(role: str, name: str) -> float:
    """Return how clearly a column name indicates a role, from 0 to 1.

    Examples
    --------
    >>> name_score("start", "Start Date"), name_score("start", "MSN_DATE")
    (1.0, 0.5)
    >>> name_score("end", "gender")
    0.0
    """
    called, plain = ROLES[role], plain_name(name)
    if plain in called:
        return 1.0
    words = plain.split()
    # Short words ("to", "du", "al") count only as the whole name, or as the last of two.
    short = words[-1:] if len(words) == 2 else []
    return (
        0.5 if any(word in called and (len(word) > 2 or word in short) for word in words) else 0.0
    )


_UNIT = re.compile(
    r"\(?(?:yyyy|dd|mm|text|string|number|integer|int|float|date|datetime|days?|years?|km|m|kg|t"
    r"|tons?|lbs?|%|°|degrees?|n|no\.?|persons?|men|utc|gmt|deg ?c|°c|-)"
    r"(?:[/.-](?:yyyy|yy|mm|dd))*\)?|[\(\[].{1,15}[\)\]]", re.I
)  # fmt: skip


def are_units(cells: Sequence[str]) -> bool:
    """Return whether the cells of a row below the header are units, as "(km)" and "yyyy-mm-dd".

    Examples
    --------
    >>> are_units(["(text)", "(yyyy-mm-dd)"]), are_units(["UTC", "Harry"])
    (True, False)
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) > 1 and all(map(_UNIT.fullmatch, filled))


def is_named(name: str) -> bool:
    """Return whether a column has a name of starts or ends."""
    return max(name_score("start", name), name_score("end", name)) > 0


def near_header(ours: str, others: Sequence[str]) -> str:
    """Return the column that likely corresponds to one of ours, or an empty text.

    Examples
    --------
    >>> near_header("start", ["Event", "Start Date"]), near_header("title", ["battle_name"])
    ('Start Date', 'battle_name')
    >>> near_header("title", ["tittle"]), near_header("end", ["casualties"])
    ('tittle', '')
    """
    plain = {plain_name(name): name for name in others}
    for name in ROLES.get(ours, ()):
        if name in plain:
            return plain[name]
    # "end" is short and optional: "gender" does not match it.
    near = get_close_matches(ours, list(plain), n=1, cutoff=0.6) if ours != "end" else []
    return plain[near[0]] if near else ""
