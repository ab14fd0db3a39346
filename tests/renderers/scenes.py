"""Small charts, by name, that together contain everything a scene can hold."""

from __future__ import annotations

from collections.abc import Callable

from tests.internals import bars_chart, diff_chart, gantt_chart, panels_chart, themes_chart
from timeline import read_events

Chart = object

EVENTS = b"""title,start,end,group,lane,side,id,parent,kind,note
Battle of the hill,1953-06-10,1953-06-18,Outpost,,,hill,,battle,
First assault,1953-06-10 evening,1953-06-11,Outpost,,PVA,,hill,assault,By day.
Relief,1953-06-12~,1953-06-13,Outpost,,UN,,hill,,
Somewhere in June,1953-06-XX,,Outpost,,UN,,,,
Shelling goes on,1953-06-11,..,Outpost,,PVA,,,,
Ended unknown when,1953-06-14,/,Outpost,,ROK,,,,
Flare,1953-06-12T22:00,,Signals,Air,UN,,,,
Flare of unknown side,1953-06-15T02:00?,,Signals,Air,,,,,
Armistice talks,1953-06-08,1953-06-17,,,,,,era,
Truce in sight,1953-06-16,,,,,,,marker,
"""
CLAIMS = b"""title,start,side,measure,value,unit,claimed_by
Harry,1953-06,PVA,killed,2400..3000,people,UN Command
Harry,1953-06,PVA,killed,~1500,people,PVA
Harry,1953-06,UN,killed,>500,people,UN Command
Harry,1953-06,UN,killed,<900,people,PVA
Harry,1953-06,UN,wounded,3,people,UN Command
"""
SORTIES = b"""title,start,side,measure,value,unit
Sorties,1953-01,US,sorties,120,aircraft
Sorties,1953-01,ROK,sorties,30,aircraft
Sorties,1953-02,US,sorties,~90,aircraft
Sorties,1953-05,US,sorties,300,aircraft
Sorties,1953-05,ROK,sorties,14,aircraft
"""
REVISED = EVENTS.replace(b"Relief,1953-06-12~,1953-06-13", b"Relief,1953-06-14,1953-06-15")
FOREIGN = """title,start,side
上甘岭战役 relief,1952-10,志愿军
معركة بغداد,1952-11,
ลาดตระเวน <b>&amp;</b>  two  spaces,1952-12,🔥
""".encode()
MANY = b"title,start,side\n" + b"".join(
    b"Raid %d,1953-%02d-%02d,%s\n" % (n, n % 12 + 1, n % 28 + 1, (b"A", b"B")[n % 3 == 0])
    for n in range(2100)
)


def _folded() -> object:
    table = b"title,start\nFounded,1801\nBurnt,1950-03\nRebuilt,1951-06\n"
    return gantt_chart(table, width=480, fold=True, title="Folded", theme="auto")


SCENES: dict[str, Callable[[], object]] = {
    "gantt": lambda: gantt_chart(EVENTS, width=720, title="Events", nights=(38.3, 127.3, 9)),
    "gantt-leaders": lambda: gantt_chart(EVENTS, width=560, title="On leaders", labels="leaders"),
    "gantt-numbers-print": lambda: gantt_chart(
        EVENTS, width=360, title="Numbers", labels="numbers", theme="print"
    ),
    "gantt-folded-auto": _folded,
    "claims": lambda: bars_chart(CLAIMS, measure="killed", width=640, title="Claims"),
    "claims-log-vertical": lambda: bars_chart(
        CLAIMS, measure=["killed", "wounded"], log=True, width=640, title="Log"
    ),
    "columns-stacked": lambda: bars_chart(
        SORTIES, measure="sorties", by="side", period="month", stack=True, width=480, title="Sum"
    ),
    "density": lambda: gantt_chart(MANY, width=480, title="Many", theme="dark"),
    "panels": lambda: panels_chart(
        read_events(EVENTS + b""), charts=[{"chart": "gantt"}], width=560, title="Panels"
    ),
    "difference": lambda: diff_chart(
        read_events(EVENTS), read_events(REVISED), width=640, title="Ghosts"
    ),
    "themes": lambda: themes_chart(width=480),
    "foreign-letters": lambda: gantt_chart(FOREIGN, width=480, title="文字 & <letters>"),
}
