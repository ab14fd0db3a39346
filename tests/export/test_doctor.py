"""The doctor reports what is present and what is missing, and never fails."""

from __future__ import annotations

import sys

import pytest

from timeline import doctor

pytestmark = pytest.mark.slow


def test_all_is_well_also_without_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/no/browser")
    found = {finding.name: finding for finding in doctor()}
    assert list(found) == [
        "battle-timeline",
        "packages",
        "trial",
        "other scripts",
        "pages",
        "browser",
    ]
    assert all(finding.well for finding in found.values())
    assert "a PNG of" in found["trial"].message
    assert found["browser"].message.startswith("none; only plotly figures that were changed")


def test_a_package_that_is_missing_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("plotly", "no-such-package")
    monkeypatch.setattr(sys.modules["timeline.export.doctor"], "PACKAGES", names)
    found = {finding.name: finding for finding in doctor()}
    assert str(found["packages"]).endswith("no-such-package is missing")
    assert not found["packages"].well
