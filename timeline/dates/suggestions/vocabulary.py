"""Words of dates, as one-letter roles, and words around numbers, in thirteen languages.

Used for suggestions only (:mod:`timeline.dates.suggestions.readings`): dates in words are only read
on request. Words are compared without case, accents and points: see ``fold_text``. Month names are
those of Unicode's CLDR, in the nominative and genitive, with the usual abbreviations.
"""

from __future__ import annotations

import re
import unicodedata

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－→"), "-")
_QUOTES = dict.fromkeys(map(ord, "’‘ʼ′`´"), "'")


def fold_text(text: str) -> str:
    """Return a text in lower case, without accents and invisible characters, dashes unified.

    Digits of all scripts become those of ASCII.

    Examples
    --------
    >>> fold_text("  10 Févr. –  März 1953 ")
    '10 fevr. - marz 1953'
    """
    if text.isascii():
        return " ".join(text.casefold().replace("`", "'").split())
    split = unicodedata.normalize("NFKD", text.translate(_QUOTES).casefold())
    seen = (char for char in split if unicodedata.category(char) not in ("Mn", "Me", "Cf"))
    bare = "".join(str(unicodedata.digit(char, char)) for char in seen)
    return " ".join(unicodedata.normalize("NFC", bare.translate(_DASHES)).split())


def _signs(table: str) -> dict[str, str]:
    """Return the symbol of each word; a line is a symbol and its words, with _ for a space."""
    return {
        fold_text(word.replace("_", " ")): sign
        for sign, *words in map(str.split, table.strip().splitlines())
        for word in words
    }


#: Words before a number, and their qualifiers.
QUALIFYING = _signs("""
    ~ about around approx approximately circa ca c cca some roughly est estimated an_estimated
    ~ etwa rund ungefähr zirka schätzungsweise environ env quelque à_peu_près autour_de unos unas
    ~ alrededor_de cerca_de aprox aproximadamente intorno_a all'incirca por_volta_de ongeveer
    ~ om_en_nabij około ok w_przybliżeniu asi kolem přibližně zhruba около примерно приблизительно
    ~ порядка ок близько приблизно yaklaşık aşağı_yukarı 약 대략 约 約 大约 およそ
    > over above more_than exceeding greater_than mehr_als über plus_de más_de più_di oltre mais_de
    > meer_dan ponad więcej_niż powyżej více_než přes более более_чем больше свыше більше понад
    > 超过 超過 逾
    < under below less_than fewer_than weniger_als unter moins_de menos_de meno_di minder_dan
    < mniej_niż poniżej méně_než менее менее_чем меньше менше 不到 不足
    >= at_least no_fewer_than no_less_than not_less_than not_fewer_than minimum min mindestens
    >= wenigstens au_moins au_minimum al_menos por_lo_menos como_mínimo mínimo almeno minimo
    >= pelo_menos no_mínimo minstens ten_minste co_najmniej przynajmniej alespoň nejméně minimálně
    >= не_менее не_меньше как_минимум минимум по_меньшей_мере не_менше щонайменше en_az 최소 적어도
    >= 至少 少なくとも 最低
    <= at_most no_more_than not_more_than up_to maximum max höchstens maximal bis_zu au_plus
    <= jusqu'à au_maximum tout_au_plus como_máximo hasta a_lo_sumo máximo al_massimo fino_a massimo
    <= no_máximo até hoogstens maximaal tot co_najwyżej najwyżej maksymalnie do nejvýše maximálně až
    <= не_более до не_больше максимум не_більше щонайбільше en_fazla 최대 最多 至多
""")
#: Words after a number, and their qualifiers.
QUALIFYING_BEHIND = _signs("""
    ~ approx approximately circa ca or_so -odd odd est estimated environ aprox ungefähr
    >= or_more and_more or_over and_over at_least minimum min oder_mehr und_mehr ou_plus et_plus
    >= o_más y_más o_più e_più ou_mais of_meer lub_więcej nebo_více и_более или_более і_більше
    <= or_fewer or_less at_most maximum max oder_weniger ou_moins o_menos o_meno ou_menos of_minder
""")


def _powers(table: str) -> dict[str, int]:
    return {
        fold_text(word.replace("_", " ")): 10 ** int(power)
        for power, *words in map(str.split, table.strip().splitlines())
        for word in words
    }


#: Words that multiply the number before them. "mil" is a thousand in Spanish and a million in
#: English tables, and so is excluded; "billion" has its English meaning.
MULTIPLIERS = _powers("""
    3 k thousand thousands thsd tsd tausend mille mila duizend tys tysięcy tysiące tis tisíc tisíce
    3 тыс тысяч тысячи тысяча тис тисяч тисячі bin 천 千
    4 만 万 萬
    6 million millions mn mln mill mio millionen millón millones milione milioni milhão milhões
    6 miljoen milion miliony milionów milionů млн миллион миллиона миллионов мільйон мільйони
    6 мільйонів milyon 백만 百万 百萬
    8 억 亿 億
    9 billion billions bn milliard milliards milliarde milliarden mrd miliardo miliardi mld miljard
    9 miliard miliardy miliardów miliardů mil_millones bilhão bilhões млрд миллиард миллиарда
    9 миллиардов мільярд мільярди мільярдів milyar
""")


def _choice(words: str) -> str:
    return "|".join(re.escape(fold_text(word)) for word in words.split())


#: Words before the first number of a range, and between both, as patterns.
RANGES = (
    _choice("""between from zwischen von entre de desde tra fra da dal tussen van między od mezi
               между от с між від з"""),
    _choice("""to and through bis und à a et y al hasta e ad até en tot do i до и по і та 至 到 から
               에서"""),
)  # fmt: skip


def _numbers(names: str) -> dict[str, int]:
    """Return the index of each name in its line; a line holds one language."""
    return {
        fold_text(name): number
        for line in names.strip().splitlines()
        for number, group in enumerate(line.split(), 1)
        for name in group.split("|")
    }


#: Month names: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech,
#: Russian, Ukrainian, Turkish. Chinese, Japanese and Korean months are numbered.
MONTHS = _numbers("""
    january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec
    januar|jänner|jan februar|feber märz|maerz|mär april mai juni juli august september oktober|okt november dezember|dez
    janvier|janv février|févr|fév mars avril|avr mai juin juillet|juil|juill août|aout septembre octobre novembre décembre|déc
    enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre diciembre|dic
    gennaio|gen febbraio|febbr marzo aprile maggio|mag giugno|giu luglio|lug agosto|ago settembre|set|sett ottobre|ott novembre dicembre|dic
    janeiro fevereiro|fev março abril|abr maio junho julho agosto|ago setembro|set outubro|out novembro dezembro|dez
    januari februari maart|mrt april mei juni juli augustus september oktober|okt november december
    styczeń|stycznia|sty luty|lutego|lut marzec|marca kwiecień|kwietnia|kwi maj|maja czerwiec|czerwca|cze lipiec|lipca|lip sierpień|sierpnia|sie wrzesień|września|wrz październik|października|paź listopad|listopada|lis grudzień|grudnia|gru
    leden|ledna|led únor|února|úno březen|března|bře duben|dubna|dub květen|května|kvě červen|června|čvn červenec|července|čvc srpen|srpna|srp září|zář říjen|října|říj listopad|listopadu|lis prosinec|prosince
    январь|января|янв|январе февраль|февраля|февр|фев|феврале март|марта|мар|марте апрель|апреля|апр|апреле май|мая|мае июнь|июня|июн|июне июль|июля|июл|июле август|августа|авг|августе сентябрь|сентября|сент|сен|сентябре октябрь|октября|окт|октябре ноябрь|ноября|нояб|ноя|ноябре декабрь|декабря|дек|декабре
    січень|січня|січ лютий|лютого|лют березень|березня|бер квітень|квітня|квіт травень|травня|трав червень|червня|черв липень|липня|лип серпень|серпня|серп вересень|вересня|вер жовтень|жовтня|жовт листопад|листопада|лист грудень|грудня|груд
    ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara
""")  # noqa: E501

#: Seasons by their EDTF codes.
SEASONS = {
    name: number + 20
    for name, number in _numbers("""
        spring summer autumn|fall winter
        frühling|frühjahr|fruehjahr sommer herbst winter
        printemps été automne hiver
        primavera verano otoño invierno
        primavera estate autunno inverno
        primavera verão outono inverno
        lente|voorjaar zomer herfst|najaar winter
        wiosna|wiosną lato|latem jesień|jesienią zima|zimą
        jaro|jaře léto|létě podzim zima|zimě
        весна|весной|весны лето|летом|лета осень|осенью|осени зима|зимой|зимы
        весна|навесні літо|влітку осінь|восени зима|взимку
        ilkbahar|bahar yaz sonbahar|güz kış
        봄 여름 가을 겨울
        春|春季 夏|夏季 秋|秋季 冬|冬季
    """).items()
}


def _weekdays(names: str) -> dict[str, frozenset[int]]:
    """Return the days of the week of each name, from Monday = 0; a name may have several."""
    days: dict[str, set[int]] = {}
    for line in names.strip().splitlines():
        for number, group in enumerate(line.split()):
            for name in group.split("|"):
                days.setdefault(fold_text(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in days.items()}


WEEKDAYS = _weekdays("""
    monday|mon tuesday|tue|tues wednesday|wed thursday|thu|thur|thurs friday|fri saturday|sat sunday|sun
    montag|mo dienstag|di mittwoch|mi donnerstag|do freitag|fr samstag|sonnabend|sa sonntag|so
    lundi|lun mardi|mar mercredi|mer jeudi|jeu vendredi|ven samedi|sam dimanche|dim
    lunes|lun martes|mar miércoles|mié jueves|jue viernes|vie sábado|sáb domingo|dom
    lunedì|lun martedì|mar mercoledì|mer giovedì|gio venerdì|ven sabato|sab domenica|dom
    segunda|seg terça|ter quarta|qua quinta|qui sexta|sex sábado|sáb domingo|dom
    maandag|ma dinsdag|di woensdag|wo donderdag|do vrijdag|vr zaterdag|za zondag|zo
    poniedziałek|pon wtorek|wt środa|śr czwartek|czw piątek|pt sobota|sob niedziela|niedz
    pondělí|po úterý|út středa|st čtvrtek|čt pátek|pá sobota|so neděle|ne
    понедельник|пн вторник|вт среда|ср четверг|чт пятница|пт суббота|сб воскресенье|вс
    понеділок|пн вівторок|вт середа|ср четвер|чт п'ятниця|пт субота|сб неділя|нд
    pazartesi|pzt salı|sal çarşamba|çar perşembe|per cuma|cum cumartesi|cmt pazar|paz
    월요일|월 화요일|화 수요일|수 목요일|목 금요일|금 토요일|토 일요일|일
    月曜日|月 火曜日|火 水曜日|水 木曜日|木 金曜日|金 土曜日|土 日曜日|日
    星期一|一 星期二|二 星期三|三 星期四|四 星期五|五 星期六|六 星期日|日
""")  # noqa: E501

#: Roman numerals as months (to XII) and centuries (to XXI).
ROMAN = _numbers("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi")

#: Japan's eras since it adopted the Gregorian calendar (1 January 1873), and the Republic of
#: China: first and last day, and the Gregorian year before year 1.
JAPANESE_ERAS = {
    "明治": ("1873-01-01", "1912-07-30", 1867), "大正": ("1912-07-30", "1926-12-25", 1911),
    "昭和": ("1926-12-25", "1989-01-07", 1925), "平成": ("1989-01-08", "2019-04-30", 1988),
    "令和": ("2019-05-01", "9999-12-31", 2018), "民国": ("1912-01-01", "9999-12-31", 1911),
    "民國": ("1912-01-01", "9999-12-31", 1911),
}  # fmt: skip

#: Eras, as patterns: B counts years before it, A after it.
ERA_SIGNS = {
    "B": r"b\. ?c\. ?e\.?|bce|b\. ?c\.?|bc|v\. ?(?:chr|u\. ?z)\.?|vor christus|vor chr\.?"
    r"|av(?:\.|ant)? j(?:esus)?\.? ?-?c(?:hrist)?\.?|a\. ?c\.?|antes de cristo|avanti cristo"
    r"|p\. ?n\. ?e\.?|przed nasza era|pr\. ?(?:n\. ?l|kr)\.?|до н\. ?[эе]\.?|до нашеи эры"
    r"|m\. ?o\.?|mo(?= \d)|公元前|西元前|紀元前|기원전|前(?=\d)",
    "A": r"a\. ?d\.?|ad|c\. ?e\.|ce|n\. ?chr\.?|nach christus|u\. ?z\.?"
    r"|ap(?:r|res)?\.? j(?:esus)?\.? ?-?c(?:hrist)?\.?|d\. ?c\.?|n\. ?[el]\.?|po kr\.?"
    r"|н\. ?[эе]\.?|нашеи эры|m\. ?s\.?|公元|西元|西暦|기원후|서기",
}

#: Words by role: C about, P perhaps, < before, > after, ≥ from then on, ≤ not later,
#: I since, E until, T to, U between, N and, O or, S season, Q quarter, H half, W week,
#: D decade or years, K century, F without meaning since it applies to every date.
_ROLES = """
C about abt cal around approximately approx circa ca c cca um etwa ungefähr gegen vers env environ
C hacia aprox aproximadamente alrededor cerca intorno verso omstreeks rond ongeveer około ok kolem
C asi около ок примерно приблизительно близько бл приблизно yaklaşık civarı 약 경 頃 ごろ 约 約 左右
P perhaps possibly probably maybe likely presumably vielleicht vermutlich wahrscheinlich wohl
P peut-être probablement quizás quizá probablemente posiblemente forse probabilmente talvez
P provavelmente possivelmente misschien waarschijnlijk mogelijk być_może prawdopodobnie snad možná
P pravděpodobně asi_snad возможно вероятно предположительно можливо ймовірно belki muhtemelen 아마
< before bef prior_to earlier_than vor avant antes prima voor vóór ante przed před перед
> after aft later_than nach après después dopo depois após na post po после після
≥ or_later or_after and_later onwards onward not_before no_earlier_than not_earlier_than
≥ nicht_vor frühestens at_the_earliest
≤ by or_earlier or_before and_earlier not_after no_later_than not_later_than nicht_nach spätestens
≤ at_the_latest
I since from seit ab depuis à_partir_de à_partir_du a_partir_de a_partir_del desde dal sinds vanaf
I od с начиная_с з vom
E until till up_to bis hasta fino_al fino_a até tot do jusqu'en jusqu'à jusqu'au
T to through thru au al по по_конец bis_zum bis_zu auf_den 至 到 から 부터 から
U between bet zwischen entre tra fra tussen między pomiędzy mezi между між
N and und et y e & и та і and_the
O or oder ou o lub nebo или або чи veya 或 또는
Q quarter qtr q quartal vierteljahr trimestre trim кв квартал квартале кварталі kwartał kwartale
Q čtvrtletí kwartaal trimestre çeyrek 분기 四半期 季度
H half h halbjahr semestre halfjaar półrocze pololetí полугодие півріччя
W week wk w kw cw kalenderwoche woche semaine semana settimana tydzień týden неделя тиждень
W hafta
D s er ers е ые х ті ті_роки годы годов годах роки років jahre jahren années anos años anni jaren
D lata lat latach léta let lar ler decade década décennie decennio dekada dekade jahrzehnt 年代 년대
K century centuries cent jahrhundert jahrhunderts jh jhd jhdt jhs siècle siècles siglo siglos
K século séculos secolo secoli eeuw wiek wieku stol století в вв век века веке ст столетие столетия
K століття yüzyıl yy 世紀 世纪 세기
F the of in on at em dans nel
F de du des del della dell di da dos das le la les lo los las el il der die
F das den dem im am van het von zum en year years_ anno ano año año_de an année jahr jahre_ im_jahr
F im_jahre in_the_year l'an en_el_año r rok roku v_roce w_roku г гг год году года рр р рік року році
F yılı yıl yılında jaar uhr o'clock hrs hours 년에 일에 w_latach
"""


def _roles() -> dict[str, str]:
    return {
        fold_text(word.replace("_", " ")): line[0]
        for line in _ROLES.strip().splitlines()
        for word in line.split()[1:]
    }


_ORDINALS = _numbers("""
    first second third fourth
    erstes|erste|erster zweites|zweite|zweiter drittes|dritte|drittes viertes|vierte|viertes
    premier|première deuxième|second troisième quatrième
    primer|primero|primera segundo|segunda tercer|tercero cuarto
    primo|prima_metà secondo terzo quarto
    primeiro|primeira segundo|segunda terceiro quarto
    eerste tweede derde vierde
    pierwszy|pierwsze drugi|drugie trzeci czwarty
    první druhé|druhý třetí čtvrté|čtvrtý
    первый|первое второй|второе третий четвёртый|четвертый
    перший|перше другий|друге третій четвертий
""")

_ALL = {
    **_roles(),
    **{name: f"S{number}" for name, number in SEASONS.items()},
    **{name: f"R{number:02}" for name, number in ROMAN.items()},
    **{name: str(number) for name, number in _ORDINALS.items()},
    **{name: f"M{number:02}" for name, number in MONTHS.items()},
}
#: Roles of single words; months and seasons include their number.
WORDS = {word: role for word, role in _ALL.items() if " " not in word}
#: Roles of multi-word phrases.
PHRASES = {word: role for word, role in _ALL.items() if " " in word or "'" in word or "-" in word}

NO_DATE = frozenset(fold_text(text) for text in (
    "unknown", "n/a", "na", "nan", "none", "null", "nil", "-", "--", "---", "?", "??", "???", "tbd",
    "tba", "nat", "n.d.", "n. d.", "n.d", "nd", "no date", "undated", "not dated", "date unknown",
    "unknown date", "not known", "not available", "not stated", "[n.d.]", "(n.d.)", "#n/a", "s.d.",
    "s. d.", "[s.d.]", "sine dato", "sine anno", "s.a.", "s. a.", "sans date", "date inconnue",
    "inconnu", "inconnue", "non daté", "o. J.", "o.J.", "[o. J.]", "o. D.", "o.D.", "ohne Jahr",
    "ohne Datum", "ohne Jahresangabe", "undatiert", "unbekannt", "sin fecha", "s.f.", "s. f.",
    "desconocido", "desconocida", "fecha desconocida", "senza data", "senza anno", "data ignota",
    "sconosciuto", "sem data", "desconhecido", "data desconhecida", "z.j.", "z. j.", "zonder jaar",
    "z.d.", "zonder datum", "ongedateerd", "onbekend", "b.d.", "b. d.", "bez daty", "b.r.",
    "bez roku", "b. r.", "nieznana", "brak daty", "bez data", "nedatováno", "neznámé", "б.д.",
    "б. д.", "без даты", "б.г.", "б. г.", "без года", "неизвестно", "дата неизвестна", "без дати",
    "б. р.", "невідомо", "tarihsiz", "bilinmiyor", "t.y.", "날짜 미상", "미상", "연대 미상", "不明",
    "不詳", "日付不明", "年不明", "未详", "不详", "日期不详", "無日期", "无日期",
))  # fmt: skip
ONGOING = frozenset(fold_text(text) for text in (
    "ongoing", "open", "present", "now", "today", "current", "currently", "to date", "to present",
    "still ongoing", "until now", "continuing", "heute", "andauernd", "laufend", "bis heute",
    "en cours", "aujourd'hui", "à ce jour", "présent", "en curso", "hoy", "actualidad", "presente",
    "in corso", "oggi", "em curso", "hoje", "atualidade", "heden", "lopend", "nu", "obecnie",
    "trwa", "dziś", "nadal", "dosud", "dnes", "současnost", "сейчас", "настоящее время", "н.в.",
    "н. в.", "по настоящее время", "досі", "сьогодні", "триває", "günümüz", "halen", "devam ediyor",
    "현재", "진행 중", "現在", "至今", "今", "...", "…",
))  # fmt: skip
