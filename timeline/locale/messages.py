"""Our own phrases in eight languages, and the facts of CLDR about any language.

CLDR (``timeline.locale.language``) provides names of months and eras, numbers and units; here
are all other phrases: first those of figures (legends, inexact dates, notes), then those that
only pages need (buttons, texts without a script, keyboard help).
A key is a short English text; ``{0}`` and ``{1}`` are placeholders for dates and names.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from timeline.errors import UsageError, did_you_mean

#: Secular English names of the eras, a CLDR variant that Babel omits.
ENGLISH_ERAS = ("BCE", "CE")
#: The fields that are read from a language's data.
FIELDS = (
    "character_order", "date_formats", "datetime_skeletons", "decimal_formats", "eras",
    "list_patterns", "months", "number_symbols", "plural_form", "unit_patterns",
)  # fmt: skip
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")


def cldr_facts(name: str) -> dict[str, Any]:
    """Return the fields of a ``Language`` that come from CLDR.

    Examples
    --------
    >>> cldr_facts("de")["months"][5], cldr_facts("de")["decimal"]
    ('Juni', ',')
    """
    data = _cldr("en_001" if name == "en" else name)
    latin = data["number_symbols"]["latn"]
    return {
        "direction": "rtl" if data["character_order"] == "right-to-left" else "ltr",
        "months": _months(data, "stand-alone", "wide"),
        "months_short": _months(data, "stand-alone", "abbreviated"),
        "months_in": _months(data, "format", "wide"),
        "months_short_in": _months(data, "format", "abbreviated"),
        "eras": _eras(name, data),
        "decimal": latin["decimal"],
        "group": _plain_space(latin["group"]),
        "grouping": data["decimal_formats"][None].grouping,
        "patterns": _patterns(data),
        "units": _units(data),
        "plural": data["plural_form"],
        "lists": dict(data["list_patterns"]["standard"]),
    }


def known_code(code: str) -> str:
    """Return CLDR's name of a language code.

    Raises
    ------
    UsageError
        CLDR does not have the code.

    Examples
    --------
    >>> known_code("pt-br")
    'pt_BR'
    """
    wanted = code.strip().replace("-", "_")
    if wanted in LANGUAGES:
        return wanted  # skips the full list
    from babel import localedata

    names = {name.lower(): name for name in localedata.locale_identifiers()}
    if wanted.lower() in names:
        return names[wanted.lower()]
    hint = did_you_mean(wanted, names) or f"try one of {', '.join(LANGUAGES)}"
    raise UsageError(f'language: "{code}" is not known ({hint})')


def _cldr(name: str) -> Mapping[Any, Any]:
    """Return the data of a language merged with its parents', not shared."""
    from babel import localedata
    from babel.core import get_global

    chain = [name]
    while chain[0] != "root":
        chain.insert(0, get_global("parent_exceptions").get(chain[0]) or _parent(chain[0]))
    data: dict[Any, Any] = {}
    for part in chain:
        path = Path(localedata.resolve_locale_filename(part))
        known = pickle.loads(path.read_bytes())
        localedata.merge(data, {key: known[key] for key in FIELDS if key in known})
    return localedata.LocaleDataDict(data)


def _parent(name: str) -> str:
    """Return the parent of a language: the code without its last part, if of one script."""
    from babel.core import get_global

    first, _, last = name.rpartition("_")
    other_script = len(last) == 4 and last not in get_global("likely_subtags").get(first, last)
    return "root" if other_script or not first else first


def _plain_space(text: str) -> str:
    """Replace narrow no-break spaces, which some fonts lack, and direction marks."""
    return text.replace("\u202f", "\u00a0").replace("\u200f", "").replace("\u200e", "")


def _months(data: Mapping[Any, Any], context: str, length: str) -> tuple[str, ...]:
    names = data["months"][context][length]
    return tuple(names[number] for number in range(1, 13))


def _eras(name: str, data: Mapping[Any, Any]) -> tuple[str, str]:
    if name.split("_")[0] == "en":
        return ENGLISH_ERAS
    eras = data["eras"]["abbreviated"]
    return _plain_space(eras[0]), _plain_space(eras[1])


def _patterns(data: Mapping[Any, Any]) -> dict[str, str]:
    """Return the date patterns that we use, by CLDR skeleton."""
    skeletons = data["datetime_skeletons"]
    names = ("y", "Gy", "yMMM", "yMMMM", "yMMMd", "MMMd", "MMMMd")
    patterns = {name: _plain_space(skeletons[name].pattern) for name in names if name in skeletons}
    patterns["long"] = _plain_space(data["date_formats"]["long"].pattern)
    patterns.setdefault("yMMMM", patterns["yMMM"].replace("MMM", "MMMM"))
    patterns.setdefault("MMMMd", patterns["MMMd"].replace("MMM", "MMMM"))
    return patterns


def _units(data: Mapping[Any, Any]) -> dict[str, dict[str, str]]:
    units: dict[str, dict[str, str]] = {}
    for unit in UNITS:
        lengths = data["unit_patterns"][f"duration-{unit}"]
        forms = {**lengths.get("short", {}), **lengths.get("long", {})}
        units[unit] = {form: _plain_space(text) for form, text in forms.items()}
    return units


#: The languages of the table's columns, in order.
LANGUAGES = ("en", "de", "fr", "es", "ru", "zh", "ja", "ar")

# ruff: noqa: E501 -- a word and its translations are one row, to be read and checked as one
# fmt: off
_TABLE: dict[str, tuple[str, ...]] = {
    # State of a date
    "about": ("about {0}", "etwa {0}", "vers {0}", "hacia {0}", "ок. {0}", "约{0}", "{0}頃", "حوالي {0}"),
    "about day": ("about {0}", "etwa {0}", "vers le {0}", "hacia el {0}", "ок. {0}", "约{0}", "{0}頃", "حوالي {0}"),
    "uncertain": ("{0} (uncertain)", "{0} (unsicher)", "{0} (incertain)", "{0} (incierto)", "{0} (предположительно)", "{0}（存疑）", "{0}（不確か）", "{0} (غير مؤكد)"),
    "some day in": ("some day in {0}", "{0}, Tag unbekannt", "{0}, jour inconnu", "{0}, día desconocido", "{0}, день неизвестен", "{0}某日", "{0}（日不明）", "{0}، اليوم غير معروف"),
    "day unknown in": ("some day within {0}", "{0}, Tag unbekannt", "{0}, jour inconnu", "{0}, día desconocido", "{0}, день неизвестен", "{0}，日期不详", "{0}（日不明）", "{0}، اليوم غير معروف"),
    "some time in month": ("some time in {0}", "irgendwann im {0}", "{0}, moment inconnu", "{0}, momento desconocido", "{0}, время неизвестно", "{0}某时", "{0}（時期不明）", "{0}، الوقت غير معروف"),
    "some time in year": ("some time in {0}", "irgendwann {0}", "{0}, moment inconnu", "{0}, momento desconocido", "{0}, время неизвестно", "{0}某时", "{0}（時期不明）", "{0}، الوقت غير معروف"),
    "some time in decade": ("some time in the {0}", "irgendwann in den {0}n", "{0}, moment inconnu", "{0}, momento desconocido", "{0}, время неизвестно", "{0}某时", "{0}（時期不明）", "{0}، الوقت غير معروف"),
    "time unknown in": ("some time within {0}", "{0}, Zeitpunkt unbekannt", "{0}, moment inconnu", "{0}, momento desconocido", "{0}, время неизвестно", "{0}，时间不详", "{0}（時期不明）", "{0}، الوقت غير معروف"),
    "or later": ("{0} or later", "{0} oder später", "{0} ou plus tard", "{0} o después", "{0} или позже", "{0}或之后", "{0}以降", "{0} أو بعد ذلك"),
    "or earlier": ("{0} or earlier", "{0} oder früher", "{0} ou plus tôt", "{0} o antes", "{0} или раньше", "{0}或之前", "{0}以前", "{0} أو قبل ذلك"),
    "until": ("until {0}", "bis {0}", "jusqu’en {0}", "hasta {0}", "до {0} включительно", "至{0}", "{0}まで", "حتى {0}"),
    "until day": ("until {0}", "bis zum {0}", "jusqu’au {0}", "hasta el {0}", "до {0} включительно", "至{0}", "{0}まで", "حتى {0}"),
    "since, ongoing": ("since {0} (ongoing)", "seit {0} (andauernd)", "depuis {0} (en cours)", "desde {0} (en curso)", "с {0} (продолжается)", "自{0}起（持续中）", "{0}～（継続中）", "منذ {0} (مستمر)"),
    "since day, ongoing": ("since {0} (ongoing)", "seit dem {0} (andauernd)", "depuis le {0} (en cours)", "desde el {0} (en curso)", "с {0} (продолжается)", "自{0}起（持续中）", "{0}～（継続中）", "منذ {0} (مستمر)"),
    "began, ongoing": ("beginning: {0}, ongoing", "Beginn: {0}, andauernd", "début : {0}, en cours", "inicio: {0}, en curso", "начало: {0}, продолжается", "始于{0}，持续中", "{0}開始、継続中", "البداية: {0}، مستمر"),
    "ended then": ("end: {0}", "Ende: {0}", "fin : {0}", "final: {0}", "окончание: {0}", "止于{0}", "{0}終了", "النهاية: {0}"),
    "start, end unknown": ("{0} – end unknown", "{0} – Ende unbekannt", "{0} – fin inconnue", "{0} – final desconocido", "{0} — окончание неизвестно", "{0} – 结束时间不详", "{0} – 終了時期不明", "{0} – النهاية غير معروفة"),
    "begin unknown": ("beginning unknown", "Beginn unbekannt", "début inconnu", "inicio desconocido", "начало неизвестно", "开始时间不详", "開始時期不明", "البداية غير معروفة"),
    "end unknown": ("end unknown", "Ende unbekannt", "fin inconnue", "final desconocido", "окончание неизвестно", "结束时间不详", "終了時期不明", "النهاية غير معروفة"),
    "counts per": ("Columns count the events under way, per {0}: the highest stands for {1}, and heights grow with the square root of the count.", "Säulen zählen die laufenden Ereignisse je {0}: die höchste steht für {1}, und die Höhe wächst mit der Wurzel der Zahl.", "Les colonnes comptent les événements en cours, par {0} : la plus haute en représente {1}, et la hauteur croît comme la racine carrée du nombre.", "Las columnas cuentan los sucesos en curso, por {0}: la más alta representa {1}, y la altura crece con la raíz cuadrada del número.", "Столбцы показывают число событий, идущих в интервале ({0}): самый высокий — {1}, высота растёт как квадратный корень из числа.", "各柱为每{0}内正在进行的事件数：最高者为{1}，高度按数量的平方根增长。", "柱は{0}ごとに進行中の出来事の数：最も高い柱は{1}件、高さは件数の平方根に比例する。", "تعدّ الأعمدة الأحداث الجارية لكل {0}: أعلاها يمثل {1}، ويزداد الارتفاع مع الجذر التربيعي للعدد."),
    "goes on": ("goes on", "dauert an", "se poursuit", "continúa", "продолжается", "仍在持续", "継続中", "مستمر"),
    "goes on outside": ("goes on outside the figure", "reicht über die Abbildung hinaus", "se prolonge hors de la figure", "continúa fuera de la figura", "продолжается за пределами рисунка", "延续至图外", "図の範囲外に続く", "يمتد خارج الشكل"),
    "ongoing": ("ongoing", "andauernd", "en cours", "en curso", "продолжается", "持续中", "継続中", "مستمر"),
    "unknown": ("unknown", "unbekannt", "inconnu", "desconocido", "неизвестно", "不详", "不明", "غير معروف"),
    "span": ("{0} – {1}", "{0} – {1}", "{0} – {1}", "{0} – {1}", "{0} — {1}", "{0} – {1}", "{0}～{1}", "{0} – {1}"),
    "decade": ("{0}s", "{0}er Jahre", "années {0}", "años {0}", "{0}-е годы", "{0}年代", "{0}年代", "عقد {0}"),
    "date, time": ("{0}, {1}", "{0}, {1}", "{0}, {1}", "{0}, {1}", "{0}, {1}", "{0} {1}", "{0} {1}", "{0}، {1}"),
    # Parts of a day
    "dawn": ("dawn of {0}", "{0}, Morgendämmerung", "aube du {0}", "amanecer del {0}", "{0}, рассвет", "{0}黎明", "{0}明け方", "فجر {0}"),
    "early morning": ("early morning of {0}", "{0}, frühe Morgenstunden", "premières heures du {0}", "madrugada del {0}", "{0}, раннее утро", "{0}凌晨", "{0}未明", "الساعات الأولى من صباح {0}"),
    "morning": ("morning of {0}", "{0}, Vormittag", "matin du {0}", "mañana del {0}", "{0}, утро", "{0}上午", "{0}午前", "صباح {0}"),
    "noon": ("noon of {0}", "{0}, Mittag", "midi du {0}", "mediodía del {0}", "{0}, полдень", "{0}中午", "{0}正午頃", "ظهر {0}"),
    "afternoon": ("afternoon of {0}", "{0}, Nachmittag", "après-midi du {0}", "tarde del {0}", "{0}, после полудня", "{0}下午", "{0}午後", "بعد ظهر {0}"),
    "evening": ("evening of {0}", "{0}, Abend", "soir du {0}", "tarde noche del {0}", "{0}, вечер", "{0}晚间", "{0}夕方から夜", "مساء {0}"),
    "night of": ("night of {0}", "{0}, Nacht", "nuit du {0}", "noche del {0}", "{0}, ночь", "{0}夜间", "{0}夜", "ليلة {0}"),
    # Values
    "at least": ("at least {0}", "mindestens {0}", "au moins {0}", "al menos {0}", "не менее {0}", "至少{0}", "{0}以上", "{0} على الأقل"),
    "at most": ("at most {0}", "höchstens {0}", "au plus {0}", "como máximo {0}", "не более {0}", "至多{0}", "{0}以下", "{0} على الأكثر"),
    "more than": ("more than {0}", "mehr als {0}", "plus de {0}", "más de {0}", "более {0}", "超过{0}", "{0}超", "أكثر من {0}"),
    "less than": ("fewer than {0}", "weniger als {0}", "moins de {0}", "menos de {0}", "менее {0}", "不足{0}", "{0}未満", "أقل من {0}"),
    "about number": ("about {0}", "etwa {0}", "environ {0}", "unos {0}", "примерно {0}", "约{0}", "約{0}", "حوالي {0}"),
    "range": ("{0}–{1}", "{0}–{1}", "{0}–{1}", "{0}–{1}", "{0}–{1}", "{0}–{1}", "{0}～{1}", "{0}–{1}"),
    "according to": ("according to {0}", "laut {0}", "selon {0}", "según {0}", "по данным: {0}", "据{0}", "{0}による", "بحسب {0}"),
    "not stated": ("not stated", "ohne Angabe", "non précisé", "sin indicar", "не указано", "未注明", "記載なし", "غير مذكور"),
    "no claimant": ("claimant not stated", "ohne Urheber", "auteur non précisé", "sin autor indicado", "автор не указан", "未注明来源方", "主張者の記載なし", "صاحب الادعاء غير مذكور"),
    # Legends, captions, alternative texts
    "key": ("Key", "Legende", "Légende", "Leyenda", "Условные обозначения", "图例", "凡例", "مفتاح الرسم"),
    "certain time": ("certain time", "gesicherte Zeit", "durée certaine", "tiempo seguro", "точное время", "确定时间", "確実な期間", "وقت مؤكد"),
    "possible time": ("possible time", "mögliche Zeit", "durée possible", "tiempo posible", "возможное время", "可能时间", "可能な期間", "وقت محتمل"),
    "approximate": ("approximate or uncertain", "ungefähr oder unsicher", "approximatif ou incertain", "aproximado o incierto", "приблизительно или предположительно", "大约或存疑", "おおよそまたは不確か", "تقريبي أو غير مؤكد"),
    "instant": ("moment", "Zeitpunkt", "instant", "momento", "момент", "时刻", "時点", "لحظة"),
    "brief": ("too short for a bar", "zu kurz für einen Balken", "trop bref pour une barre", "demasiado breve para una barra", "слишком коротко для полосы", "时间过短，不画成条", "棒で示すには短い", "أقصر من أن يُرسم شريطا"),
    "night": ("night", "Nacht", "nuit", "noche", "ночь", "夜间", "夜", "ليل"),
    "source": ("Source", "Quelle", "Source", "Fuente", "Источник", "资料来源", "出典", "المصدر"),
    "sources": ("Sources", "Quellen", "Sources", "Fuentes", "Источники", "资料来源", "出典", "المصادر"),
    "note": ("Note", "Anmerkung", "Note", "Nota", "Примечание", "注", "注", "ملاحظة"),
    "notes": ("Notes", "Anmerkungen", "Notes", "Notas", "Примечания", "注", "注", "ملاحظات"),
    "events": ("Events", "Ereignisse", "Événements", "Sucesos", "События", "事件", "出来事", "الأحداث"),
    "claims": ("Claims", "Angaben", "Déclarations", "Afirmaciones", "Сведения", "说法", "主張", "الادعاءات"),
    "table": ("Table", "Tabelle", "Tableau", "Tabla", "Таблица", "数据表", "表", "جدول"),
    "title": ("Title", "Titel", "Titre", "Título", "Название", "标题", "題名", "العنوان"),
    "time": ("Time", "Zeit", "Date", "Fecha", "Время", "时间", "時期", "الزمن"),
    "start": ("Start", "Beginn", "Début", "Inicio", "Начало", "开始", "開始", "البداية"),
    "end": ("End", "Ende", "Fin", "Final", "Конец", "结束", "終了", "النهاية"),
    "place": ("Place", "Ort", "Lieu", "Lugar", "Место", "地点", "場所", "المكان"),
    "side": ("Side", "Seite", "Camp", "Bando", "Сторона", "一方", "陣営", "الطرف"),
    "group": ("Group", "Gruppe", "Groupe", "Grupo", "Группа", "组", "区分", "المجموعة"),
    "value": ("Value", "Wert", "Valeur", "Valor", "Значение", "数值", "値", "القيمة"),
    "unit": ("Unit", "Einheit", "Unité", "Unidad", "Единица", "单位", "単位", "الوحدة"),
    "claimed by": ("Claimed by", "Angabe von", "Selon", "Según", "По данным", "来源方", "主張者", "صاحب الادعاء"),
    "claimed by else": ("claimed by {0} where nobody else is named", "Angaben von {0}, wo niemand sonst genannt ist", "selon {0}, sauf autre auteur indiqué", "según {0}, salvo que se indique otro autor", "по данным: {0}, если не указан другой автор", "未另注明者，据{0}", "特記のないものは{0}による", "بحسب {0} ما لم يُذكر غيره"),
    "log scale": ("logarithmic scale", "logarithmische Skala", "échelle logarithmique", "escala logarítmica", "логарифмическая шкала", "对数刻度", "対数目盛", "مقياس لوغاريتمي"),
    "local time": ("local time", "Ortszeit", "heure locale", "hora local", "местное время", "当地时间", "現地時間", "التوقيت المحلي"),
    "both calendars": ("{0} ({1}, Julian calendar)", "{0} ({1}, julianischer Kalender)", "{0} ({1}, calendrier julien)", "{0} ({1}, calendario juliano)", "{0} ({1}, юлианский календарь)", "{0}（儒略历{1}）", "{0}（ユリウス暦{1}）", "{0} ({1}، التقويم اليولياني)"),
    "converted": ("converted from the Julian calendar: {0}", "aus dem julianischen Kalender umgerechnet: {0}", "converti du calendrier julien : {0}", "convertido del calendario juliano: {0}", "пересчитано с юлианского календаря: {0}", "由儒略历换算：{0}", "ユリウス暦から換算：{0}", "محوّل من التقويم اليولياني: {0}"),
    "several zones": ("the times are of several zones ({0}), each drawn by its own clock", "Uhrzeiten mehrerer Zonen ({0}), jede nach ihrer eigenen Uhr gezeichnet", "heures de plusieurs fuseaux ({0}), chacune placée selon sa propre horloge", "horas de varios husos ({0}), cada una según su propio reloj", "время нескольких поясов ({0}), каждое показано по своим часам", "时刻属于多个时区（{0}），各按其自身的钟点绘出", "複数の時間帯の時刻（{0}）を、それぞれの時計で示す", "أوقات من عدة مناطق زمنية ({0})، كل منها مرسوم بساعته"),
    "other": ("other", "andere", "autre", "otro", "другое", "其他", "その他", "أخرى"),
    "several": ("several", "mehrere", "plusieurs", "varios", "несколько", "多个", "複数", "عدة"),
    "no data": ("no data", "keine Daten", "pas de données", "sin datos", "нет данных", "无数据", "データなし", "لا توجد بيانات"),
    "no data in": ("no record: {0}", "ohne Eintrag: {0}", "sans donnée : {0}", "sin datos: {0}", "нет записей: {0}", "无记录：{0}", "記録なし：{0}", "لا توجد بيانات: {0}"),
    "one record": ("one record alone: {0}", "nur ein Eintrag: {0}", "une seule donnée : {0}", "un solo registro: {0}", "лишь одна запись: {0}", "仅有一条记录：{0}", "記録は1件のみ：{0}", "سجل واحد فقط: {0}"),
    "other of": ("other ({0})", "andere ({0})", "autres ({0})", "otros ({0})", "другие ({0})", "其他（{0}）", "その他（{0}）", "أخرى ({0})"),
    "total beside": ("{0} is a total that is not split; outlined beside it stands, for comparison, a sum of {1} that this figure makes and nobody states", "{0} ist eine ungeteilte Summe; umrandet daneben steht zum Vergleich eine Summe aus {1}, die diese Abbildung bildet und niemand angibt", "{0} est un total non ventilé ; à côté, en contour, figure pour comparaison une somme de {1}, calculée pour cette figure et que personne n’avance", "{0} es un total sin desglosar; al lado, en contorno, figura para comparar una suma de {1} hecha para esta figura y que nadie afirma", "{0} — общее число без разбивки; рядом для сравнения контуром показана сумма ({1}), рассчитанная для этого рисунка: её никто не приводит", "{0}为未细分的总数；旁边以空心条列出本图自行计算的{1}之和以供比较，并无人给出此数", "{0}は内訳のない合計。比較のため、この図で計算した{1}の和を枠のみで並べる（誰の主張でもない）", "{0} مجموع غير مفصّل؛ وبجانبه للمقارنة، بإطار فقط، مجموع {1} محسوب لهذا الشكل ولم يذكره أحد"),
    "revision": ("of numbers that a claimant gives anew, the last is added: {0}", "von Zahlen, die ein Urheber neu angibt, zählt die letzte: {0}", "des nombres qu’un auteur donne de nouveau, le dernier est compté : {0}", "de los números que un autor da de nuevo se suma el último: {0}", "из чисел, которые автор приводит заново, учтено последнее: {0}", "来源方重新给出的数字，只计最后一个：{0}", "同じ主張者が改めて示した数は最後のものを加算：{0}", "من الأعداد التي أعاد صاحبها ذكرها يُحسب الأخير: {0}"),
    "line for line": ("line {0}, not line {1}", "Zeile {0}, nicht Zeile {1}", "ligne {0}, et non {1}", "fila {0}, no {1}", "строка {0}, а не {1}", "第{0}行，而非第{1}行", "{1}行目ではなく{0}行目", "السطر {0} لا السطر {1}"),
    "line": ("line {0}", "Zeile {0}", "ligne {0}", "fila {0}", "строка {0}", "第{0}行", "{0}行目", "السطر {0}"),
    "lines": ("lines {0}", "Zeilen {0}", "lignes {0}", "filas {0}", "строки {0}", "第{0}行", "{0}行目", "الأسطر {0}"),
    "counts too": ("{0} counts {1} too, and is not to be added to it", "{0} zählt {1} mit und ist nicht dazu zu addieren", "{0} comprend aussi {1} et ne s’y ajoute pas", "{0} incluye también {1} y no se suma a ello", "{0} уже включает {1}; складывать их нельзя", "{0}已包含{1}，不可相加", "{0}は{1}を含み、加算できない", "{0} يشمل {1} ولا يضاف إليه"),
    "claimed twice": ("{0} is given more than once by one claimant (table: {1})", "{0} steht mehrfach vom selben Urheber (Tabelle: {1})", "{0} est donné plusieurs fois par le même auteur (tableau : {1})", "{0} lo da más de una vez el mismo autor (tabla: {1})", "{0} приводится одним автором несколько раз (таблица: {1})", "{0}由同一来源方多次给出（表：{1}）", "{0}は同じ主張者が複数回示している（表：{1}）", "{0} ورد أكثر من مرة من المصدر نفسه (الجدول: {1})"),
    "spans periods": ("not drawn, as longer than one period: {0}", "nicht gezeichnet, da länger als ein Zeitabschnitt: {0}", "non représentés, plus longs qu’une période : {0}", "no dibujados, más largos que un período: {0}", "не показано, так как длиннее одного периода: {0}", "因超出单个时段而未绘出：{0}", "一つの期間に収まらず描いていない：{0}", "لم تُرسم لأنها أطول من فترة واحدة: {0}"),
    "counted start": ("longer than one period, counted where they begin: {0}", "länger als ein Zeitabschnitt, gezählt, wo sie beginnen: {0}", "plus longs qu’une période, comptés à leur début : {0}", "más largos que un período, contados donde empiezan: {0}", "длиннее одного периода, отнесено к началу: {0}", "超出单个时段，计入开始所在时段：{0}", "一つの期間に収まらず、開始の期間に数えた：{0}", "أطول من فترة واحدة، محسوبة حيث تبدأ: {0}"),
    "counted split": ("longer than one period, spread evenly over their time: {0}", "länger als ein Zeitabschnitt, gleichmäßig auf ihre Zeit verteilt: {0}", "plus longs qu’une période, répartis également sur leur durée : {0}", "más largos que un período, repartidos por igual en su tiempo: {0}", "длиннее одного периода, распределено равномерно по времени: {0}", "超出单个时段，按其时间平均分摊：{0}", "一つの期間に収まらず、その時間に均等に配分：{0}", "أطول من فترة واحدة، موزعة بالتساوي على زمنها: {0}"),
    "without number": ("without a number: {0}", "ohne Zahl: {0}", "sans nombre : {0}", "sin número: {0}", "без числа: {0}", "无数字：{0}", "数値なし：{0}", "بلا عدد: {0}"),
    "left out": ("left out of the table, {0}", "aus der Tabelle weggelassen, {0}", "lignes du tableau écartées, {0}", "filas omitidas de la tabla, {0}", "не вошли из таблицы, {0}", "表中略去：{0}", "表から除外：{0}", "صفوف مستبعدة من الجدول، {0}"),
    "bad date": ("with a date that cannot be read: {0}", "mit unlesbarem Datum: {0}", "à la date illisible : {0}", "con fecha ilegible: {0}", "с нечитаемой датой: {0}", "日期无法读取{0}行", "日付が読めない行{0}", "بتاريخ غير مقروء: {0}"),
    "no date": ("without a date: {0}", "ohne Datum: {0}", "sans date : {0}", "sin fecha: {0}", "без даты: {0}", "无日期{0}行", "日付のない行{0}", "بلا تاريخ: {0}"),
    "ends first": ("ending before they begin: {0}", "mit Ende vor dem Beginn: {0}", "finissant avant de commencer : {0}", "que acaban antes de empezar: {0}", "с концом раньше начала: {0}", "结束早于开始{0}行", "開始前に終わる行{0}", "تنتهي قبل أن تبدأ: {0}"),
    "bad number": ("with a number that cannot be read: {0}", "mit unlesbarer Zahl: {0}", "au nombre illisible : {0}", "con número ilegible: {0}", "с нечитаемым числом: {0}", "数字无法读取{0}行", "数値が読めない行{0}", "بعدد غير مقروء: {0}"),
    "no event": ("no events: {0}", "keine Ereignisse: {0}", "qui ne sont pas des événements : {0}", "que no son sucesos: {0}", "не события: {0}", "非事件{0}行", "出来事でない行{0}", "ليست أحداثًا: {0}"),
    "other fault": ("faulty: {0}", "fehlerhaft: {0}", "fautives : {0}", "con errores: {0}", "с ошибками: {0}", "有误{0}行", "誤りのある行{0}", "معيبة: {0}"),
    "rows": ("{0} rows ({1})", "{0} Zeilen ({1})", "{0} lignes ({1})", "{0} filas ({1})", "строк: {0} ({1})", "{0}行（{1}）", "{0}行（{1}）", "عدد الصفوف: {0} ({1})"),
    "by day": ("{0} by day", "{0} nach Tagen", "{0} par jour", "{0} por día", "{0} по дням", "{0}（按日）", "{0}（日別）", "{0} حسب اليوم"),
    "by week": ("{0} by week", "{0} nach Wochen", "{0} par semaine", "{0} por semana", "{0} по неделям", "{0}（按周）", "{0}（週別）", "{0} حسب الأسبوع"),
    "by month": ("{0} by month", "{0} nach Monaten", "{0} par mois", "{0} por mes", "{0} по месяцам", "{0}（按月）", "{0}（月別）", "{0} حسب الشهر"),
    "by quarter": ("{0} by quarter", "{0} nach Quartalen", "{0} par trimestre", "{0} por trimestre", "{0} по кварталам", "{0}（按季度）", "{0}（四半期別）", "{0} حسب الربع"),
    "by year": ("{0} by year", "{0} nach Jahren", "{0} par an", "{0} por año", "{0} по годам", "{0}（按年）", "{0}（年別）", "{0} حسب السنة"),
    "by decade": ("{0} by decade", "{0} nach Jahrzehnten", "{0} par décennie", "{0} por década", "{0} по десятилетиям", "{0}（按十年）", "{0}（十年ごと）", "{0} حسب العقد"),
    "row": ("{0} row ({1})", "{0} Zeile ({1})", "{0} ligne ({1})", "{0} fila ({1})", "строк: {0} ({1})", "{0}行（{1}）", "{0}行（{1}）", "عدد الصفوف: {0} ({1})"),
    "notes in table": ("notes of {0} rows stand in the table", "Anmerkungen zu {0} Zeilen stehen in der Tabelle", "les notes de {0} lignes figurent dans le tableau", "las notas de {0} filas figuran en la tabla", "примечания к строкам ({0}) приведены в таблице", "{0}行的注见数据表", "{0}行の注は表にある", "الملاحظات على الصفوف ({0}) موجودة في الجدول"),
    "more notes": ("{0} more notes stand in the data table and on the page of this figure", "{0} weitere Anmerkungen stehen in der Datentabelle und auf der Seite dieser Abbildung", "{0} autres notes figurent dans le tableau des données et sur la page de cette figure", "{0} notas más figuran en la tabla de datos y en la página de esta figura", "ещё примечаний: {0}, они в таблице данных и на странице этого рисунка", "另有{0}条注，见数据表和本图网页", "ほか{0}件の注はデータ表とこの図のページにある", "ملاحظات أخرى ({0}) في جدول البيانات وفي صفحة هذا الشكل"),
    "one more note": ("one more note stands in the data table and on the page of this figure", "eine weitere Anmerkung steht in der Datentabelle und auf der Seite dieser Abbildung", "une autre note figure dans le tableau des données et sur la page de cette figure", "una nota más figura en la tabla de datos y en la página de esta figura", "ещё одно примечание — в таблице данных и на странице этого рисунка", "另有1条注，见数据表和本图网页", "ほか1件の注はデータ表とこの図のページにある", "ملاحظة أخرى في جدول البيانات وفي صفحة هذا الشكل"),
    "qualified": ("not exact, with no room to say so in the plot: {0}", "nicht exakt, ohne Platz dafür im Bild: {0}", "non exacts, sans place pour le dire dans le graphique : {0}", "no exactos, sin espacio para indicarlo en el gráfico: {0}", "неточные числа, для которых на графике нет места: {0}", "非确切数字，图中无处标注：{0}", "正確でない数（図中に書けないもの）：{0}", "أعداد غير دقيقة لا مكان لها في الرسم: {0}"),
    "median of": ("median of {0} claims", "Median von {0} Angaben", "médiane de {0} déclarations", "mediana de {0} afirmaciones", "медиана сведений ({0})", "{0}种说法的中位数", "{0}件の主張の中央値", "وسيط الادعاءات ({0})"),
    "range of": ("range of {0} claims", "Spanne von {0} Angaben", "fourchette de {0} déclarations", "rango de {0} afirmaciones", "диапазон сведений ({0})", "{0}种说法的范围", "{0}件の主張の幅", "نطاق الادعاءات ({0})"),
    "sum of": ("sum of {0} numbers", "Summe von {0} Zahlen", "somme de {0} nombres", "suma de {0} números", "сумма чисел ({0})", "{0}个数字之和", "{0}件の数の合計", "مجموع الأعداد ({0})"),
    "sum of parts": ("sum of {0}’s {1}", "Summe der Angaben von {0}: {1}", "somme des chiffres de {0} : {1}", "suma de las cifras de {0}: {1}", "сумма данных ({0}): {1}", "{0}所给{1}之和", "{0}が示す{1}の合計", "مجموع أرقام {0}: {1}"),
    "sum of unclaimed parts": ("sum of {0}", "Summe aus {0}", "somme : {0}", "suma: {0}", "сумма: {0}", "{0}之和", "{0}の合計", "مجموع: {0}"),
    "without": ("without {0}", "ohne {0}", "sans {0}", "sin {0}", "без: {0}", "不含{0}", "{0}を除く", "دون {0}"),
    "own sum": ("this figure (sum)", "diese Abbildung (Summe)", "cette figure (somme)", "esta figura (suma)", "этот рисунок (сумма)", "本图（求和）", "この図（合計）", "هذا الشكل (مجموع)"),
    "titled": ("{0}: {1}", "{0}: {1}", "{0} : {1}", "{0}: {1}", "{0}: {1}", "{0}：{1}", "{0}：{1}", "{0}: {1}"),
    "unit, time": ("{0}, {1}", "{0}, {1}", "{0}, {1}", "{0}, {1}", "{0}, {1}", "{0}，{1}", "{0}、{1}", "{0}، {1}"),
    "per day": ("per day", "pro Tag", "par jour", "por día", "в день", "每天", "1日当たり", "في اليوم"),
    "kind": ("Kind", "Art", "Type", "Tipo", "Вид", "类型", "種類", "النوع"),
    "measure": ("Measure", "Messgröße", "Grandeur", "Magnitud", "Показатель", "指标", "項目", "المقياس"),
    "timeline of": ("Timeline, {1}; number of events: {0}.", "Zeitleiste, {1}; Zahl der Ereignisse: {0}.", "Chronologie, {1} ; nombre d’événements : {0}.", "Cronología, {1}; número de sucesos: {0}.", "Хронология, {1}; число событий: {0}.", "时间线，{1}；事件数：{0}。", "年表、{1}。出来事の数：{0}。", "خط زمني، {1}؛ عدد الأحداث: {0}."),
    "longest is": ("The longest is “{0}”: {1}.", "Am längsten dauert „{0}“: {1}.", "Le plus long est « {0} » : {1}.", "El más largo es «{0}»: {1}.", "Самое долгое — «{0}»: {1}.", "最长的是“{0}”：{1}。", "最長は「{0}」：{1}。", "الأطول هو «{0}»: {1}."),
    "bar chart of": ("Bar chart of {0}, {2}; number of claims: {1}.", "Balkendiagramm: {0}, {2}; Zahl der Angaben: {1}.", "Diagramme en barres : {0}, {2} ; nombre de déclarations : {1}.", "Gráfico de barras: {0}, {2}; número de afirmaciones: {1}.", "Столбчатая диаграмма: {0}, {2}; число сведений: {1}.", "条形图：{0}，{2}；说法数：{1}。", "棒グラフ：{0}、{2}。主張の数：{1}。", "مخطط أعمدة: {0}، {2}؛ عدد الادعاءات: {1}."),
    "claims in time": ("Claims at their time: {0}, {2}; number of claims: {1}.", "Angaben zu ihrer Zeit: {0}, {2}; Zahl der Angaben: {1}.", "Déclarations à leur date : {0}, {2} ; nombre de déclarations : {1}.", "Afirmaciones en su fecha: {0}, {2}; número de afirmaciones: {1}.", "Сведения на шкале времени: {0}, {2}; число сведений: {1}.", "按时间排列的说法：{0}，{2}；说法数：{1}。", "時期に置いた主張：{0}、{2}。主張の数：{1}。", "الادعاءات في وقتها: {0}، {2}؛ عدد الادعاءات: {1}."),
    "largest is": ("The largest number is {0} ({1}).", "Die größte Zahl ist {0} ({1}).", "Le plus grand nombre : {0} ({1}).", "El número mayor: {0} ({1}).", "Наибольшее число: {0} ({1}).", "最大值：{0}（{1}）。", "最大値：{0}（{1}）。", "أكبر عدد: {0} ({1})."),
    "differ most": ("Claims differ most on {0}: {1}.", "Am weitesten gehen die Angaben auseinander bei {0}: {1}.", "Plus grand écart entre les déclarations, {0} : {1}.", "Mayor diferencia entre afirmaciones, {0}: {1}.", "Больше всего расходятся сведения, {0}: {1}.", "说法分歧最大，{0}：{1}。", "主張の違いが最大、{0}：{1}。", "أكبر اختلاف بين الادعاءات، {0}: {1}."),
    "continued": ("{0} (continued)", "{0} (Fortsetzung)", "{0} (suite)", "{0} (continuación)", "{0} (продолжение)", "{0}（续）", "{0}（続き）", "{0} (تابع)"),
    "page of": ("Page {0} of {1}", "Seite {0} von {1}", "Page {0} sur {1}", "Página {0} de {1}", "Страница {0} из {1}", "第{0}页，共{1}页", "{0} / {1} ページ", "صفحة {0} من {1}"),
    "folded": ("Without the time in which nothing is shown: {0}.", "Ohne die Zeit, in der nichts gezeigt wird: {0}.", "Sans le temps où rien n’est montré : {0}.", "Sin el tiempo en que no se muestra nada: {0}.", "Без времени, за которое ничего не показано: {0}.", "略去无事件的时间：{0}。", "何も示されない期間を省略：{0}。", "دون الوقت الذي لا يظهر فيه شيء: {0}."),
    # Events counted over time
    "events counted": ("events", "Ereignisse", "événements", "sucesos", "события", "事件", "出来事", "الأحداث"),
    "events under way": ("events under way", "laufende Ereignisse", "événements en cours", "sucesos en curso", "идущие события", "进行中的事件", "進行中の出来事", "الأحداث الجارية"),
    "counts while": ("an event counts in every period in which it was under way", "ein Ereignis zählt in jedem Zeitabschnitt, in dem es andauerte", "un événement compte dans chaque période où il était en cours", "un suceso cuenta en cada período en que estaba en curso", "событие учтено в каждом периоде, в котором оно шло", "事件计入其进行期间的每个时段", "出来事は進行中であった各期間に数える", "يُحسب الحدث في كل فترة كان جاريا فيها"),
    "counts perhaps": ("hatched: events that may have been under way", "schraffiert: Ereignisse, die vielleicht andauerten", "hachuré : événements peut-être en cours", "rayado: sucesos que quizá estaban en curso", "штриховка: события, которые, возможно, шли", "斜线：可能正在进行的事件", "斜線：進行中であった可能性のある出来事", "المظلل: أحداث ربما كانت جارية"),
    "counts as dated": ("events with approximate dates, counted as dated: {0}", "Ereignisse mit ungefähren Daten, gezählt wie datiert: {0}", "événements aux dates approximatives, comptés selon ces dates : {0}", "sucesos con fechas aproximadas, contados según ellas: {0}", "события с приблизительными датами, учтённые по этим датам: {0}", "日期为约数、按所写日期计入的事件：{0}", "日付がおおよそで、記載どおりに数えた出来事：{0}", "أحداث بتواريخ تقريبية، محسوبة كما أُرّخت: {0}"),
    "chart of events": ("Bar chart of {0}, {2}; number of events: {1}.", "Balkendiagramm: {0}, {2}; Zahl der Ereignisse: {1}.", "Diagramme en barres : {0}, {2} ; nombre d’événements : {1}.", "Gráfico de barras: {0}, {2}; número de sucesos: {1}.", "Столбчатая диаграмма: {0}, {2}; число событий: {1}.", "条形图：{0}，{2}；事件数：{1}。", "棒グラフ：{0}、{2}。出来事の数：{1}。", "مخطط أعمدة: {0}، {2}؛ عدد الأحداث: {1}."),
    # Changes between two tables
    "added": ("added", "hinzugefügt", "ajouté", "añadido", "добавлено", "新增", "追加", "مضاف"),
    "withdrawn": ("withdrawn", "zurückgezogen", "retiré", "retirado", "изъято", "撤回", "取り下げ", "مسحوب"),
    "moved": ("moved", "verschoben", "déplacé", "desplazado", "сдвинуто", "移动", "移動", "منقول"),
    "revised": ("revised", "geändert", "révisé", "revisado", "изменено", "修订", "修正", "معدل"),
    "before": ("before: {0}", "vorher: {0}", "avant : {0}", "antes: {0}", "раньше: {0}", "此前：{0}", "以前：{0}", "سابقا: {0}"),
    "outlined": ("outlined: as it was", "umrandet: wie es war", "en contour : état antérieur", "en contorno: como era", "контуром: как было", "空心：原状", "枠のみ：以前の状態", "بإطار فقط: كما كان"),
    "nothing changed": ("nothing changed", "nichts geändert", "aucun changement", "sin cambios", "изменений нет", "无变化", "変更なし", "لا تغيير"),
    "and more": ("and {0} more", "und {0} weitere", "et {0} de plus", "y {0} más", "и ещё {0}", "另有{0}项", "ほか{0}件", "وغيرها ({0})"),
}
# fmt: on


def words_of(code: str) -> Mapping[str, str]:
    """Return our phrases in one language; English if we do not have it.

    Parameters
    ----------
    code : str
        A language code, with or without a territory: ``de``, ``pt_BR``.

    Examples
    --------
    >>> words_of("de")["about"].format("1953"), words_of("sv")["until"]
    ('etwa 1953', 'until {0}')
    """
    return MappingProxyType(_column(_TABLE, code))


def _column(table: Mapping[str, tuple[str, ...]], code: str) -> dict[str, str]:
    first = code.replace("-", "_").split("_")[0].lower()
    column = LANGUAGES.index(first) if first in LANGUAGES else 0
    return {key: texts[column] for key, texts in table.items()}


def translations(key: str) -> tuple[str, ...]:
    """Return one of our phrases in all languages, in the order of ``LANGUAGES``.

    Examples
    --------
    >>> translations("other")[:2]
    ('other', 'andere')
    """
    return _TABLE[key]


# fmt: off
_PAGE_TABLE: dict[str, tuple[str, ...]] = {
    "data table": ("Data table", "Datentabelle", "Tableau des données", "Tabla de datos", "Таблица данных", "数据表", "データ表", "جدول البيانات"),
    "description": ("Description of the figure", "Beschreibung der Abbildung", "Description de la figure", "Descripción de la figura", "Описание рисунка", "图表说明", "図の説明", "وصف الشكل"),
    "licence": ("Licence", "Lizenz", "Licence", "Licencia", "Лицензия", "许可", "ライセンス", "الترخيص"),
    "no script": ("The interactive figure needs JavaScript.", "Die interaktive Abbildung braucht JavaScript.", "La figure interactive nécessite JavaScript.", "La figura interactiva necesita JavaScript.", "Для интерактивного рисунка нужен JavaScript.", "交互式图表需要 JavaScript。", "対話型の図には JavaScript が必要です。", "يتطلب الشكل التفاعلي جافا سكريبت."),
    "zoom in": ("Zoom in", "Vergrößern", "Agrandir", "Acercar", "Приблизить", "放大", "拡大", "تكبير"),
    "zoom out": ("Zoom out", "Verkleinern", "Réduire", "Alejar", "Отдалить", "缩小", "縮小", "تصغير"),
    "whole": ("Show all", "Alles zeigen", "Tout afficher", "Mostrar todo", "Показать всё", "显示全部", "全体を表示", "عرض الكل"),
    "walk": ("Interactive figure. Arrow keys go through it, plus and minus zoom, 0 shows all.", "Interaktive Abbildung. Pfeiltasten gehen sie durch, Plus und Minus vergrößern und verkleinern, 0 zeigt alles.", "Figure interactive. Les flèches la parcourent, plus et moins changent l’échelle, 0 affiche tout.", "Figura interactiva. Las flechas la recorren, más y menos cambian la escala, 0 muestra todo.", "Интерактивный рисунок. Стрелки ведут по нему, плюс и минус меняют масштаб, 0 показывает всё.", "交互式图表。方向键逐项浏览，加减号缩放，0 显示全部。", "対話型の図。矢印キーで項目を移動、プラスとマイナスで拡大縮小、0 で全体を表示。", "شكل تفاعلي. تنقّل بأسهم لوحة المفاتيح، وكبّر وصغّر بعلامتي الزائد والناقص، و0 لعرض الكل."),
    "search": ("Search titles", "Titel suchen", "Chercher un titre", "Buscar títulos", "Искать по названию", "搜索标题", "題名を検索", "ابحث في العناوين"),
    "found": ("{0} found", "{0} gefunden", "résultats : {0}", "resultados: {0}", "Найдено: {0}", "找到 {0} 条", "{0} 件", "النتائج: {0}"),
    "sides": ("All sides", "Alle Seiten", "Tous les camps", "Todos los bandos", "Все стороны", "所有各方", "すべての陣営", "كل الأطراف"),
    "kinds": ("All kinds", "Alle Arten", "Tous les types", "Todos los tipos", "Все виды", "所有类型", "すべての種類", "كل الأنواع"),
    "in view": ("Each bar is an event; {0} in view.", "Jeder Balken ist ein Ereignis; {0} im Bild.", "Chaque barre est un événement ; {0} à l’écran.", "Cada barra es un suceso; {0} a la vista.", "Каждая полоса — событие; видно: {0}.", "每条横条为一个事件；可见 {0} 个。", "横棒は一つの出来事。表示中 {0} 件。", "كل شريط حدث؛ المعروض: {0}."),
    "joined": ("{0} events in view; those of one side that are less than a pixel apart are one bar.", "{0} Ereignisse im Bild; liegen welche einer Seite weniger als ein Pixel auseinander, sind sie ein Balken.", "{0} événements à l’écran ; ceux d’un même camp à moins d’un pixel l’un de l’autre forment une seule barre.", "{0} sucesos a la vista; los de un mismo bando a menos de un píxel forman una sola barra.", "Видимых событий: {0}; события одной стороны ближе пикселя друг к другу — одна полоса.", "可见 {0} 个事件；同一方相距不到一像素的事件合为一条。", "表示中 {0} 件。同じ陣営で一画素より近い出来事は一つの横棒にまとめています。", "الأحداث المعروضة: {0}؛ أحداث الطرف الواحد التي يفصلها أقل من بكسل شريط واحد."),
    "events as one": ("{0} events", "{0} Ereignisse", "{0} événements", "{0} sucesos", "Событий: {0}", "{0} 个事件", "{0} 件の出来事", "الأحداث: {0}"),
    "events table": ("Events in view", "Ereignisse im Bild", "Événements à l’écran", "Sucesos a la vista", "Видимые события", "可见事件", "表示中の出来事", "الأحداث المعروضة"),
    "previous": ("Previous", "Zurück", "Précédents", "Anteriores", "Назад", "上一页", "前へ", "السابق"),
    "next": ("Next", "Weiter", "Suivants", "Siguientes", "Дальше", "下一页", "次へ", "التالي"),
}
# fmt: on


def page_words(code: str) -> Mapping[str, str]:
    """Return the phrases of a page in one language, including those of figures.

    Examples
    --------
    >>> page_words("fr")["zoom in"], page_words("sv")["source"]
    ('Agrandir', 'Source')
    """
    return MappingProxyType(_column({**_TABLE, **_PAGE_TABLE}, code))
