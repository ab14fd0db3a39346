"""The doctor tells what is there, and what is missing, and never fails."""

from __future__ import annotations

import sys

import pytest

from timeline import doctor


def test_without_a_browser_the_rest_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/no/browser")
    monkeypatch.setattr(
        sys.modules["timeline.export.doctor"], "PACKAGES", ("plotly", "no-such-package")
    )
    found = {finding.name: finding for finding in doctor()}
    assert list(found) == ["battle-timeline", "packages", "browser"]
    assert "BROWSER_PATH=/no/browser is no file" in found["browser"].told
    assert not found["browser"].well
    assert str(found["packages"]).endswith("no-such-package is missing")


@pytest.mark.browser
def test_with_a_browser_all_is_well() -> None:
    found = {finding.name: finding for finding in doctor()}
    assert list(found)[2:] == ["browser", "sandbox", "font", "other scripts", "trial"]
    assert all(finding.well for finding in found.values())
    assert found["browser"].told.startswith("Chrome ")
    assert "a PNG of" in found["trial"].told
