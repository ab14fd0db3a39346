"""Run the notebooks of the documentation, and save them with their outputs.

Their figures are saved as pictures (``tl.notebook(script="picture")``), which every notebook
viewer shows; whoever runs a notebook gets interactive ones. A test runs the notebooks again and
compares; run this after a change to their contents.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat as untyped
from nbclient import NotebookClient

nbformat: Any = untyped
DOCS = Path(__file__).parents[1] / "docs"
#: Runs before the first cell, and is not saved; imports pandas first, like a user's notebook.
BEFORE = 'import pandas, timeline\ntimeline.notebook(script="picture")'
FIRST = {"id": "before", "cell_type": "code", "source": BEFORE, "metadata": {}, "outputs": []}


def run(path: Path) -> str:
    """Run a notebook, and return its text with the outputs."""
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
