"""What a call costs: whole processes, each paired with a bare interpreter in the same run, beside peers.

    python benchmarks/startup.py [--pairs 15] [--cpu]

Prints ratios (median of the pairs, with the least and the greatest). Machines drift: ratios hold, seconds do not.
`--cpu` compares processor time instead of wall time, which holds on a busy machine too.
A peer that is not installed is named as absent.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# The official sample of the platform's documentation on open data.
BUNDLE = {
    "session_key": "tiihtNczf5v6AKRyjwEUhQ==",
    "iv": "r7BXXKkLb8qrSNn05n0qiA==",
    "encryptedData": (
        "CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB+3hVbJSRgv+4l"
        "GOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COxFvrc2d7UL/lmHInN"
        "lxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/"
        "r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYTopNHR1Vf7Xjf"
        "hQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew=="
    ),
}
SECRET = "a-benchmark-secret-of-32-bytes-or-more"
PYJWT = f"""
import jwt, sys, json
print(json.dumps(jwt.decode(sys.argv[1], {SECRET!r}, algorithms=["HS256"], options={{"verify_exp": False}})))
"""
TEXTBOOK = """
import base64, json, sys
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7
b = json.load(open(sys.argv[1]))
d = Cipher(algorithms.AES(base64.b64decode(b["session_key"])), modes.CBC(base64.b64decode(b["iv"]))).decryptor()
p = d.update(base64.b64decode(b["encryptedData"])) + d.finalize()
u = PKCS7(128).unpadder()
print(json.dumps(json.loads(u.update(p) + u.finalize())))
"""


def cases(folder: Path) -> dict[str, list[str] | None]:
    """Name → command line; None for a peer that is not here."""
    import jwt

    wxauth = str(Path(sys.executable).with_name("wxauth"))
    bundle = folder / "bundle.json"
    bundle.write_text(json.dumps(BUNDLE), encoding="utf-8")
    token = jwt.encode({"sub": "1", "iat": 1_700_000_000, "exp": 1_700_003_600}, SECRET, algorithm="HS256")
    pyjwt, textbook = folder / "pyjwt.py", folder / "textbook.py"
    pyjwt.write_text(PYJWT, encoding="utf-8")
    textbook.write_text(TEXTBOOK, encoding="utf-8")
    http, node, openssl = shutil.which("http"), shutil.which("node"), shutil.which("openssl")
    return {
        "wxauth --version": [wxauth, "--version"],
        "wxauth token inspect --json": [wxauth, "token", "inspect", token, "--json"],
        "wxauth token inspect": [wxauth, "token", "inspect", token],
        "wxauth decrypt --json": [wxauth, "decrypt", str(bundle), "--json"],
        "wxauth decrypt": [wxauth, "decrypt", str(bundle)],
        "wxauth rid --json": [wxauth, "rid", "652d44d0-1d0af18b-5b069232", "--json"],
        "wxauth rid": [wxauth, "rid", "652d44d0-1d0af18b-5b069232"],
        "wxauth explain 40029 --json": [wxauth, "explain", "40029", "--json"],
        "wxauth explain 40029": [wxauth, "explain", "40029"],
        "wxauth --help": [wxauth, "--help"],
        "wxauth decrypt --help": [wxauth, "decrypt", "--help"],
        "peer: PyJWT script, decode": [sys.executable, str(pyjwt), token],
        "peer: textbook decrypt script": [sys.executable, str(textbook), str(bundle)],
        "peer: keyring --list-backends": [sys.executable, "-m", "keyring", "--list-backends"],
        "peer: httpie --version": [http, "--version"] if http else None,
        "peer: node -e 0": [node, "-e", "0"] if node else None,
        "peer: openssl version": [openssl, "version"] if openssl else None,
    }


def seconds(command: list[str], env: dict[str, str], *, cpu: bool) -> float:
    """Wall time of one process, or its processor time in user and system mode."""
    clock = children_cpu if cpu else time.perf_counter
    begun = clock()
    done = subprocess.run(command, capture_output=True, env=env, check=False)
    elapsed = clock() - begun
    if done.returncode != 0:
        raise SystemExit(f"{command}: exit {done.returncode}\n{done.stderr.decode()}")
    return elapsed


def children_cpu() -> float:
    """Processor time of all processes that have been waited for."""
    from resource import RUSAGE_CHILDREN, getrusage

    spent = getrusage(RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--cpu", action="store_true")
    options = parser.parse_args()
    pairs, cpu = options.pairs, options.cpu
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {**os.environ, "WXAUTH_HOME": str(folder / "home"), "NO_COLOR": "1"}
        # The first run of each pair leaves byte code, as an installation does.
        for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"):
            env.pop(name, None)
        base = [sys.executable, "-c", "pass"]
        print(f"{'x a bare interpreter':36}{'median':>8}{'least':>8}{'most':>8}")
        for label, command in cases(folder).items():
            if command is None:
                print(f"{label:36}{'absent':>8}")
                continue
            seconds(command, env, cpu=cpu)
            ratios = [seconds(command, env, cpu=cpu) / seconds(base, env, cpu=cpu) for _ in range(pairs)]
            print(f"{label:36}{statistics.median(ratios):8.2f}{min(ratios):8.2f}{max(ratios):8.2f}", flush=True)


if __name__ == "__main__":
    main()
