"""Words around numbers, in thirteen languages: at least, about, million, between … and."""

from __future__ import annotations

import re

from timeline.dates.suggestions.vocabulary import fold_text

__all__ = ["MULTIPLIERS", "QUALIFYING", "QUALIFYING_BEHIND", "RANGES"]


def _signs(table: str) -> dict[str, str]:
    """Return the sign of each word: a line holds a sign and words, with _ for a space."""
    return {
        fold_text(word.replace("_", " ")): sign
        for sign, *words in map(str.split, table.strip().splitlines())
        for word in words
    }


#: Words before a number, and the qualifier that they stand for.
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


#: Words behind a number, and the qualifier that they stand for.
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
#: English tables, and so is none; "billion" is that of English.
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


#: What stands before the first number of a range, and between both, as patterns.
RANGES = (
    _choice("""between from zwischen von entre de desde tra fra da dal tussen van między od mezi
               между от с між від з"""),
    _choice("""to and through bis und à a et y al hasta e ad até en tot do i до и по і та 至 到 から
               에서"""),
)  # fmt: skip
