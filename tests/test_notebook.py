"""The notebooks are committed with their outputs, and show figures."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
#: The number of figures in each notebook, and a text of its outputs.
NOTEBOOKS = {
    "first-chart": (2, "True"),
    "messy-table": (2, "5 rows read: 5 events, 0 claims; 0 errors, 0 warnings"),
    "publish": (2, "(figures/losses.plot.svg)"),
}


def run(path):
    spec = spec_from_file_location("run_notebooks", ROOT / "scripts" / "run_notebooks.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.run(path)


def test_every_notebook_is_run():
    assert {path.stem for path in DOCS.glob("*.ipynb")} == set(NOTEBOOKS)


@pytest.mark.browser
@pytest.mark.parametrize("name", NOTEBOOKS)
# jupyter_client warns of its own choices: of a message queue's loop and of permissions.
@pytest.mark.filterwarnings("default")
def test_a_notebook_comes_out_as_it_is_committed(name):
    path = DOCS / f"{name}.ipynb"
    assert path.read_text(encoding="utf-8") == run(path), "run scripts/run_notebooks.py"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_shows_figures_and_the_expected_outputs(name):
    notebook = nbformat.read(DOCS / f"{name}.ipynb", as_version=4)
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    shown = [out["data"] for out in outputs if "image/svg+xml" in out.get("data", {})]
    figures, said = NOTEBOOKS[name]
    assert len(shown) == figures
    assert all(data["image/svg+xml"].startswith("<svg ") for data in shown)
    texts = [out.get("text", "") or out.get("data", {}).get("text/plain", "") for out in outputs]
    assert any(said in text for text in texts), texts
    assert not [out for out in outputs if out["output_type"] == "error"]
    assert (DOCS / f"{name}.ipynb").stat().st_size < 250_000
