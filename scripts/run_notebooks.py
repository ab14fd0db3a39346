"""Run the notebooks of the documentation, so that they are committed as they come out.

Their figures are pictures there (``tl.notebook(script="picture")``): a reader sees them
wherever notebooks are shown, and whoever runs a notebook has the live ones. A test runs
them again and compares; run this after a change of what they show.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat as untyped
from nbclient import NotebookClient

nbformat: Any = untyped
DOCS = Path(__file__).parents[1] / "docs"
#: Said before the first cell, and not written; pandas first, as a reader's notebook has it.
BEFORE = 'import pandas, timeline\ntimeline.notebook(script="picture")'
FIRST = {"id": "before", "cell_type": "code", "source": BEFORE, "metadata": {}, "outputs": []}


def run(path: Path) -> str:
    """Return the text of a notebook that was run from top to bottom, its pictures in it."""
    book = nbformat.read(path, as_version=4)
    book.cells.insert(0, nbformat.from_dict(FIRST))
    NotebookClient(
        book,
        timeout=120,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    del book.cells[0]
    for number, cell in enumerate((c for c in book.cells if c.cell_type == "code"), 1):
        cell.execution_count = number
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number
    book.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    text: str = nbformat.writes(book)
    return text + "\n"


def main() -> None:
    """Write every notebook."""
    for path in sorted(DOCS.glob("*.ipynb")):
        path.write_text(run(path), encoding="utf-8")


if __name__ == "__main__":
    main()
