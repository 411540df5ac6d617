"""`wxauth decrypt --jsonl` against the textbook loop, in the same run. Prints ratios; asserts nothing about time.

    python benchmarks/decrypt_jsonl.py [RECORDS]

The textbook: `cryptography`'s Cipher and PKCS7 unpadder, `base64`, `json`, one line after the other, the plaintext
written as JSON. It says nothing about a line that fails; `wxauth` writes its whole document for each. Both read the
same file and write to a file. 70 % user info, 20 % phone numbers, 10 % WeRun, a fresh key and IV each.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from pathlib import Path

from wxauth_cli.core.crypto import seal

ROUNDS = 5
TEXTBOOK = """
import base64, json, sys
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7
for line in open(sys.argv[1], encoding="utf-8"):
    bundle = json.loads(line)
    key, iv, data = (base64.b64decode(bundle[name]) for name in ("session_key", "iv", "encryptedData"))
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    padded = decryptor.update(data) + decryptor.finalize()
    unpadder = PKCS7(128).unpadder()
    print(json.dumps(json.loads(unpadder.update(padded) + unpadder.finalize()), ensure_ascii=False))
"""
APPID = "wx0123456789abcdef"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def payload(rng: random.Random) -> dict[str, object]:
    mark = {"timestamp": 1_700_000_000, "appid": APPID}
    chance = rng.random()
    if chance < 0.7:
        openid, avatar = ("".join(rng.choices(LETTERS, k=length)) for length in (27, 86))
        profile: dict[str, object] = {
            "openId": "o" + openid,
            "nickName": rng.choice(["Band", "小明", "张三😀"]),
            "gender": 1,
        }
        place = {"language": "zh_CN", "city": "Guangzhou", "province": "Guangdong", "country": "CN"}
        return {**profile, **place, "avatarUrl": f"http://wx.qlogo.cn/mmopen/vi_32/{avatar}/0", "watermark": mark}
    if chance < 0.9:
        number = f"1{rng.randrange(30, 99)}{rng.randrange(10**8):08d}"
        return {"phoneNumber": number, "purePhoneNumber": number, "countryCode": "86", "watermark": mark}
    steps = [{"timestamp": 1_699_891_200 + 86_400 * day, "step": rng.randrange(20_000)} for day in range(10)]
    return {"stepInfoList": steps, "watermark": mark}


def write(path: Path, records: int) -> None:
    rng = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        for _ in range(records):
            key, iv = rng.randbytes(16), rng.randbytes(16)
            plain = json.dumps(payload(rng), ensure_ascii=False, separators=(",", ":")).encode()
            texts = [b64encode(item).decode() for item in (key, iv, seal(plain, key, iv))]
            file.write(json.dumps(dict(zip(("session_key", "iv", "encryptedData"), texts, strict=True))) + "\n")


def timed(argv: list[str], out: Path) -> tuple[float, int]:
    """Wall seconds, and the peak memory of the process and its children so far in KiB."""
    started = time.perf_counter()
    with out.open("wb") as file:
        process = subprocess.Popen(argv, stdout=file, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{argv[0]} ended with {process.returncode}")
    return time.perf_counter() - started, usage.ru_maxrss


def main() -> None:
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "bundles.jsonl"), Path(folder, "out.jsonl")
        write(source, records)
        ours = [sys.executable, "-m", "wxauth_cli", "decrypt", "--jsonl", str(source)]
        alone = ["taskset", "-c", "0", *ours]
        textbook = [sys.executable, "-c", TEXTBOOK, str(source)]
        ratios: list[float] = []
        ratios_alone: list[float] = []
        peak = 0
        for _ in range(ROUNDS):
            base, _ = timed(textbook, out)
            seconds, memory = timed(ours, out)
            one_core, _ = timed(alone, out)
            peak = max(peak, memory)
            ratios.append(base / seconds)
            ratios_alone.append(base / one_core)
            speeds = [f"{records / value:,.0f}/s" for value in (base, seconds, one_core)]
            print("textbook {}   wxauth {}   on one core {}".format(*speeds))
        print(f"wxauth / textbook: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")
        print(f"on one core: {statistics.median(ratios_alone):.2f}   peak memory of a process: {peak // 1024} MiB")


if __name__ == "__main__":
    main()
