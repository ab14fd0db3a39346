"""Convert the bytes of a file to UTF-8: decompression, byte order marks, legacy encodings.

Takes the bytes of a file; returns its text as UTF-8 bytes without byte order mark, the
name of the encoding, and a remark if it was not UTF-8. Undecodable files are refused with
the line of the first invalid byte.
"""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import re
import zipfile
import zlib
from typing import IO

import numpy as np
import pyarrow as pa

from timeline.errors import Problem, ReadError, UsageError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: The encodings that the detector tells apart on short tables; others must be named.
DETECTED = ["cp1252", "gb18030", "cp932"]
SAMPLE = 64 * 1024
#: A Chinese or Japanese character, which never follows a Latin letter alone.
IDEOGRAPH = r"[\u3040-\u30ff\u3400-\u9fff\uff61-\uff9f]"
GZIP, ZIPS = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
SAVE = "save it as CSV UTF-8"
UNPACK = "unpack it first, or pack it by gzip or zip"
#: The first bytes of files that are not text, their type, and a remedy.
FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"is an Excel workbook ({SAVE})"),
    (b"%PDF-", f"is a PDF document (copy its table into a spreadsheet and {SAVE})"),
    (b"\x89PNG", "is a picture (a table is text)"),
    (b"\xff\xd8\xff", "is a picture (a table is text)"),
    (b"PAR1", "is a Parquet file that is damaged or cut short (write it again)"),
    (b"SQLite format 3\0", "is a database (write one of its tables as CSV)"),
    (b"BZh", f"is packed by bzip2 ({UNPACK})"),
    (b"\xfd7zXZ\0", f"is packed by xz ({UNPACK})"),
    (b"(\xb5/\xfd", f"is packed by zstd ({UNPACK})"),
    (b"7z\xbc\xaf", f"is packed by 7-Zip ({UNPACK})"),
    (b"<!doctype html", f"is a web page (copy its table into a spreadsheet and {SAVE})"),
    (b"<html", f"is a web page (copy its table into a spreadsheet and {SAVE})"),
    (b"<table", f"is a web page (copy its table into a spreadsheet and {SAVE})"),
    (b"{|", f"is wiki text (copy the table of the page into a spreadsheet and {SAVE})"),
    (b"<?xml", f"is XML (open it in a spreadsheet and {SAVE})"),
)


#: Default for the largest table, unpacked, in bytes; see ``max_bytes``.
MOST_BYTES = 256_000_000
#: In a zip file: the length of an entry's header, which ends with two lengths, and a flag.
HEADER, ENCRYPTED = 30, 1
#: Number of packed bytes unpacked at once.
_STEP = 4096


def unpack(data: bytes, name: str, *, max_bytes: int = MOST_BYTES) -> bytes:
    """Unpack a gzip file or a zip file of one table; other bytes are unchanged.

    Raises
    ------
    ReadError
        The file is damaged, of an unsupported method, or larger than ``max_bytes``.

    Examples
    --------
    >>> unpack(gzip.compress(b"title,start"), "a.csv.gz")
    b'title,start'
    """
    try:
        held = unpacked(data, name, max_bytes)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError) as error:
        raise ReadError(f"{name}: cannot be unpacked ({error})") from None
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # a password, a rare method; each method has its own errors
        raise ReadError(f"{name}: cannot be unpacked ({error}; unpack it first)") from None
    if len(held) > max_bytes:
        raise ReadError(too_large(name, max_bytes))
    if held is not data and held.startswith((GZIP, *ZIPS)):
        raise ReadError(f"{name}: is packed twice (unpack it first)")
    head = held[:64].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for beginning, description in FOREIGN:
        if held.startswith(beginning) or head.startswith(beginning):
            raise ReadError(f"{name}: {description}")
    return held


def too_large(name: str, max_bytes: int) -> str:
    """Return the message for a table that is too large, with the option for the limit."""
    hint = f"raise it by --max-bytes {4 * max_bytes}, or scan the table by --memory-limit 1GB"
    return f"{name}: holds more than {max_bytes:,} bytes ({hint})"


def unpacked(data: bytes, name: str, most: int) -> bytes:
    """Unpack a gzip or zip file, stopping soon after ``most`` bytes; others are unchanged."""
    if data.startswith(GZIP):
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            return file.read(most + 1)
    return zip_member(data, name, most) if data.startswith(ZIPS) else data


def zip_member(data: bytes, name: str, most: int) -> bytes:
    """Return the only table in a zip file, or the beginning of one that is too large."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [entry for entry in archive.namelist() if not entry.endswith("/")]
        names = [entry for entry in names if not entry.startswith("__MACOSX/")]
        if "[Content_Types].xml" in names or "content.xml" in names:
            raise ReadError(f"{name}: is a workbook (save it as CSV UTF-8)")
        if len(names) != 1:
            held = ", ".join(names[:5]) or "nothing"
            raise ReadError(f"{name}: holds {len(names)} files, not one ({held}; unpack it first)")
        entry = archive.getinfo(names[0])
        if entry.compress_type == zipfile.ZIP_BZIP2 and not entry.flag_bits & ENCRYPTED:
            with bz2.open(io.BytesIO(packed_bytes(data, entry))) as file:
                return file.read(most + 1)
        with archive.open(entry) as file:
            return beginning(file, most + 1)


def packed_bytes(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return the packed bytes of an entry: ``zipfile`` cannot limit the memory for unpacking."""
    at = entry.header_offset + HEADER
    at += sum(int.from_bytes(data[at - end : at - end + 2], "little") for end in (4, 2))
    return data[at : at + entry.compress_size]


def beginning(file: IO[bytes], length: int) -> bytes:
    """Return the first bytes of a file, in steps: LZMA unpacks all of its input at once."""
    data = bytearray()
    while len(data) < length and (part := file.read1(_STEP)):  # type: ignore[attr-defined]
        data += part
    return bytes(data)


def as_utf8(
    data: bytes, name: str, *, encoding: str | None = None
) -> tuple[bytes, str, Problem | None]:
    r"""Return the text as UTF-8 bytes, its encoding, and a remark if that was detected.

    Raises
    ------
    UsageError
        The encoding is unknown.
    ReadError
        The bytes are not valid in the encoding, or no encoding was detected.

    Examples
    --------
    >>> text, encoding, remark = as_utf8("title\nBesançon und Zürich".encode("cp1252"), "a.csv")
    >>> text.decode(), encoding
    ('title\nBesançon und Zürich', 'cp1252')
    >>> print(remark)
    a.csv: is not UTF-8 and was read as cp1252 (overrule with --encoding)
    """
    if encoding:
        return recode(data, name, encoding), encoding.lower(), None
    marked = _bom_encoding(data) or unmarked_utf16(data)
    if marked:
        return recode(data, name, marked), marked.removesuffix("-sig"), None
    try:
        if not (data.isascii() or is_utf8(data)):
            data.decode()
    except UnicodeDecodeError as error:
        return detected(data, name, error)
    return data, "utf-8", None


def is_utf8(data: bytes) -> bool:
    """Return whether bytes are UTF-8, without decoding them.

    Examples
    --------
    >>> is_utf8("Zürich".encode()), is_utf8("Zürich".encode("cp1252"))
    (True, False)
    """
    bounds = pa.py_buffer(np.array([0, len(data)], np.int64))
    array = pa.LargeStringArray.from_buffers(1, bounds, pa.py_buffer(data))
    try:
        array.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _bom_encoding(data: bytes) -> str:
    """Return the encoding of a byte order mark, or an empty text."""
    return next((encoding for mark, encoding in MARKS if data.startswith(mark)), "")


def unmarked_utf16(data: bytes) -> str:
    """Return UTF-16 if every other byte at the start is often zero, else an empty text.

    Examples
    --------
    >>> unmarked_utf16("title,start".encode("utf-16-be"))
    'utf-16-be'
    """
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    # In UTF-8, zero bytes are within cells; in UTF-16, each line end has one, too.
    if odd > len(sample) // 20 and not even and (b"\n\0" in sample or b"\n" not in sample):
        return "utf-16-le"
    big = even > len(sample) // 20 and not odd and (b"\0\n" in sample or b"\n" not in sample)
    return "utf-16-be" if big else ""


def recode(data: bytes, name: str, encoding: str) -> bytes:
    """Convert bytes of a known encoding to UTF-8 without byte order mark."""
    try:
        codecs.lookup(encoding)
        return data.decode(encoding).removeprefix("\ufeff").encode()
    except LookupError:
        hint = "try utf-8, utf-16, cp1252, gb18030 or shift_jis"
        raise UsageError(f'encoding "{encoding}" is unknown ({hint})') from None
    except UnicodeDecodeError as error:
        raise ReadError(wrong_byte(data, name, error, encoding=encoding)) from None
    except (UnicodeError, ValueError) as error:
        raise ReadError(f"{name}: is not {encoding} ({error})") from None


def detected(data: bytes, name: str, error: UnicodeDecodeError) -> tuple[bytes, str, Problem]:
    """Return text that is not UTF-8, in its most likely encoding."""
    text = data.decode(errors="replace")
    bad = text.count("\ufffd")
    if sum(not character.isascii() for character in text[:SAMPLE]) > 4 * bad:
        # Nearly all of it is UTF-8: another encoding would silently garble the rest.
        raise ReadError(wrong_byte(data, name, error, encoding="UTF-8"))
    encoding = guess(data)
    if not encoding:
        raise ReadError(wrong_byte(data, name, error, encoding="UTF-8"))
    message = f"is not UTF-8 and was read as {encoding}"
    remark = Problem(
        name, 0, "", "", message, "overrule with --encoding", code="encoding", fatal=False
    )
    return recode(data, name, encoding), encoding, remark


def guess(data: bytes) -> str:
    """Return the most likely of the detectable encodings, or an empty text."""
    from charset_normalizer import from_bytes  # 50 ms to import, and rarely needed

    # ASCII lines are no evidence for an encoding and outnumber the others.
    odd = b"\n".join(line for line in data.splitlines() if not line.isascii())
    best = from_bytes(odd[:SAMPLE], cp_isolation=DETECTED).best() if b"\0" not in odd else None
    if best is None:
        return ""
    return next((name for name in likely(odd, best.encoding) if is_text(data, name)), "")


def likely(odd: bytes, guessed: str) -> tuple[str, ...]:
    """Return the encodings to try: a single ideograph after a letter is unlikely.

    Examples
    --------
    >>> likely("São Paulo".encode("cp1252"), "cp932"), likely("東京".encode("cp932"), "cp932")
    (('cp1252', 'cp932'), ('cp932',))
    """
    text = odd.decode(guessed, errors="replace")
    alone = re.findall(rf"[A-Za-z]{IDEOGRAPH}(?=[\x00-\x7f]|$)", text)
    if guessed != "cp1252" and len(alone) == sum(not sign.isascii() for sign in text):
        return "cp1252", guessed
    return (guessed,)


def is_text(data: bytes, encoding: str) -> bool:
    """Return whether bytes can be decoded in an encoding."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def wrong_byte(data: bytes, name: str, error: UnicodeDecodeError, *, encoding: str) -> str:
    """Return the message for the first invalid byte of an encoding, with its line."""
    line = data.count(b"\n", 0, error.start) + 1
    byte = data[error.start] if error.start < len(data) else 0
    hint = "name the encoding with --encoding, for example cp1252"
    return f"{name}:{line}: byte 0x{byte:02X} is not {encoding} ({hint})"


def offset_of_line(text: bytes, line: int) -> int:
    r"""Return the offset of a line; lines end with LF, CR LF or CR, as for Python's reader.

    Examples
    --------
    >>> offset_of_line(b"a\r\nb\rc\nd", 4)
    7
    """
    at = 0
    for _ in range(line - 1):
        feed = text.find(b"\n", at)
        back = text.find(b"\r", at, feed if feed >= 0 else len(text))
        end = back if back >= 0 else feed
        if end < 0:
            return len(text)
        at = end + (2 if text.startswith(b"\r\n", end) else 1)
    return at
