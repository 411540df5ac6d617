"""The report page as text: what is in it, what is not, and that nobody's text becomes a part of it."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.render.report.material import CONTROLS, XSS, captured, replaced
from tests.render.test_hostile import UNICODE
from tests.trace.failing import NICKNAME, PEOPLE, SECRETS, capture
from wxauth_cli.render.report.page import page


class Elements(HTMLParser):
    """Every start tag with its attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, name: str) -> list[str]:
        return [value or "" for _, attrs in self.tags for key, value in attrs if key == name]


@pytest.fixture
def material(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    return captured(cli, monkeypatch, tmp_path)


def test_there_are_60_strings_and_65_controls() -> None:
    assert len(set(XSS)) == 60
    assert len(set(CONTROLS)) == 65


@pytest.mark.quick
def test_what_is_in_it(material: dict[str, Any]) -> None:
    made = page(material, "zh")
    found = Elements(made)
    text = "".join(found.text)
    for words in (
        "很可能：同一次登录被网络层重发了",
        "Likely: The network layer sent the same login twice",
        "✕ 在这里失败",
        "✕ it fails here",
        "#5 200 / 40163",
        "code-resubmitted-by-plumbing",
        "login.har",
        "openid-1",
        "phone-1",
        "avatar-1",
    ):
        assert words in text, words
    ids = found.values("id")
    assert len(ids) == len(set(ids))
    links = found.values("href")
    assert {f"#{letter}{entry}" for letter in "dx" for entry in range(1, 8)} <= set(links)
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    assert made.count('<details class="card entry') == 7
    assert [tag for tag, _ in found.tags].count("html") == 1


@pytest.mark.quick
def test_nothing_comes_from_elsewhere_and_nothing_runs(material: dict[str, Any]) -> None:
    made = page(material, "en")
    found = Elements(made)
    tags = {tag for tag, _ in found.tags}
    assert tags <= {
        *("html", "head", "meta", "title", "style", "body", "main", "input", "div", "section", "article"),
        *("h1", "h2", "h3", "h4", "p", "span", "strong", "b", "code", "pre", "ol", "ul", "li", "dl", "dt", "dd"),
        *("a", "label", "details", "summary", "svg", "g", "rect", "line", "path", "text", "pattern"),
    }
    assert not [name for _, attrs in found.tags for name, _ in attrs if name.startswith("on") or name == "style"]
    assert found.values("src") == []
    policy = next(
        dict(attrs)["content"] for _, attrs in found.tags if ("http-equiv", "Content-Security-Policy") in attrs
    )
    style = re.search("<style>(.*?)</style>", made, re.S)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "@light" not in style.group(1)
    assert "@dark" not in style.group(1)
    assert "url(" not in style.group(1)
    assert "@import" not in style.group(1)


def test_neither_secrets_nor_persons(material: dict[str, Any]) -> None:
    made = html.unescape(page(material, "zh"))
    for value in (*SECRETS, *PEOPLE):
        pieces = [value] if value == NICKNAME else [value[at : at + 8] for at in range(max(len(value) - 7, 1))]
        assert not [piece for piece in pieces if piece in made], value
    assert "eyJ….****" in made
    assert "ip-1" in made


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_opens_in_the_language_of_the_run(material: dict[str, Any], lang: str) -> None:
    found = Elements(page(material, "zh" if lang == "zh" else "en"))
    checked = [dict(attrs)["id"] for tag, attrs in found.tags if tag == "input" and ("checked", None) in attrs]
    assert checked == [f"lang-{lang}", "theme-auto"]
    assert ("html", (("lang", {"zh": "zh-CN", "en": "en"}[lang]),)) in found.tags


def test_nobodys_text_becomes_an_element(material: dict[str, Any]) -> None:
    plain = Elements(page(replaced(material, "harmless"), "en"))
    for text in XSS:
        made = page(replaced(material, text), "en")
        found = Elements(made)
        assert found.tags == plain.tags, text
        flat = text.replace("\n", "^J")
        assert "".join(found.text).count(flat) > 60, text


def test_no_control_character_comes_through(material: dict[str, Any]) -> None:
    plain = Elements(page(replaced(material, "ab"), "zh"))
    signs = [*CONTROLS, *UNICODE]
    for at in range(0, len(signs), 5):
        text = "a" + "b".join(signs[at : at + 5]) + "b"
        made = page(replaced(material, text), "zh")
        assert not [ascii(sign) for sign in signs if sign in made and sign != "\n"]
        made.encode("utf-8")
        assert Elements(made).tags == plain.tags, ascii(text)


def test_every_phase_and_fold_is_inside_the_picture(material: dict[str, Any]) -> None:
    found = Elements(page(material, "en"))
    for _, attrs in found.tags:
        given = dict(attrs)
        x, width = given.get("x") or "", given.get("width") or ""
        if x.endswith("%") and width.endswith("%"):
            assert float(x[:-1]) + float(width[:-1]) <= 100.01


def test_an_empty_capture(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    material = captured(cli, monkeypatch, tmp_path, capture(()))
    text = "".join(Elements(page(material, "en")).text)
    assert "There is no request of a login" in text
    assert "No rule holds." in text
