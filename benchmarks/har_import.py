"""Reading a big HAR, beside the standard library's `json.load` and, where it is installed, ijson, in the same run.

    python benchmarks/har_import.py [--megabytes 200] [--rounds 3] [--folder DIR]

Three captures are made: large bodies (pictures, scripts, lists of an API), many small answers of pages that have
nothing to do with a login, and a mini program's own calls only, each with its token. Every reader is a process of its
own; seconds are CPU time, the peak is the process's. Machines drift: compare within one run.
"""

from __future__ import annotations

import argparse
import base64
import importlib.util
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) MicroMessenger/8.0.50 NetType/WIFI Language/zh_CN"
PAGE = "https://servicewechat.com/wx0123456789abcdef/12/page-frame.html"
SHAPES = ("large bodies", "many small", "logins only")
LOAD = "import json, sys\nwith open(sys.argv[1], encoding='utf-8') as file: json.load(file)"
IJSON = "import ijson, sys\nfor _ in ijson.items(open(sys.argv[1], 'rb'), 'log.entries.item', use_float=True): pass"


def entry(dice: random.Random, number: int, url: str, kind: str, text: str, **more: Any) -> dict[str, Any]:
    """One request as Chromium writes it."""
    mini = more.get("mini", False)
    headers = {
        "Host": "shop.example.com",
        "Accept": "*/*",
        "Accept-Language": "zh-CN,zh;q=0.9",
        "User-Agent": PHONE if mini else BROWSER,
        "X-Request-Id": f"{dice.getrandbits(128):032x}",
    }
    if mini:
        claims = base64.urlsafe_b64encode(b'{"sub":"%060d"}' % (number % 50)).decode().rstrip("=")
        headers |= {"Referer": PAGE, "Authorization": f"Bearer eyJhbGciOiJIUzI1NiJ9.{claims}.c2lnbmF0dXJl"}
    answer = {"Content-Type": kind, "Date": "Sat, 21 Nov 2026 02:00:00 GMT", "X-Trace": f"{dice.getrandbits(128):032x}"}
    frame = {"functionName": "request", "scriptId": str(number), "url": "https://shop.example.com/app.js"}
    return {
        "_initiator": {"type": "script", "stack": {"callFrames": [frame]}},
        "_priority": "High",
        "cache": {},
        "connection": str(number % 90),
        "request": {
            "method": more.get("method", "GET"),
            "url": url,
            "httpVersion": "http/2.0",
            "headers": [{"name": name, "value": value} for name, value in headers.items()],
            "queryString": [],
            "cookies": [],
            **({"postData": {"mimeType": "application/json", "text": more["posted"]}} if "posted" in more else {}),
        },
        "response": {
            "status": 200,
            "statusText": "",
            "httpVersion": "http/2.0",
            "headers": [{"name": name, "value": value} for name, value in answer.items()],
            "cookies": [],
            "content": {"size": len(text), "mimeType": kind, "text": text} | more.get("content", {}),
            "redirectURL": "",
            "_transferSize": len(text),
        },
        "startedDateTime": f"2026-11-21T02:{number // 60 % 60:02d}:{number % 60:02d}.{number % 1000:03d}Z",
        "time": dice.random() * 200,
        "timings": {"blocked": 1.2, "dns": -1, "connect": -1, "ssl": -1, "send": 0.1, "wait": 88.5, "receive": 7.25},
    }


def entries(shape: str) -> Any:
    """One entry after the other; a login at every 500th."""
    dice = random.Random(7)
    words = ("商品", "列表", "price", "sku", "活动", "coupon", "库存")
    picture = base64.b64encode(dice.randbytes(300_000)).decode()
    script = "function a(b){return \"x\\n\"+b;}\n/* c */ var d = 'e';\n" * 6000

    def rows(size: int) -> str:
        row = {"id": dice.getrandbits(40), "name": "".join(dice.choices(words, k=5)), "price": dice.random()}
        return json.dumps({"code": 0, "data": [row] * (size // 90 + 1)}, ensure_ascii=False)

    for number in range(1 << 30):
        shop = "https://shop.example.com"
        if number % 500 == 250:
            token = json.dumps({"code": 0, "data": {"token": f"token-of-{number:030d}", "openid": f"o{number:027d}"}})
            posted = json.dumps({"code": f"0a{number:030d}"})
            url = f"{shop}/api/login"
            yield entry(dice, number, url, "application/json", token, mini=True, method="POST", posted=posted)
        elif shape == SHAPES[0]:
            size = min(int(dice.expovariate(1 / 40_000)) + 500, 300_000)
            if number % 3 == 0:
                code = {"encoding": "base64", "text": picture[: size // 4 * 4]}
                yield entry(dice, number, f"https://cdn.example.com/{number}.png", "image/png", "", content=code)
            elif number % 3 == 1:
                yield entry(dice, number, f"https://cdn.example.com/{number}.js", "text/javascript", script[:size])
            else:
                yield entry(dice, number, f"{shop}/api/items/{number}", "application/json", rows(size))
        else:
            mini = shape == SHAPES[2]
            yield entry(dice, number, f"{shop}/items?page={number}", "application/json", rows(700), mini=mini)


def write(path: Path, shape: str, size: int) -> int:
    """A capture of about `size` bytes; how many entries it has."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"log": {"version": "1.2", "creator": {"name": "WebInspector", "version": "537"}, "entries": [')
        for number, one in enumerate(entries(shape)):
            file.write((", " if number else "") + json.dumps(one, ensure_ascii=False))
            if file.tell() >= size:
                break
        file.write("]}}")
    return number + 1


def measure(argv: list[str], home: Path) -> tuple[float, float]:
    """CPU seconds and peak in MB of a process."""
    env = {**os.environ, "WXAUTH_HOME": str(home)}
    process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 10):
        raise SystemExit(f"{argv[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Print one line for each reader of each capture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", help="where the captures are made; a temporary folder without it")
    given = parser.parse_args()
    readers = {
        "json.load": [sys.executable, "-c", LOAD],
        "wxauth trace import": [sys.executable, "-m", "wxauth_cli", "trace", "import"],
    }
    if importlib.util.find_spec("ijson"):
        readers["ijson"] = [sys.executable, "-c", IJSON]
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        for shape in SHAPES:
            path = Path(folder, "capture.har")
            count = write(path, shape, given.megabytes * 1_000_000)
            size = path.stat().st_size / 1e6
            print(f"{shape}: {size:.0f} MB, {count} entries")
            found: dict[str, list[tuple[float, float]]] = {name: [] for name in readers}
            for _ in range(given.rounds):
                for name, argv in readers.items():
                    found[name].append(measure([*argv, str(path)], Path(folder, "home")))
            base = statistics.median(cpu for cpu, _ in found["json.load"])
            for name, results in found.items():
                cpu = statistics.median(cpu for cpu, _ in results)
                peak = max(peak for _, peak in results)
                print(
                    f"  {name:20} {cpu:7.2f} s  {size / cpu:6.0f} MB/s  {base / cpu:5.2f} x json.load  {peak:6.0f} MB"
                )


if __name__ == "__main__":
    main()
