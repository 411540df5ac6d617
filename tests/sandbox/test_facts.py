"""How many facts of the platform the sandbox is held against."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tests.sandbox.facts import FACTS, SECTIONS

AT_LEAST = 150


def test_every_section_has_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        import_module(f"tests.sandbox.{path.stem}")
    with capsys.disabled():
        print(f"\n{sum(FACTS.values())} facts: " + ", ".join(f"{name}: {FACTS[name]}" for name in SECTIONS))
    assert sum(FACTS.values()) >= AT_LEAST
    assert [name for name in SECTIONS if not FACTS[name]] == []
