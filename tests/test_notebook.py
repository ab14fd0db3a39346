"""The notebook runs from top to bottom, and shows figures."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.ipynb")), ids=lambda path: path.stem)
# jupyter_client warns of its own choices: of a message queue's loop and of permissions.
@pytest.mark.filterwarnings("default")
def test_notebook_runs(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(DOCS)}}).execute()

    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    shown = [out for out in outputs if "application/vnd.plotly.v1+json" in out.get("data", {})]
    assert len(shown) == 2
    assert not [out for out in outputs if out["output_type"] == "error"]
