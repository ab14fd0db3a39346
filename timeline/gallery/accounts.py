"""The accounts of a gallery's figures as one file: where each row of their tables went.

They come from the record of the folder, so a figure that was not built again has its
account too, and neither a table nor pandas is read for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from timeline.export.files import write_files
from timeline.gallery.record import Record, record_file

__all__ = ["write_accounts"]


def write_accounts(
    report: str | Path, names: Iterable[str], *, folder: Path, gallery: Path
) -> None:
    r"""Write the accounts of the figures as JSON, by the name of the figure.

    Parameters
    ----------
    report
        The file to write.
    names
        The figures; one that was never built has no account, which is told as ``null``.
    folder
        Where the figures and their record stand.
    gallery
        The file that describes them.

    Raises
    ------
    ExportError
        If the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_accounts(folder / "r.json", ["june"], folder=folder, gallery=Path("figures.toml"))
    >>> (folder / "r.json").read_text()
    '{\n "figures": {\n  "june": null\n }\n}\n'
    """
    figures = Record.read(record_file(folder, gallery)).figures
    told = {name: figures[name].account if name in figures else None for name in names}
    data = json.dumps({"figures": told}, ensure_ascii=False, indent=1) + "\n"
    write_files({str(report): data.encode()})
