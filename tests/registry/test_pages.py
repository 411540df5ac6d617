"""docs/sandbox and the examples say what is tested: the same versions, and links that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.registry.test_clients import NPM, PYPI

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("docs/sandbox/*.md"), *ROOT.glob("examples/*/*.md")])
ECOSYSTEMS = ("python", "node", "java", "php", "go")


def spelt(pin: str) -> str:
    """`a@1` or `a==1` as a page has it."""
    return " ".join(re.split("==|@", pin))


@pytest.mark.parametrize("language", ["", ".en"])
def test_a_page_names_the_versions_that_are_tested(language: str) -> None:
    for page, pins in (("python", PYPI), ("node", NPM)):
        text = (ROOT / f"docs/sandbox/{page}{language}.md").read_text(encoding="utf-8")
        assert [pin for pin in pins if spelt(pin) not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: "-".join(page.parts[-2:]))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("ecosystem", ECOSYSTEMS)
def test_every_ecosystem_has_its_page_in_both_languages_with_the_same_code(ecosystem: str) -> None:
    texts = [(ROOT / f"docs/sandbox/{ecosystem}{end}.md").read_text(encoding="utf-8") for end in ("", ".en")]
    blocks = [re.findall(r"^```\w+\n(.*?)^```", text, re.M | re.S) for text in texts]
    assert blocks[0] == blocks[1] != []


@pytest.mark.parametrize(
    ("end", "words"), [("", ("不在 CI 里", "手工跑过")), (".en", ("is not in CI", "were run by hand"))]
)
@pytest.mark.parametrize("ecosystem", ["java", "php", "go"])
def test_a_page_says_what_was_not_run_in_ci(ecosystem: str, end: str, words: tuple[str, str]) -> None:
    text = (ROOT / f"docs/sandbox/{ecosystem}{end}.md").read_text(encoding="utf-8")
    assert all(word in text for word in words)
