"""Make ``timeline/typography/files/`` from the variable Inter of the package ``fontpkg-inter``.

Run ``pip install "fontpkg-inter==4.1.post1" fonttools brotli``, then ``python
scripts/make_font.py``. In about half a minute, it writes reproducibly

* ``<chunk>-<weight>.woff2``: static instances of weights 400 and 600, split into chunks by
  script, so that a page embeds only the chunks that its texts need;
* ``inter-<weight>.ttf``: the same characters of a weight in one file, for the PDF writer;
* ``widths.npz``: the advances and pair kernings of these files;
* ``index.json``: the chunks with their characters (CSS ``unicode-range``) and hashes;
* ``OFL.txt``: the licence.

``--check`` writes nothing, and exits 1 if the folder differs from the output. Contextual
alternates (``calt``) are left out: they would draw ``3x4`` as ``3×4``, but text from a table
must be shown as written.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
import tempfile
from pathlib import Path

import fontpkg
import numpy as np
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FOLDER = Path(__file__).parents[1] / "timeline" / "typography" / "files"
SOURCE_SHA256 = "29160a80ff49ddcab2c97711247e08b1fab27a484a329ce8b813d820dc559031"
WEIGHTS = (400, 600)
FEATURES = ["kern", "mark", "mkmk"]

Ranges = tuple[tuple[int, int], ...]
MARKS: Ranges = ((0x300, 0x304), (0x306, 0x30C), (0x323, 0x323), (0x327, 0x328))
#: Code points of each chunk. Superscript digits are in latin, so that a note does not pull in all
#: symbols. Combining marks are in several, because a mark and its letter need the same font.
CHUNKS: dict[str, Ranges] = {
    "latin": ((0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2010, 0x2070),
              (0x2074, 0x2079), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193),
              (0x2212, 0x2212), (0x2248, 0x2248), (0x2264, 0x2265), *MARKS),
    "latin-ext": ((0x100, 0x2FF), (0x300, 0x36F), (0x1D00, 0x1EFF), (0x2C60, 0x2C7F),
                  (0xA700, 0xA7FF)),
    "cyrillic": ((0x400, 0x52F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F), *MARKS),
    "greek": ((0x370, 0x3FF), (0x1F00, 0x1FFF), *MARKS),
    "symbols": ((0x2000, 0x200F), (0x2071, 0x2073), (0x207A, 0x2BFF), (0x1F100, 0x1F1FF)),
}  # fmt: skip


def main() -> int:
    """Make the folder's files, and write or compare them."""
    files = make_files(Path(fontpkg.path("Inter")))
    if "--check" in sys.argv[1:]:
        paths = {name: FOLDER / name for name in files}
        wrong = [name for name, path in paths.items()
                 if not path.is_file() or path.read_bytes() != files[name]]  # fmt: skip
        print("\n".join(f"{name} differs from the output of this script" for name in wrong))
        return bool(wrong)
    FOLDER.mkdir(exist_ok=True)
    for name, data in files.items():
        (FOLDER / name).write_bytes(data)
        print(f"{len(data):8,d} {name}")
    return 0


def make_files(source: Path) -> dict[str, bytes]:
    """Return all files of the folder by name."""
    if hashlib.sha256(source.read_bytes()).hexdigest() != SOURCE_SHA256:
        sys.exit(f"{source} is not the version of Inter that this script was made for")
    fonts: dict[str, bytes] = {}
    faces: list[dict[str, object]] = []
    whole: dict[str, bytes] = {}
    for weight in WEIGHTS:
        instance = static_instance(source, weight)
        whole[f"inter-{weight}.ttf"] = merged(instance, weight)
        taken: set[int] = set()
        for chunk, ranges in CHUNKS.items():
            name = f"{chunk}-{weight}.woff2"
            fonts[name] = cut(instance, spread(ranges) - (taken - spread(MARKS)))
            codes = sorted(TTFont(io.BytesIO(fonts[name])).getBestCmap())
            taken.update(codes)
            faces.append({"file": name, "weight": weight, "range": css_range(codes),
                          "sha256": hashlib.sha256(fonts[name]).hexdigest()})  # fmt: skip
    index = {"family": "Inter", "version": "4.1", "faces": faces}
    licence = (source.parents[1] / "LICENSE").read_text("utf-8")
    return {
        **fonts,
        **whole,
        "index.json": (json.dumps(index, indent=1) + "\n").encode(),
        "widths.npz": widths(fonts),
        "OFL.txt": ("\n".join(map(str.rstrip, licence.splitlines())) + "\n").encode(),
    }


def spread(ranges: Ranges) -> set[int]:
    """Return the code points of ranges."""
    return {code for low, high in ranges for code in range(low, high + 1)}


def static_instance(source: Path, weight: int) -> bytes:
    """Return one weight of the variable font, in the optical size for text."""
    out = io.BytesIO()
    with TTFont(source, recalcTimestamp=False) as font:
        instancer.instantiateVariableFont(font, {"opsz": 14, "wght": weight}, inplace=True)
        font.save(out)
    return out.getvalue()


def merged(font: bytes, weight: int) -> bytes:
    """Return all characters of a weight as one TTF, named after its style."""
    codes = spread(tuple(pair for ranges in CHUNKS.values() for pair in ranges))
    small = TTFont(io.BytesIO(cut(font, codes, flavor=None)), recalcTimestamp=False)
    style = "Regular" if weight == 400 else "SemiBold"
    names = {1: "Inter", 2: style, 4: f"Inter {style}", 6: f"Inter-{style}"}
    for number, text in names.items():
        small["name"].setName(text, number, 3, 1, 0x409)
    small["OS/2"].usWeightClass = weight
    out = io.BytesIO()
    small.save(out)
    return out.getvalue()


def cut(font: bytes, codes: set[int], flavor: str | None = "woff2") -> bytes:
    """Return a font file with a subset of the characters."""
    options = subset.Options()
    options.flavor = flavor
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 13, 14]
    options.drop_tables += ["STAT"]
    with tempfile.NamedTemporaryFile(suffix=".ttf") as file:
        file.write(font)
        file.flush()
        with subset.load_font(file.name, options) as loaded:
            cutter = subset.Subsetter(options)
            cutter.populate(unicodes=codes)
            cutter.subset(loaded)
            out = io.BytesIO()
            subset.save_font(loaded, out, options)
    return out.getvalue()


def css_range(codes: list[int]) -> str:
    """Return sorted code points as the value of ``unicode-range``."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def widths(fonts: dict[str, bytes]) -> bytes:
    """Return advances and kernings of the chunks, in thousandths of an em, as ``.npz``.

    ``codes`` are the sorted characters; ``advance_W`` their advances in weight W;
    ``kern_W[left_W[i], right_W[j]]`` the kerning between characters i and j.
    """
    arrays: dict[str, np.ndarray] = {}
    for weight in WEIGHTS:
        chunks = [TTFont(io.BytesIO(fonts[f"{chunk}-{weight}.woff2"])) for chunk in CHUNKS]
        codes = sorted(set().union(*(chunk.getBestCmap() for chunk in chunks)))
        place = {code: index for index, code in enumerate(codes)}
        advance = np.zeros(len(codes), np.float32)
        kern = np.zeros((len(codes), len(codes)), np.int16)
        for font in reversed(chunks):
            scale = 1000 / font["head"].unitsPerEm
            at = {code: place[code] for code in font.getBestCmap()}
            for code, index in at.items():
                advance[index] = font["hmtx"][font.getBestCmap()[code]][0] * scale
            fill_kerning(font, at, kern)
        rows, left = np.unique(kern, axis=0, return_inverse=True)
        table, right = np.unique(rows, axis=1, return_inverse=True)
        arrays |= {
            "codes": np.array(codes, np.int32),
            f"advance_{weight}": advance,
            f"left_{weight}": left.astype(np.uint16),
            f"right_{weight}": right.astype(np.uint16),
            f"kern_{weight}": (table * (1000 / 2048)).astype(np.float32),
        }
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def fill_kerning(font: TTFont, at: dict[int, int], kern: np.ndarray) -> None:
    """Add the pair kerning of one font to the matrix, in font units; lookups accumulate."""
    if "GPOS" not in font:
        return
    glyphs: dict[str, list[int]] = {}
    for code, index in at.items():
        glyphs.setdefault(font.getBestCmap()[code], []).append(index)
    table = font["GPOS"].table
    wanted = {index for record in table.FeatureList.FeatureRecord if record.FeatureTag == "kern"
              for index in record.Feature.LookupListIndex}  # fmt: skip
    for index in sorted(wanted):
        done = np.zeros_like(kern, bool)
        for subtable in table.LookupList.Lookup[index].SubTable:
            fill_subtable(getattr(subtable, "ExtSubTable", subtable), glyphs, kern, done=done)


def fill_subtable(
    table: object, glyphs: dict[str, list[int]], kern: np.ndarray, *, done: np.ndarray
) -> None:
    """Add one PairPos subtable; within a lookup, the first subtable with a pair wins."""
    for first in set(table.Coverage.glyphs) & set(glyphs):  # type: ignore[attr-defined]
        for second, value in pair_values(table, first, glyphs):
            where = np.ix_(glyphs[first], glyphs[second])
            kern[where] += np.where(done[where], 0, value).astype(np.int16)
            done[where] = True


def pair_values(table: object, first: str, glyphs: dict[str, list[int]]) -> list[tuple[str, int]]:
    """Return the second glyphs that a subtable pairs with a first, with their kerning."""
    if table.Format == 1:  # type: ignore[attr-defined]
        place = table.Coverage.glyphs.index(first)  # type: ignore[attr-defined]
        records = table.PairSet[place].PairValueRecord  # type: ignore[attr-defined]
        return [(r.SecondGlyph, advance_of(r.Value1)) for r in records if r.SecondGlyph in glyphs]
    row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]  # type: ignore[attr-defined]
    values = [advance_of(record.Value1) for record in row.Class2Record]
    classes = table.ClassDef2.classDefs  # type: ignore[attr-defined]
    return [(second, values[classes.get(second, 0)]) for second in glyphs]


def advance_of(value: object) -> int:
    """Return the change of the advance in a value record."""
    return int(getattr(value, "XAdvance", 0) or 0)


if __name__ == "__main__":
    sys.exit(main())
