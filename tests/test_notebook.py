"""The notebooks run from top to bottom, show figures, and say what they are to say."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

DOCS = Path(__file__).parents[1] / "docs"
#: How many figures each notebook shows, and what is to be read in its outputs.
NOTEBOOKS = {
    "first-chart": (2, "True"),
    "messy-table": (2, "5 rows read: 5 events, 0 claims; 0 errors, 0 warnings"),
    "publish": (2, "(figures/losses.plot.svg)"),
}


def test_every_notebook_is_run():
    assert {path.stem for path in DOCS.glob("*.ipynb")} == set(NOTEBOOKS)


# One of them draws pictures.
@pytest.mark.browser
@pytest.mark.parametrize("name", NOTEBOOKS)
# jupyter_client warns of its own choices: of a message queue's loop and of permissions.
@pytest.mark.filterwarnings("default")
def test_notebook_runs(name):
    notebook = nbformat.read(DOCS / f"{name}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(DOCS)}}).execute()

    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    shown = [out for out in outputs if "application/vnd.plotly.v1+json" in out.get("data", {})]
    figures, said = NOTEBOOKS[name]
    assert len(shown) == figures
    assert all("text/html" in out["data"] for out in shown)
    texts = [out.get("text", "") or out.get("data", {}).get("text/plain", "") for out in outputs]
    assert any(said in text for text in texts), texts
    assert not [out for out in outputs if out["output_type"] == "error"]
