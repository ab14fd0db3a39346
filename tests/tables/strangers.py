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
    "claims": "title,start,side,measure,value,source\nShells,1953-06-10,PVA,shells,~22000,a\n",
}
#: Rows of the figure that the printed command draws, of those read.
DRAWN = {
    "bad rows": (2, 4), "circa": (3, 3), "plain years": (5, 5), "midnights": (2, 2),
    "unpadded": (2, 2), "no words": (2, 2), "unit": (2, 2), "no end": (2, 2), "German": (2, 2),
    "two forms": (3, 3), "with a clock": (2, 2), "damaged": (2, 6), "zeros": (2, 2),
    "time apart": (2, 2), "date in parts": (3, 3), "in office": (3, 3), "lines of JSON": (2, 2),
    "Roman months": (2, 2), "when": (3, 4), "survey": (2, 2), "centuries": (4, 4),
    "quarters": (2, 3), "comments above": (2, 2), "two headers": (2, 3), "Markdown": (2, 3),
    "claims": (1, 1),
}  # fmt: skip
