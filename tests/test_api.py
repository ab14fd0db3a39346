"""The public API is as declared."""

import subprocess
import sys

import pytest

import timeline


def test_every_declared_name_is_there_once():
    assert len(set(timeline.__all__)) == len(timeline.__all__)
    for name in timeline.__all__:
        assert getattr(timeline, name) is not None
    assert set(timeline.__all__) < set(dir(timeline))


def test_public_functions_are_functions_even_when_their_modules_are_imported():
    # A module of the same name as a function would take its place.
    import timeline.charts

    for name in ("bars", "build", "check", "doctor", "gantt", "read_events", "render", "save"):
        assert callable(getattr(timeline, name)), name


@pytest.mark.slow
@pytest.mark.parametrize(
    "first", ["timeline.charts", "timeline.tables.report, timeline.gallery.build", ""]
)
def test_functions_stay_functions_whichever_is_used_first(first):
    code = f"import timeline{', ' + first if first else ''}; "
    code += "timeline.gantt; kinds = [type(getattr(timeline, n)).__name__ for n in "
    code += "('bars', 'build', 'check', 'doctor', 'gantt')]; print(set(kinds))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stdout.strip() == "{'function'}", done.stderr


def test_public_names_are_documented():
    for name in timeline.__all__:
        assert (getattr(timeline, name).__doc__ or "").strip(), name


def test_import_and_help_load_neither_pandas_nor_plotly():
    code = (
        "import sys, timeline, timeline.cli; "
        "timeline.cli.main(['--help'], standalone_mode=False); "
        "heavy = {'pandas', 'plotly', 'numpy', 'kaleido', 'pyarrow'} & set(sys.modules); "
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(timeline, "grantt")
