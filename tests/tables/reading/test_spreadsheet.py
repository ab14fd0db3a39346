"""Spreadsheets are read as tables: real date cells as days, problems by sheet and row."""

import io
import random
import resource
import zipfile
from contextlib import suppress
from html import unescape

import pytest

from timeline import ReadError, TimelineError, UsageError, check, read_events

pytestmark = pytest.mark.slow

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
REL = (
    '<Relationship Id="rId{}" Type="'
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
    "</styleSheet>"
)


def cell(value):
    if isinstance(value, tuple):  # a serial number shown as a date
        return f'<c s="1"><v>{value[0]}</v></c>'
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return "<c/>" if value is None else f"<c><v>{value}</v></c>"


def xlsx(merged="</sheetData>", **sheets):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(
            "_rels/.rels", RELS.format(REL.format(1, "officeDocument", "xl/workbook.xml"))
        )
        names = "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>'
            for n, name in enumerate(sheets, 1)
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
            f'2006/relationships"><sheets>{names}</sheets></workbook>',
        )
        links = [
            REL.format(n, "worksheet", f"worksheets/sheet{n}.xml")
            for n in range(1, len(sheets) + 1)
        ]
        links.append(REL.format(99, "styles", "styles.xml"))
        archive.writestr("xl/_rels/workbook.xml.rels", RELS.format("".join(links)))
        archive.writestr("xl/styles.xml", STYLES)
        for n, rows in enumerate(sheets.values(), 1):
            body = rows
            if not isinstance(rows, str):
                body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
            archive.writestr(
                f"xl/worksheets/sheet{n}.xml",
                f'<worksheet xmlns="{MAIN}"><sheetData>{body}{merged}</worksheet>',
            )
    return file.getvalue()


BOOK = xlsx(
    Battles=[["Battles of Korea"], ["title", "start", "killed"], ["Harry", (19520,), 174],
             ["Pork Chop", "soon", 12.5]],
    Notes=[["title", "start"], ["A", "1953"]],
)  # fmt: skip


def test_a_cell_of_a_date_is_a_day_and_a_problem_names_the_sheet():
    (problem,) = [p for p in check(BOOK).problems if p.fatal]
    assert (problem.file, problem.line, problem.value) == ("table[Battles]", 4, "soon")
    events = read_events(BOOK, skip_faulty=True)
    assert events.frame[["title", "start", "killed"]].to_numpy().tolist() == [
        ["Harry", "1953-06-10", "174"]
    ]
    codes = {p.code for p in events.problems}
    assert {"title-row", "other-sheets"} <= codes


def test_the_first_sheet_with_a_table_is_read():
    book = xlsx(About=[["by me"], ["in 2020"]], Raids=[["title", "start"], ["A", "1953"]])
    (other,) = read_events(book).problems
    assert other.message == "is read; not About"


def test_the_sheet_with_events_is_proposed_if_the_first_table_has_none():
    names = [["column", "meaning"], ["title", "the name"]]
    book = xlsx(About=names, Raids=[["title", "start"], ["A", "1953"]])
    advice = check(book).advice
    assert advice.calls == ("timeline.gantt(table, sheet='Raids')",)
    assert len(read_events(book, **advice.reading)) == 1


def test_two_rows_of_names_are_one_header():
    rows = [["Raid", "Dates", "", "Killed"], ["", "From", "To", ""], ["A", (19520,), (19521,), 7]]
    events = read_events(
        xlsx(S=[*rows, ["B", (19530,), (19531,), 8]]),
        mapping={"title": "Raid", "start": "Dates From", "end": "Dates To"},
    )
    assert events.frame["end"].tolist() == ["1953-06-11", "1953-06-21"]
    assert [p.line for p in events.problems if p.code == "second-header"] == [2]


def test_the_text_of_a_merged_cell_counts_for_each_row_and_a_number_once():
    body = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>group</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>title</t></is></c>'
        '<c r="C1" t="inlineStr"><is><t>start</t></is></c>'
        '<c r="D1" t="inlineStr"><is><t>killed</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>Air</t></is></c>'
        '<c r="B2" t="inlineStr"><is><t>A</t></is></c><c r="C2"><v>1952</v></c>'
        '<c r="D2"><v>9</v></c></row>'
        '<row r="3"><c r="B3" t="inlineStr"><is><t>B</t></is></c><c r="C3"><v>1953</v></c></row>'
        '<row r="4"><c r="B4" t="inlineStr"><is><t>C</t></is></c><c r="C4"><v>1954</v></c></row>'
    )
    cells = "".join(f'<mergeCell ref="{place}"/>' for place in ("A2:A3", "D2:D3", "E1:E2"))
    merged = f"</sheetData><mergeCells>{cells}</mergeCells>"
    events = read_events(xlsx(S=body, merged=merged))
    assert events.frame["group"].tolist() == ["Air", "Air", ""]
    assert events.frame["killed"].tolist() == ["9", "", ""]
    assert "merged-cells" in {problem.code for problem in events.problems}


@pytest.mark.parametrize("sheet", ["Notes", 2, "2"])
def test_a_sheet_is_chosen_by_name_or_number(sheet):
    assert read_events(BOOK, sheet=sheet).frame["title"].tolist() == ["A"]


def test_a_sheet_that_is_missing_is_reported():
    with pytest.raises(UsageError, match=r'has no sheet "Note" .did you mean "Notes"'):
        read_events(BOOK, sheet="Note")
    with pytest.raises(UsageError, match="not a spreadsheet"):
        read_events(b"title,start\nA,1953\n", sheet="Notes")


def test_a_damaged_spreadsheet_is_reported():
    with pytest.raises(ReadError):
        read_events(BOOK[: len(BOOK) // 2])
    chance = random.Random(1953)
    for _ in range(20):
        data = bytearray(BOOK)
        for at in chance.sample(range(len(data)), 3):
            data[at] ^= 1 << chance.randrange(8)
        with suppress(TimelineError):
            read_events(bytes(data))
    for data in (OLE, OLE + bytes(4096), OLE + chance.randbytes(8192)):
        with pytest.raises(ReadError, match="cannot be read as a spreadsheet"):
            read_events(data)


HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>start</t></is></c></row>'
)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>3</v></c></row>', "takes more than is read"),
        ('<row r="4294967295"><c r="ZZZZZZ4294967295"><v>3</v></c></row>', "capacity overflow"),
        ('<row r="2"><c r="XFE2"><v>3</v></c></row>', "has more than 16,384 columns"),
        (lambda: "<row><c><v>" + "1" * 300_000_000 + "</v></c></row>", "--max-bytes 1024000000"),
        (lambda: "<row/>" * 50_000_000, "--max-bytes 1024000000"),
    ],
    ids=["last cell", "beyond", "columns", "one cell", "too many rows"],
)
def test_a_sheet_that_takes_all_memory_is_refused(row, message):
    row = row() if callable(row) else row  # every process that collects holds the parameters
    with pytest.raises(ReadError, match=message):
        read_events(xlsx(Battles=HEAD + row))


def test_ten_million_empty_rows_are_passed_over():
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    row = '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>1953</v></c></row>'
    events = read_events(xlsx(Battles=HEAD + row + "<row/>" * 10_000_000))
    assert events.frame["start"].tolist() == ["1953"]
    last = read_events(xlsx(Battles=HEAD + row.replace("2", "1048576")))
    assert last.frame["line"].tolist() == [1048576]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime < 10  # two processors' worth of five seconds


def test_a_sheet_with_cells_far_from_the_corner_keeps_their_places():
    row = '<row r="{0}"><c r="C{0}" t="inlineStr"><is><t>{1}</t></is></c><c r="D{0}"{2}</c></row>'
    header = row.format(7, "title", ' t="inlineStr"><is><t>start</t></is>')
    read = read_events(xlsx(S=header + row.format(9, 'a&#10;"b"', "><v>1953</v>")))
    assert read.frame[["title", "start", "line"]].to_numpy().tolist() == [['a\n"b"', "1953", 9]]


NAMES = ["a/b", "A" * 300, "&quot;", "]]", "|", "..", "&#10;x", "=1+1", "CON", "[S]", "S:1", "12"]


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_of_any_name_is_read_and_its_problems_stay_one_line(name):
    data = xlsx(**{name: [["title", "start"], ["A", "soon"]], "Other": [["title"]]})
    checked = check(data)
    assert [p.line for p in checked.problems if p.fatal] == [2]
    for form in ("text", "github"):
        assert all(line for line in checked.text(form).splitlines())
    assert check(data, sheet=unescape(name)).fatal
    for wrong in ("No\nsuch", "\0", "Sheet" * 100, "²", "9" * 5000):
        with pytest.raises(UsageError, match="has no sheet"):
            read_events(data, sheet=wrong)


def open_document(rows):
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"

    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" '
        f'xmlns:text="{text}"><office:body><office:spreadsheet><table:table table:name="S">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
    return file.getvalue()


def test_an_open_document_is_read():
    def word(value):
        return (
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p>'
            "</table:table-cell>"
        )

    date = '<table:table-cell office:value-type="date" office:date-value="1813-10-16"/>'
    rows = f"<table:table-row>{word('title')}{word('start')}</table:table-row>"
    rows += f"<table:table-row>{word('Leipzig')}{date}</table:table-row>"
    assert read_events(open_document(rows)).frame["start"].tolist() == ["1813-10-16"]
    many = 'table:number-columns-repeated="16384" office:value-type="float" office:value="1"'
    far = f'<table:table-row table:number-rows-repeated="1048576"><table:table-cell {many}/>'
    with pytest.raises(ReadError):
        read_events(open_document(f"{rows}{far}</table:table-row>"))
