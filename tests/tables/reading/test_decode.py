import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import as_utf8, is_utf8, unpack
from timeline import ReadError, TimelineError

TEXT = "title,start\n上甘岭战役 – Zürich,1952\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-32", "utf-32"),
     ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")],
)  # fmt: skip
def test_unicode_is_recognised_by_bom_or_zero_bytes(codec: str, name: str) -> None:
    text, encoding, remark = as_utf8(TEXT.encode(codec), "a.csv")
    assert (text.decode(), encoding, remark) == (TEXT, name, None)


def test_a_broken_text_names_the_line_of_its_first_wrong_byte() -> None:
    with pytest.raises(ReadError, match=r"a\.csv:2: byte 0x81"):
        as_utf8(b"title\n\x81\n\xff\xfe\x00", "a.csv", encoding="cp1252")
    with pytest.raises(ReadError, match="is not utf-16"):
        as_utf8(b"\xff\xfea", "a.csv")


@pytest.mark.parametrize("codec", ["zlib", "rot13", "idna", "undefined", "a\0b", "x" * 99])
def test_a_codec_that_is_not_an_encoding_is_refused(codec: str) -> None:
    with pytest.raises(TimelineError):
        as_utf8(b"title\xff", "a.csv", encoding=codec)


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel workbook"), (b"%PDF-1.7\n", "PDF document"),
     (b"\x89PNG\r\n", "is a picture"), (b"\xef\xbb\xbf\n<!DOCTYPE HTML>", "web page"),
     (b"<?xml version='1.0'?>", "is XML"), (b"BZh91AY", "bzip2"), (b"PAR1", "Parquet"),
     (gzip.compress(b"%PDF-1.7", mtime=0), "PDF document"),
     (b"PK\x05\x06" + bytes(18), "holds 0 files"),
     (gzip.compress(gzip.compress(b"title", mtime=0), mtime=0), "packed twice")],
)  # fmt: skip
def test_other_files_are_recognised_and_refused(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=f"^a: .*{message}"):
        unpack(data, "a")


@pytest.mark.parametrize(
    ("word", "codec"),
    [("São Paulo", "cp1252"), ("a…b", "cp1252"), ("Besançon", "cp1252"), ("Zürich", "gb18030"),
     ("上甘岭战役", "gb18030"), ("東京の戦い", "cp932"), ("Vimy, 東", "cp932")],
)  # fmt: skip
def test_one_foreign_word_determines_the_encoding(word: str, codec: str) -> None:
    text = f"title,start\nBattle of {word},1953\nHarry,1953\n"
    assert as_utf8(text.encode(codec), "a.csv")[0].decode() == text


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"\x1f\x8b\x08\0", b"PK\x03\x04", b"\xff\xfe"])
)
def test_any_bytes_are_text_or_an_error_of_ours(data: bytes, start: bytes) -> None:
    try:
        text, encoding, _ = as_utf8(unpack(start + data, "a"), "a")
    except ReadError:
        return
    assert isinstance(text.decode(), str)
    assert encoding


@given(st.binary(max_size=12) | st.text(max_size=8).map(lambda text: text.encode(errors="replace")))
def test_utf8_is_what_python_can_read(data: bytes) -> None:
    try:
        data.decode()
    except UnicodeDecodeError:
        assert not is_utf8(data)
    else:
        assert is_utf8(data)
