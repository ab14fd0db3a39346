"""Spreadsheets are read as tables: real date cells as days, problems by sheet and row."""

import io
import zipfile

import pytest

from timeline import ReadError, UsageError, check, read_events

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


def xlsx(**sheets):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
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
            body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
            archive.writestr(
                f"xl/worksheets/sheet{n}.xml",
                f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>',
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


@pytest.mark.parametrize("sheet", ["Notes", 2, "2"])
def test_a_sheet_is_chosen_by_name_or_number(sheet):
    assert read_events(BOOK, sheet=sheet).frame["title"].tolist() == ["A"]


def test_a_sheet_that_is_not_there_is_told():
    with pytest.raises(UsageError, match=r'has no sheet "Note" .did you mean "Notes"'):
        read_events(BOOK, sheet="Note")
    with pytest.raises(UsageError, match="is no spreadsheet"):
        read_events(b"title,start\nA,1953\n", sheet="Notes")


def test_a_damaged_spreadsheet_is_told():
    with pytest.raises(ReadError):
        read_events(BOOK[: len(BOOK) // 2])


def test_an_open_document_is_read():
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"

    def word(value):
        return (
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p>'
            "</table:table-cell>"
        )

    date = '<table:table-cell office:value-type="date" office:date-value="1813-10-16"/>'
    rows = f"<table:table-row>{word('title')}{word('start')}</table:table-row>"
    rows += f"<table:table-row>{word('Leipzig')}{date}</table:table-row>"
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
    assert read_events(file.getvalue()).frame["start"].tolist() == ["1813-10-16"]
