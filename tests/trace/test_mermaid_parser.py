"""The diagrams of `trace show --mermaid`, read by Mermaid's own parser from npm, whatever stands in a capture."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.render.report.material import CONTROLS, XSS
from tests.trace.failing import capture
from tests.trace.make_captures import call
from tests.trace.test_real_captures import REAL

pytestmark = pytest.mark.registry

PACKAGES = ("mermaid@11.17.2", "jsdom@26.1.0")
PARSE = """
import {JSDOM} from 'jsdom';
import fs from 'fs';
const page = new JSDOM('<!doctype html><body></body>', {pretendToBeVisual: true});
globalThis.window = page.window;
globalThis.document = page.window.document;
const mermaid = (await import('mermaid')).default;
mermaid.initialize({startOnLoad: false});
const found = {};
for (const path of process.argv.slice(2)) {
    try {
        found[path] = (await mermaid.parse(fs.readFileSync(path, 'utf8'))).diagramType;
    } catch (fault) {
        found[path] = String(fault);
    }
}
console.log(JSON.stringify(found));
process.exit(0);
"""
# Words and signs that mean something in a diagram.
MEANING = (
    "end", "loop x", "%%{init: {}}%%", "a;b", "#35;", "Note over A: x", "a\nend", "->>", "participant x", "autonumber",
    "rect rgb(0,0,0)", ":::", "{", "}", "`", "\\", "<br/>", '"', "alt x", "activate A", "box", "title x", "A->>B: x",
)  # fmt: skip


@pytest.fixture(scope="module")
def parser(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    node, npm = shutil.which("node"), shutil.which("npm")
    assert node is not None, "nodejs is missing"
    assert npm is not None, "npm is missing"
    folder = tmp_path_factory.mktemp("mermaid")
    command = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / "parse.mjs").write_text(PARSE, encoding="utf-8")
    return node, folder / "parse.mjs"


def test_mermaid_reads_every_diagram(cli: Cli, parser: tuple[str, Path], tmp_path: Path) -> None:
    sources = [path for path in REAL.iterdir() if path.suffix != ".md"]
    texts = [*XSS, *(f"a{sign}b" for sign in CONTROLS), *MEANING]
    for begin in range(0, len(texts), 10):
        calls = []
        for number, text in enumerate(texts[begin : begin + 10]):
            body = {"code": "0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p"}
            url = f"https://shop.example.com/api/{text}/login"
            calls.append(call(number, 5, "POST", url, body, 500, {"msg": text}))
            url = f"https://api.weixin.qq.com/sns/jscode2session?appid={text}&js_code=x"
            answer = {"errcode": 40029, "errmsg": text, "openid": text}
            calls.append(call(number + 0.5, 5, "GET", url, None, 200, answer))
        source = tmp_path / f"{begin}.har"
        source.write_text(capture(tuple(calls)), encoding="utf-8")
        sources.append(source)
    diagrams = []
    for lang in ("zh", "en"):
        for source in sources:
            result = cli("trace", "show", str(source), "--mermaid", "--lang", lang, exit_code=0)
            diagrams.append(tmp_path / f"{source.name}.{lang}.mmd")
            diagrams[-1].write_text(result.stdout, encoding="utf-8")
    node, script = parser
    done = subprocess.run([node, str(script), *map(str, diagrams)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found == {str(path): "sequence" for path in diagrams}
