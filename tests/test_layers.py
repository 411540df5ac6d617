"""The arrows of ARCHITECTURE.md: which layer may import which."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "wxauth_cli"

ALLOWED: dict[str, set[str]] = {
    "core": set(),
    "knowledge": {"core"},
    "net": {"core"},
    "wechat": {"core", "knowledge", "net"},
    "stores": {"core"},
    "sandbox": {"core", "knowledge"},
    "diagnose": {"core", "knowledge"},
    "lab": {"core", "net", "sandbox", "diagnose"},
    "trace": {"core", "knowledge"},
    "record": {"core", "net", "diagnose", "trace"},
    "actions": {"core", "knowledge", "net", "wechat", "stores", "sandbox", "diagnose", "lab", "trace", "record"},
    "render": {"core", "knowledge"},
    "cli": {"core", "knowledge", "actions", "render"},
}
FORBIDDEN_IN_CORE = {"socket", "subprocess", "pathlib", "os", "io", "time", "logging", "threading", "tempfile"}
FILES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Modules that a file imports, inside functions too; not under TYPE_CHECKING, because types do not run."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            typing_only.update(id(child) for child in ast.walk(node))
    names: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
    return names


@pytest.mark.quick
@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_follow_the_arrows(path: Path) -> None:
    parts = path.relative_to(PACKAGE).parts
    layer = parts[0] if len(parts) > 1 else "cli"
    allowed = ALLOWED[layer] | {layer}
    for name in imported(path):
        words = name.split(".")
        if words[0] == "wxauth_cli" and len(words) > 1:
            assert words[1] in allowed, f"{layer} must not import {name}"
        if layer == "core":
            assert words[0] not in FORBIDDEN_IN_CORE, f"core is pure and imports {name}"


@pytest.mark.quick
def test_every_layer_exists() -> None:
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} == set(ALLOWED)
