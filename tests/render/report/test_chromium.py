"""The report in a real browser: what is seen, in both languages and schemes, on a screen, a phone and paper."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.render.report.chromium import Chromium
from tests.render.report.material import XSS
from tests.trace.failing import capture
from tests.trace.make_captures import Call, call

pytestmark = pytest.mark.chromium

ZH, EN = "同一次登录被网络层重发了", "The network layer sent the same login twice"
LOOKS = [(lang, dark, width) for lang in ("zh", "en") for dark in (False, True) for width in (1100, 320)]
GROUND = {False: "rgb(245, 247, 248)", True: "rgb(14, 18, 22)"}
Make = Callable[..., Path]


@pytest.fixture
def make(cli: Cli, tmp_path: Path) -> Make:
    """Writes the report of a capture."""

    def made(text: str = "", lang: str = "zh") -> Path:
        source, path = tmp_path / "login.har", tmp_path / "report.html"
        source.write_text(text or capture(), encoding="utf-8")
        cli("trace", "report", str(source), "-o", str(path), "--lang", lang, "--force", exit_code=0)
        return path

    return made


def seen(browser: Chromium) -> str:
    return str(browser.evaluate("document.body.innerText"))


def ground(browser: Chromium) -> str:
    return str(browser.evaluate("getComputedStyle(document.querySelector('.page')).backgroundColor"))


@pytest.mark.parametrize(("lang", "dark", "width"), LOOKS)
def test_every_look(browser: Chromium, make: Make, tmp_path: Path, lang: str, dark: bool, width: int) -> None:
    path = make(lang=lang)
    browser.open(path, width=width, dark=dark)
    shot = browser.screenshot(tmp_path / "look.png")
    assert shot.startswith(b"\x89PNG")
    assert struct.unpack(">I", shot[16:20])[0] == width
    assert browser.console == []
    assert browser.requests == [path.as_uri()]
    assert browser.evaluate("document.documentElement.scrollWidth") == width
    assert (ZH in seen(browser), EN in seen(browser)) == (lang == "zh", lang == "en")
    assert ground(browser) == GROUND[dark]


def long_names() -> str:
    """A capture whose labels are as long as they can be; one call goes from the client to WeChat itself."""
    made = json.loads(capture())
    for number, entry in enumerate(made["log"]["entries"]):
        if "shop.example.com" in entry["request"]["url"]:
            entry["request"]["url"] += "/with/a/very/long/path/that/goes/on/WWWWWWWWWWWWWWWWWWWW"
        elif number == 1:
            entry["request"]["headers"] = made["log"]["entries"][0]["request"]["headers"]
    return json.dumps(made)


@pytest.mark.parametrize("names", ["short", "long"])
@pytest.mark.parametrize("width", [320, 375, 760, 761, 1100])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_diagram_stays_in_its_frame(browser: Chromium, make: Make, lang: str, width: int, names: str) -> None:
    browser.open(make(long_names() if names == "long" else "", lang=lang), width=width)
    outside = browser.evaluate(
        """(() => {
            const frame = document.querySelector('.drawing').getBoundingClientRect();
            return [...document.querySelectorAll('.sequence text')].filter(text => {
                const place = text.getBoundingClientRect();
                return place.width > 0 && (place.left < frame.left || place.right > frame.right);
            }).map(text => text.textContent);
        })()"""
    )
    assert outside == []
    shown = browser.evaluate(
        "[...document.querySelectorAll('.sequence text.text')].filter(t => t.getBoundingClientRect().width > 0).length"
    )
    assert shown == 14


ERRORS = (
    "CONNECTION_RESET",
    "NAME_NOT_RESOLVED",
    "CONNECTION_TIMED_OUT",
    "CERT_AUTHORITY_INVALID",
    "PROXY_CONNECTION_FAILED",
)


@pytest.mark.parametrize("width", [320, 360, 390, 1100])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_why_no_answer_came_is_not_cut_off(browser: Chromium, make: Make, lang: str, width: int) -> None:
    made = json.loads(capture())
    entries = made["log"]["entries"][:2] * len(ERRORS)
    made["log"]["entries"] = [
        {
            **entry,
            "time": 10_034 + 1000 * number,
            "response": {"status": 0, "_error": f"net::ERR_{ERRORS[number // 2]}"},
        }
        for number, entry in enumerate(entries)
    ]
    browser.open(make(json.dumps(made), lang=lang), width=width)
    labels = browser.evaluate(
        "[...document.querySelectorAll('.drawing > .sequence text.text')]"
        ".filter(t => t.getBoundingClientRect().width > 0).map(t => t.textContent)"
    )
    said = [label for label in labels if {"zh": "没有应答：network-", "en": "no answer: network-"}[lang] in label]
    assert len(said) == 2 * len(ERRORS)
    assert [label for label in said if "…" in label or not label.endswith({"zh": " 秒", "en": " s"}[lang])] == []


def test_switches_work_without_scripts(browser: Chromium, make: Make) -> None:
    path = make()
    browser.scripts(allowed=False)
    browser.open(path)
    assert ZH in seen(browser)
    browser.click("label[for=lang-en]")
    assert EN in seen(browser)
    assert ZH not in seen(browser)
    browser.click("label[for=theme-dark]")
    assert ground(browser) == GROUND[True]
    browser.click("label[for=theme-light]")
    assert ground(browser) == GROUND[False]
    browser.click("label[for=lang-zh]")
    assert ZH in seen(browser)
    assert browser.console == []


def test_a_choice_beats_the_system(browser: Chromium, make: Make) -> None:
    browser.open(make(), dark=True)
    assert ground(browser) == GROUND[True]
    browser.click("label[for=theme-light]")
    assert ground(browser) == GROUND[False]
    browser.click("label[for=theme-auto]")
    assert ground(browser) == GROUND[True]


def test_links_lead_into_the_diagram_and_the_requests(browser: Chromium, make: Make) -> None:
    browser.scripts(allowed=False)
    browser.open(make())
    band = "getComputedStyle(document.querySelector('#d2 .band')).fill"
    before = browser.evaluate(band)
    browser.click(".evidence a[href='#d2']")
    assert browser.evaluate("location.hash") == "#d2"
    assert browser.evaluate(band) != before
    assert not browser.evaluate("document.querySelector('#x2').closest('details').open")
    browser.click(".sequence a[href='#x2'] .hit")
    assert browser.evaluate("location.hash") == "#x2"
    assert browser.evaluate("document.querySelector('#x2').closest('details').open")
    assert browser.evaluate("document.querySelector('#x2').getBoundingClientRect().height") > 100


def test_only_the_failing_request_is_open_and_marked(browser: Chromium, make: Make) -> None:
    browser.open(make())
    opened = "[...document.querySelectorAll('details.entry[open] > .whole')].map(e => e.id)"
    assert browser.evaluate(opened) == ["x5"]
    assert browser.evaluate("document.querySelectorAll('.drawing > .sequence .mark.zh').length") == 1
    assert browser.evaluate("[...document.querySelectorAll('.drawing > .sequence g.failing')].map(e => e.id)") == ["d5"]
    assert browser.evaluate("document.querySelector('.steps .failed .number').textContent") == "3"


def test_on_paper(browser: Chromium, make: Make, tmp_path: Path) -> None:
    browser.open(make(), dark=True)
    browser.click("label[for=theme-dark]")
    made = browser.pdf(tmp_path / "report.pdf")
    assert made.startswith(b"%PDF-")
    assert made.count(b"/Type /Page\n") + made.count(b"/Type /Page ") >= 4
    browser.emulate(media="print")
    assert ground(browser) == "rgb(255, 255, 255)"
    assert browser.evaluate("getComputedStyle(document.querySelector('.switches')).display") == "none"
    hidden = browser.evaluate(
        "[...document.querySelectorAll('.whole')].filter(e => e.getBoundingClientRect().height < 50).map(e => e.id)"
    )
    assert hidden == []
    # The diagram stands there in rows, so that a page can end between any two of them.
    rows = browser.evaluate(
        "[...document.querySelectorAll('.slices > svg')].map(e => e.getBoundingClientRect().height)"
    )
    assert len(rows) == 14
    assert all(20 < row < 130 for row in rows)
    assert browser.evaluate("document.querySelector('.drawing > .sequence').getBoundingClientRect().height") == 0
    browser.emulate()


@pytest.mark.parametrize(("lang", "dark", "width"), LOOKS)
def test_axe_finds_no_fault(browser: Chromium, make: Make, axe: str, lang: str, dark: bool, width: int) -> None:
    browser.open(make(lang=lang), width=width, dark=dark)
    browser.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    browser.evaluate(axe)
    found = browser.evaluate(
        "axe.run().then(r => [r.passes.length, r.violations.map(v => [v.id, v.impact, v.nodes.map(n => n.html)])])"
    )
    assert found[0] > 10
    assert found[1] == []


def test_hostile_texts_do_nothing(browser: Chromium, make: Make) -> None:
    calls: list[Call] = []
    for number, text in enumerate(XSS):
        answer: dict[str, Any] = {"errcode": 40029, "errmsg": text, text: [text]}
        url = f"https://api.weixin.qq.com/sns/jscode2session?appid={text}&js_code=0a1b2c3d&x={text}"
        calls.append(call(float(number), 5.0, "GET", url, None, 200, answer, **{"X-Text": text}))
        url = f"https://shop.example.com/api/{text}/login"
        calls.append(call(number + 0.5, 5.0, "POST", url, {"code": "0a1b2c3d", text: text}, 500, {"msg": text}))
    made = json.loads(capture(tuple(calls)))
    made["log"]["creator"]["name"] = XSS[0]
    path = make(json.dumps(made))
    browser.open(path)
    browser.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    for text in ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{7*7}}"):
        assert text in seen(browser)
    assert (
        browser.evaluate("document.querySelectorAll('script, img, iframe, object, embed, base, form, link').length")
        == 0
    )
    assert browser.evaluate("document.querySelectorAll('meta[http-equiv]').length") == 1
    assert browser.console == []
    assert browser.requests == [path.as_uri()]


def test_the_policy_stops_what_would_get_in(browser: Chromium, make: Make) -> None:
    """Were the escaping wrong, the policy would still hold: such elements ask for nothing and run nothing."""
    path = make()
    text = path.read_text(encoding="utf-8")
    broken = (
        "<script>window.ran = 1</script><img src='file:///x.png' onerror='window.ran = 2'><p style='color:red'>x</p>"
    )
    path.write_text(text.replace("<main>", f"<main>{broken}"), encoding="utf-8")
    browser.open(path)
    assert browser.evaluate("window.ran === undefined")
    assert browser.requests == [path.as_uri()]
    assert len([line for line in browser.console if "Content Security Policy" in line]) >= 3
