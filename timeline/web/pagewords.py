"""The words of a page's own controls, in the languages of ``timeline.words.messages``.

What a figure says stands there; here stands what only a page needs: buttons, what to
do without a script, and how to walk through the events by keyboard.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from timeline.words.messages import LANGUAGES, words_of

__all__ = ["page_words"]

# ruff: noqa: E501 -- a word and its translations are one row, to be read and checked as one
# fmt: off
_TABLE: dict[str, tuple[str, ...]] = {
    "data table": ("Data table", "Datentabelle", "Tableau des données", "Tabla de datos", "Таблица данных", "数据表", "データ表", "جدول البيانات"),
    "description": ("Description of the figure", "Beschreibung der Abbildung", "Description de la figure", "Descripción de la figura", "Описание рисунка", "图表说明", "図の説明", "وصف الشكل"),
    "licence": ("Licence", "Lizenz", "Licence", "Licencia", "Лицензия", "许可", "ライセンス", "الترخيص"),
    "no script": ("The interactive figure needs JavaScript.", "Die interaktive Abbildung braucht JavaScript.", "La figure interactive nécessite JavaScript.", "La figura interactiva necesita JavaScript.", "Для интерактивного рисунка нужен JavaScript.", "交互式图表需要 JavaScript。", "対話型の図には JavaScript が必要です。", "يتطلب الشكل التفاعلي جافا سكريبت."),
    "zoom in": ("Zoom in", "Vergrößern", "Agrandir", "Acercar", "Приблизить", "放大", "拡大", "تكبير"),
    "zoom out": ("Zoom out", "Verkleinern", "Réduire", "Alejar", "Отдалить", "缩小", "縮小", "تصغير"),
    "whole": ("Show all", "Alles zeigen", "Tout afficher", "Mostrar todo", "Показать всё", "显示全部", "全体を表示", "عرض الكل"),
    "walk": ("Interactive figure. Arrow keys go through it, plus and minus zoom, 0 shows all.", "Interaktive Abbildung. Pfeiltasten gehen sie durch, Plus und Minus vergrößern und verkleinern, 0 zeigt alles.", "Figure interactive. Les flèches la parcourent, plus et moins changent l’échelle, 0 affiche tout.", "Figura interactiva. Las flechas la recorren, más y menos cambian la escala, 0 muestra todo.", "Интерактивный рисунок. Стрелки ведут по нему, плюс и минус меняют масштаб, 0 показывает всё.", "交互式图表。方向键逐项浏览，加减号缩放，0 显示全部。", "対話型の図。矢印キーで項目を移動、プラスとマイナスで拡大縮小、0 で全体を表示。", "شكل تفاعلي. تنقّل بأسهم لوحة المفاتيح، وكبّر وصغّر بعلامتي الزائد والناقص، و0 لعرض الكل."),
    "search": ("Search titles", "Titel suchen", "Chercher un titre", "Buscar títulos", "Искать по названию", "搜索标题", "題名を検索", "ابحث في العناوين"),
    "found": ("{0} found", "{0} gefunden", "{0} trouvés", "{0} encontrados", "Найдено: {0}", "找到 {0} 条", "{0} 件", "النتائج: {0}"),
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
    """Return the words of a page in one language, those of its figure among them.

    Examples
    --------
    >>> page_words("fr")["zoom in"], page_words("sv")["source"]
    ('Agrandir', 'Source')
    """
    first = code.replace("-", "_").split("_")[0].lower()
    column = LANGUAGES.index(first) if first in LANGUAGES else 0
    own = {key: texts[column] for key, texts in _TABLE.items()}
    return MappingProxyType({**words_of(code), **own})
