"""Small foreign tables, each with one kind of fault."""

TABLES = {
    "bad rows": "name,start_date,end_date\nGood A,1862-04-01,1862-04-02\n"
    "Bad,1862-04-05,1862-04-03\nGood B,1862-05-01,\nNo date,,\n",
    "circa": "name,year\nZebra,c.1763\nPhaeton,1780-1784\nMares,1793\n",
    "plain years": "name,year\nMegiddo,-1468\nCannae,-216\nTeutoburg,9\nLechfeld,955\n"
    "Hastings,1066\n",
    "midnights": "title,start,end\nA,1867-10-23 00:00:00,1870-01-01 00:00:00\n"
    "B,1887-05-12 00:00:00,1893-10-30 00:00:00\n",
    "unpadded": "battle,start_date,end_date\nAL001,1863-4-30,1863-4-30\n"
    "AL002,1864-9-23,1864-9-25\n",
    "no words": "id,MSN_DATE,LATITUDE,crew\n1,1950-06-28,37.1,9\n2,1950-06-29,37.2,8\n",
    "unit": "MSNDATE,MDS,UNIT,COUNTRY\n1917-10-16,DH4,NO. 55 SQDN,UK\n"
    "1917-10-17,SALMSON,96TH AERO SQUADRON,USA\n",
    "no end": "title,start,end\nGuard,1953-06-10,9999-12-31\nRaid,1953-06-12,1953-06-13\n",
    "German": "Schlacht;Beginn;Ende\nLeipzig;16.10.1813;19.10.1813\nWaterloo;18.6.1815;18.6.1815\n",
    "two forms": "what,when\nA,1863-4-30\nB,1864-9-23\nC,4/13/1865\n",
    "with a clock": "Event,Timestamp\nAlarm,6/28/1950 2:05 PM\nAll clear,6/29/1950 11:30 AM\n",
    "damaged": "name,day,killed\n(text),(yyyy-mm-dd),(n)\nShiloh,1862-04-06,3482\n"
    "name,day,killed\nStones River,1862-12-31,1730\nTotal,,5212\nSource: NPS,,\n",
    "zeros": "name,von,bis\nA,1953-06-10,0000-00-00\nB,1953-06-11,1953-06-12\n",
    "time apart": "date,time,event\n6/6/1944,00:16,Pegasus Bridge\n6/26/1944,06:30,Cherbourg\n",
    "date in parts": "ship,year,month,day\nVasa,1628,8,10\nKronan,1676,6,\nLefort,1857,,\n",
    "in office": 'Name,Took office,Left office\nAdams,"March 4, 1797","March 4, 1801[2]"\n'
    'Jefferson,"March 4, 1801","March 4, 1809"\nTrump,"January 20, 2025",Incumbent\n',
    "lines of JSON": '{"name": "Sputnik 1", "launched": "1957-10-04", "decayed": "1958-01-04"}\n'
    '{"name": "Vanguard 1", "launched": "1958-03-17", "decayed": null}\n',
    "Roman months": "Bitwa;Data;Straty\nGrunwald;15 VII 1410;8,5\nWiedeń;12.IX.1683;4,0\n",
    "when": "when,what happened\nspring 1848,Revolts\n22–24 February 1848,July Monarchy falls\n"
    "18 May 1848 – 31 May 1849,Parliament\nlate 1849,Reaction\n",
    "survey": '\ufeff"Timestamp","Your name","When did it begin?","When did it end?"\n'
    '"2024/03/01 9:12:44 AM GMT+1","Ana","29/02/2024","01/03/2024"\n'
    '"2024/03/02 8:45:00 AM GMT+1","Bo ""B""","27/02/2024",""\n',
    "centuries": "Church,Built\nSpeyer,11th century\nChartres,12th–13th century\n"
    "Siena,1215–1263\nSt. Peter,16th c.\n",
    "quarters": 'Project,Quarter,Budget\nAlpha,Q1 2020,"$1,200"\nBeta,FY2021,"$3,400"\n'
    'Gamma,Q2 2021,"$900"\n',
    "comments above": "# exported by tool 3.1\nname|from|to\nA|1914-07-28|1918-11-11\n"
    "B|1939-09-01|1945-09-02\n",
    "Markdown": "| Battle | Date |\n|---|---|\n| Hastings | 14 October 1066 |\n"
    "| Bouvines | 27 July 1214 |\n",
    "two headers": "Operation,Dates,,Losses\n,From,To,Own\nStrangle,1951-06-05,1951-09-20,343\n"
    "Saturate,1952-03-03,1952-05-08,26\n",
    "days": "task,start,days\nDesign,2024-01-08,10\nBuild,2024-01-22,25\nDone,2024-02-26,0\n",
    "durations": "Task,Begin,Duration\nDesign,01/08/24,5 days\nBuild,01/15/24,2 weeks\n",
    "hours": "flight,departure,duration\nA1,2024-01-08 10:00,1:30\nA2,2024-01-08 12:15,0:45\n",
    "reigns": "Reign of,From,Duration (years)\nLouis XIV,1643,72\nLouis XV,1715,59\n",
    "Unix seconds": "event,created_at,ended_at\nboot,1704067200.25,1704067300\n"
    "crash,1704070800.5,1704070900\n",
    "Unix milliseconds": "event,ts\nboot,1704067200000\nlogin,1704070800123\n",
    "days of Excel": "Task,Start,End\nDesign,45299,45303\nBuild,45306.5,45330\n",
    "both ends in parts": "name,start_year,start_month,start_day,end_year,end_month,end_day\n"
    "A,1863,7,1,1863,7,3\nB,1864,5,0,1864,5,7\n",
    "month names": "Event,Year,Month,Day\nA,1863,July,1\nB,1863,Nov,19\nC,1864,,\n",
    "before and after Christ": "Emperor,Reign\nAugustus,27 BC–AD 14\nTiberius,14–37\n"
    "Caligula,18 March 37 – 24 January 41\n",
    "eras in columns": "Ruler,From,To\nCleopatra,51 BC,30 BC\nAugustus,27 BC,14\nTiberius,14,37\n",
    "negative years": "event,year\nMarathon,-490\nSalamis,-480\n",
    "genealogy": "Name,Born,Died\nAda,10 DEC 1815,27 NOV 1852\nX,BEF 1800,AFT 1850\n"
    "Y,BET 1800 AND 1805,1871\n",
    "arrows": 'Name,Date\nKick-off,"January 15, 2024"\n'
    'Sprint,"January 16, 2024 → January 30, 2024"\n',
    "SAS": "event,dt\nStrike,15MAR2004:00:00:00\nLockout,02APR2004:00:00:00\n",
    "Git": "hash,date,subject\nab12,Mon Jan 8 10:15:00 2024 +0100,First\n"
    "ab13,Tue Jan 9 11:00:00 2024 +0100,Second\n",
    "mail": 'subject,date\nA,"Mon, 08 Jan 2024 10:15:00 +0100"\n'
    'B,"Tue, 09 Jan 2024 18:00:12 GMT"\n',
    "points": "Name;Datum\nA;10.06.1953\nB;12.06.1953\n",
    "units": "Station,Date,Depth,Temp\n-,UTC,m,degC\nA1,2020-01-05,12,4.5\nA2,2020-01-07,15,4.2\n",
    "tickets": "Summary,Created,Resolved\nFix login,08/Jan/24 9:15 AM,12/Jan/24 4:30 PM\n"
    "Add logo,20/Jan/24 1:05 PM,\n",
    "errors of Excel": "Task,Start,End\nA,2024-01-08,#REF!\nB,#VALUE!,2024-01-12\n"
    "C,2024-01-15,########\n",
    "dump of Postgres": "name\tstarted_at\tended_at\nA\t2024-01-08 10:15:00.12+00\t\\N\n"
    "B\t2024-01-09 10:15:00.5+00\t2024-01-10 00:00:00+00\n",
    "footnotes below": 'Battle,Date[1]\nA,1 July 1863[2]\n"[1] Gregorian.",\n* estimated,\n',
    "comments": "name,from,to\n# the first\nA,1001,1010\nB,1011,1020\n# end\n",
    "misplaced quote": 'title,start\n"A "big" raid",1953-06-10\nB,1953-06-11\n',
    "GeoJSON": '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null,'
    ' "properties": {"name": "A", "date": "1953-06-10"}}]}',
    "objects in objects": '[{"title": "A", "dates": {"start": "1953-06-10", "end": "1953-06-12"}}]',
    "calendar": "Subject,Start Date,Start Time,End Date,End Time\n"
    "Meeting,01/15/2024,09:00 AM,01/15/2024,10:00 AM\nTrip,01/05/2024,,01/06/2024,\n",
    "museum": "Title,Object Date,Object Begin Date,Object End Date\nCoin,1853,1853,1853\n"
    "Chair,1797–1800,1797,1800\n",
    "zero for no end": "Artist,BeginDate,EndDate\nArneson,1930,1992\nArnaiz,1936,0\n",
    "years in the header": "Country,1950,1951,1952\nUSA,10,25,40\nUK,3,..,6\nFrance,1,2,\n",
    "claims": "title,start,side,measure,value,source\nShells,1953-06-10,PVA,shells,~22000,a\n",
}
#: Title, start and end of the figure's first rows, for tables whose reading needs more than names.
READ = {
    "two headers": [("Strangle", "1951-06-05", "1951-09-20")],
    "days": [("Design", "2024-01-08", "2024-01-17"), ("Build", "2024-01-22", "2024-02-15"),
             ("Done", "2024-02-26", "")],
    "durations": [("Design", "2024-01-08", "2024-01-12"), ("Build", "2024-01-15", "2024-01-28")],
    "hours": [("A1", "2024-01-08 10:00", "2024-01-08T11:30:00")],
    "reigns": [("Louis XIV", "1643", "1715")],
    "Unix seconds": [("boot", "2024-01-01T00:00:00.250Z", "2024-01-01T00:01:40Z")],
    "Unix milliseconds": [("boot", "2024-01-01T00:00:00Z", "")],
    "days of Excel": [("Design", "2024-01-08", "2024-01-12"),
                      ("Build", "2024-01-15T12:00:00", "2024-02-08")],
    "both ends in parts": [("A", "1863-07-01", "1863-07-03"), ("B", "1864-05", "1864-05-07")],
    "month names": [("A", "1863-07-01", ""), ("B", "1863-11-19", ""), ("C", "1864", "")],
    "before and after Christ": [("Augustus", "-0026/0014", ""), ("Tiberius", "0014/0037", ""),
                                ("Caligula", "0037-03-18/0041-01-24", "")],
    "eras in columns": [("Cleopatra", "-0050", "-0029"), ("Augustus", "-0026", "0014")],
    "negative years": [("Marathon", "-0490", "")],
    "genealogy": [("Ada", "1815-12-10", "1852-11-27"), ("X", "[..1799]", "[1851..]")],
    "arrows": [("Kick-off", "2024-01-15", ""), ("Sprint", "2024-01-16/2024-01-30", "")],
    "SAS": [("Strike", "2004-03-15", "")],
    "Git": [("First", "2024-01-08T10:15:00+01:00", "")],
    "mail": [("A", "2024-01-08T10:15:00+01:00", ""), ("B", "2024-01-09T18:00:12Z", "")],
    "points": [("A", "1953-06-10", "")],
    "units": [("A1", "2020-01-05", "")],
    "tickets": [("Fix login", "2024-01-08T09:15", "2024-01-12T16:30")],
    "calendar": [("Meeting", "2024-01-15T09:00", "2024-01-15T10:00"),
                 ("Trip", "2024-01-05", "2024-01-06")],
    "museum": [("Coin", "1853", "1853"), ("Chair", "1797", "1800")],
    "zero for no end": [("Arneson", "1930", "1992"), ("Arnaiz", "1936", "/")],
    "GeoJSON": [("A", "1953-06-10", "")],
    "objects in objects": [("A", "1953-06-10", "1953-06-12")],
}  # fmt: skip
#: Rows of the figure that the printed command draws, of those read.
DRAWN = {
    "bad rows": (2, 4), "circa": (3, 3), "plain years": (5, 5), "midnights": (2, 2),
    "unpadded": (2, 2), "no words": (2, 2), "unit": (2, 2), "no end": (2, 2), "German": (2, 2),
    "two forms": (3, 3), "with a clock": (2, 2), "damaged": (2, 6), "zeros": (2, 2),
    "time apart": (2, 2), "date in parts": (3, 3), "in office": (3, 3), "lines of JSON": (2, 2),
    "Roman months": (2, 2), "when": (3, 4), "survey": (2, 2), "centuries": (4, 4),
    "quarters": (2, 3), "comments above": (2, 2), "two headers": (2, 2), "Markdown": (2, 3),
    "days": (3, 3), "durations": (2, 2), "hours": (2, 2), "reigns": (2, 2), "Unix seconds": (2, 2),
    "Unix milliseconds": (2, 2), "days of Excel": (2, 2), "both ends in parts": (2, 2),
    "month names": (3, 3), "before and after Christ": (3, 3), "eras in columns": (3, 3),
    "negative years": (2, 2), "genealogy": (3, 3), "arrows": (2, 2), "SAS": (2, 2), "Git": (2, 2),
    "mail": (2, 2), "points": (2, 2), "units": (2, 3), "tickets": (2, 2),
    "errors of Excel": (2, 3), "dump of Postgres": (2, 2), "footnotes below": (1, 3),
    "comments": (2, 4), "misplaced quote": (1, 2), "GeoJSON": (1, 1), "objects in objects": (1, 1),
    "calendar": (2, 2), "museum": (2, 2), "zero for no end": (2, 2),
    "years in the header": (7, 7), "claims": (1, 1),
}  # fmt: skip
