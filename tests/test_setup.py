"""Dependencies are pinned, and bundled files match their original packages."""

from __future__ import annotations

import configparser
import json
import re
import subprocess
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
NODE = ROOT / "tests" / "browser" / "node_modules" / "plotly.js-basic-dist-min"
#: A pinned package: name, version, and the lines up to the next one.
PINNED = re.compile(r"^([\w.-]+)==([^ ;\\]+)(.*(?:\n    --hash=.*)*)", re.MULTILINE)


def script(name: str) -> ModuleType:
    spec = spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["run", "test", "lowest"])
def test_every_package_of_the_set_up_is_pinned_by_hash_as_setup_cfg_allows(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    pins = {canonicalize_name(pin[1]): pin for pin in PINNED.finditer(text)}
    lines = [line for line in text.splitlines() if not line.startswith((" ", "#"))]
    assert len(PINNED.findall(text)) == len(lines)
    assert all("--hash=sha256:" in pin[3] for pin in pins.values())
    assert "://" not in text
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    wanted = config["options"]["install_requires"].split("\n")
    if name != "run":
        wanted += config["options.extras_require"]["test"].split("\n")
    for line in filter(None, map(str.strip, [*wanted, "setuptools>=77"])):
        requirement = Requirement(line)
        if name == "lowest" and requirement.name == "pyspark":  # has no wheel
            continue
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)][2])


def test_make_installs_only_pinned_packages_for_figures_and_tests() -> None:
    rules = (ROOT / "Makefile").read_text("utf-8").split("\n\n")
    setups = [rule for rule in rules if ".stamps/run:" in rule or ".stamps/test:" in rule][:2]
    commands = [line for rule in setups for line in rule.splitlines() if "$(PIP)" in line]
    assert len(commands) == 3
    assert all("--require-hashes" in line or "--no-deps" in line for line in commands)


@pytest.mark.parametrize(
    ("dependencies", "message", "code"),
    [
        ([{"name": "a", "skip_reason": "not there"}], "pip-audit: skipped", 0),
        ([{"name": "a", "version": "1", "vulns": []}], "no known vulnerabilities in 1", 0),
        (
            [{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}],
            "a 1: X-1 (fixed in 2)", 1,
        ),
        (None, "pip-audit: skipped", 0),
    ],
)  # fmt: skip
def test_the_package_audit_fails_for_a_vulnerability_but_not_without_an_index(
    dependencies: object, message: str, code: int, monkeypatch: Any, capsys: Any
) -> None:
    audit = script("audit_packages")
    answer = "" if dependencies is None else json.dumps({"dependencies": dependencies})
    done = subprocess.CompletedProcess((), 1, answer, "")
    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: done)
    assert audit.main() == code
    assert message in capsys.readouterr().out


def test_the_script_of_plotly_and_its_licence_are_those_of_its_package() -> None:
    bundle = script("fetch_bundle")
    package = json.loads((NODE / "package.json").read_text("utf-8"))
    assert (package["version"], package["license"]) == (bundle.BASIC_VERSION, "MIT")
    for member, path in bundle.MEMBERS.items():
        assert (NODE / member.removeprefix("package/")).read_bytes() == path.read_bytes()


def test_the_font_and_its_licence_are_those_of_its_package() -> None:
    """One chunk is made anew; ``make bundled`` makes them all."""
    import fontpkg

    font = script("make_font")
    source = Path(fontpkg.path("Inter"))
    index = json.loads((font.FOLDER / "index.json").read_text("utf-8"))
    assert font.hashlib.sha256(source.read_bytes()).hexdigest() == font.SOURCE_SHA256
    licence = (source.parents[1] / "LICENSE").read_text("utf-8").split()
    assert (font.FOLDER / "OFL.txt").read_text("utf-8").split() == licence
    for face in index["faces"]:
        data = (font.FOLDER / face["file"]).read_bytes()
        assert font.hashlib.sha256(data).hexdigest() == face["sha256"]
    latin = {code for low, high in font.CHUNKS["latin"] for code in range(low, high + 1)}
    made = font.cut(font.static_instance(source, 400), latin)
    assert made == (font.FOLDER / "latin-400.woff2").read_bytes()
