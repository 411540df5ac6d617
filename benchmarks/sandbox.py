"""The sandbox beside peers, measured in one run: time to the first answer, requests a second, p99, memory.

    python benchmarks/sandbox.py [--pairs 7] [--seconds 4] [--clients 32]

Start-up is the time from the process's beginning to its first whole answer, as a ratio to a bare interpreter beside it.
Throughput is that of kept connections, each of which sends its next request when it has its answer. The sandbox
exchanges codes that nobody has used, each of another user, with all its state and its journal; the peers answer a fixed
JSON text of the same size, which is all that a stub does. Where there are two cores the server has one of them and the
client the other. A peer that is not installed is named as absent; another interpreter's are taken with --peers PYTHON.
`/cpu s` is requests by the server's own processor time: what it would do with a core to itself.
Machines drift: what stands in one table was measured beside each other and can be compared, nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import selectors
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ANSWER = json.dumps({"session_key": "A" * 22 + "==", "openid": "o" + "B" * 27, "unionid": "o" + "C" * 27})
ASYNCIO = f"""
import asyncio, sys
ANSWER = {ANSWER!r}.encode()
class Stub(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.rest = transport, b""
    def data_received(self, data):
        self.rest += data
        while b"\\r\\n\\r\\n" in self.rest:
            self.rest = self.rest.partition(b"\\r\\n\\r\\n")[2]
            self.transport.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(ANSWER) + ANSWER)
async def main():
    server = await asyncio.get_running_loop().create_server(Stub, "127.0.0.1", int(sys.argv[1]))
    await server.serve_forever()
asyncio.run(main())
"""
RAW_ASGI = f"""
import sys, uvicorn
ANSWER = {ANSWER!r}.encode()
START = {{"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(len(ANSWER)).encode())]}}
async def app(scope, receive, send):
    await send(START)
    await send({{"type": "http.response.body", "body": ANSWER}})
uvicorn.run(app, port=int(sys.argv[1]), log_level="critical", access_log=False, lifespan="off", loop=sys.argv[2])
"""
STARLETTE = f"""
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
import json
ANSWER = json.loads({ANSWER!r})
async def answer(request):
    return JSONResponse({{**ANSWER, "code": request.query_params.get("js_code")}})
app = Starlette(routes=[Route("/{{path:path}}", answer)])
uvicorn.run(app, port=int(sys.argv[1]), log_level="critical", access_log=False, loop=sys.argv[2])
"""
AIOHTTP = f"""
import sys
from aiohttp import web
async def answer(request):
    return web.Response(text={ANSWER!r}, content_type="application/json")
app = web.Application()
app.router.add_get("/{{path:.*}}", answer)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
"""
STDLIB = f"""
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
ANSWER = {ANSWER!r}.encode()
class Stub(BaseHTTPRequestHandler):
    protocol_version, wbufsize, disable_nagle_algorithm = "HTTP/1.1", 65536, True
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", str(len(ANSWER)))
        self.end_headers()
        self.wfile.write(ANSWER)
    def log_message(self, *_): pass
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Stub).serve_forever()
"""


@dataclass(frozen=True)
class Case:
    """One server."""

    name: str
    command: Callable[[str], list[str]]
    """The command line for a port."""
    modules: tuple[str, ...] = ()
    """What has to be importable for it."""
    path: str = "/sns/jscode2session"


def cases(peers: str) -> list[Case]:
    """The sandbox first."""
    wxauth = str(Path(sys.executable).with_name("wxauth"))

    def script(text: str, *more: str) -> Callable[[str], list[str]]:
        return lambda port: [peers, "-c", text, port, *more]

    return [
        Case("wxauth sandbox serve", lambda port: [wxauth, "sandbox", "serve", "--json", "--port", port]),
        Case("stub: asyncio by hand", script(ASYNCIO)),
        Case("stub: http.server", script(STDLIB)),
        Case("stub: uvicorn, raw ASGI", script(RAW_ASGI, "asyncio"), ("uvicorn", "httptools")),
        Case("stub: uvicorn + uvloop, raw ASGI", script(RAW_ASGI, "uvloop"), ("uvicorn", "httptools", "uvloop")),
        Case("stub: uvicorn + starlette", script(STARLETTE, "asyncio"), ("uvicorn", "httptools", "starlette")),
        Case("stub: aiohttp", script(AIOHTTP), ("aiohttp",)),
        Case(
            "moto server (emulator of AWS)",
            lambda port: [peers, "-m", "moto.server", "-p", port],
            ("moto", "flask"),
            path="/moto-api/data.json",
        ),
    ]


def installed(peers: str, modules: tuple[str, ...]) -> bool:
    """Whether an interpreter has these."""
    text = f"import importlib.util as u; raise SystemExit(not all(map(u.find_spec, {modules!r})))"
    return not modules or subprocess.run([peers, "-c", text], check=False).returncode == 0


@contextmanager
def running(case: Case, env: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], int, float]]:
    """The process, its port, and the seconds to its first answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = case.command(str(port))
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, text=True)
    try:
        elapsed = first_answer(port, case.path, begun)
        yield process, port, elapsed
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()


def first_answer(port: int, path: str, begun: float) -> float:
    """Seconds until a whole answer has come."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
    while time.perf_counter() - begun < 60:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
                line.sendall(request)
                answer = b""
                while b"\r\n\r\n" not in answer or len(answer.partition(b"\r\n\r\n")[2]) < 20:
                    chunk = line.recv(65536)
                    if not chunk:
                        break
                    answer += chunk
                return time.perf_counter() - begun
        except ConnectionRefusedError:
            time.sleep(0.001)
    raise SystemExit(f"no answer on port {port}")


def load(port: int, requests: Callable[[], bytes | None], clients: int, seconds: float) -> tuple[list[float], int]:
    """The times of all answers in seconds, and how many were refusals with an errcode."""
    selector = selectors.DefaultSelector()
    sent: dict[socket.socket, float] = {}
    parts: dict[socket.socket, bytes] = {}
    times: list[float] = []
    refused = 0
    for _ in range(clients):
        line = socket.create_connection(("127.0.0.1", port))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(line, selectors.EVENT_READ)
        parts[line], sent[line] = b"", time.perf_counter()
        line.sendall(requests() or b"")
    ends = time.perf_counter() + seconds
    while sent and time.perf_counter() < ends:
        for key, _ in selector.select(1.0):
            line = key.fileobj
            assert isinstance(line, socket.socket)
            data = parts[line] + line.recv(65536)
            head, _, body = data.partition(b"\r\n\r\n")
            lowered = head.lower()
            at = lowered.find(b"content-length:")
            if at < 0 or len(body) < int(lowered[at + 15 :].split(b"\r\n", 1)[0]):
                parts[line] = data
                continue
            parts[line] = b""
            now = time.perf_counter()
            times.append(now - sent[line])
            refused += b'"errcode":4' in body
            following = requests()
            if following is None:
                del sent[line]
                selector.unregister(line)
                continue
            sent[line] = now
            line.sendall(following)
    for line in parts:
        line.close()
    return times, refused


def same(path: str) -> Callable[[], bytes]:
    """A peer's request, of the length that the sandbox's has."""
    query = urlencode({"appid": "wx" + "0" * 16, "secret": "0" * 32, "js_code": "0" * 32, "grant_type": "x" * 18})
    request = f"GET {path}?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    return lambda: request


def fresh_codes(document: dict[str, str], port: int, count: int) -> Callable[[], bytes | None]:
    """Exchanges of codes that are made here, before the clock runs."""
    path, bearer = urlsplit(document["control_url"]).path, document["control_token"]
    codes: list[str] = []
    head = f"POST {path}/login HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {bearer}\r\nContent-Length: "
    with socket.create_connection(("127.0.0.1", port)) as line:
        for number in range(count):
            body = f'{{"user":"u{number}"}}'
            line.sendall(f"{head}{len(body)}\r\n\r\n{body}".encode())
            answer = b""
            while b"}" not in answer:
                answer += line.recv(65536)
            codes.append(json.loads(answer.partition(b"\r\n\r\n")[2])["code"])
    usual = {"appid": document["appid"], "secret": document["secret"], "grant_type": "authorization_code"}
    tail = " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    waiting = iter(
        [f"GET /sns/jscode2session?{urlencode({**usual, 'js_code': code})}{tail}".encode() for code in codes]
    )
    return lambda: next(waiting, None)


def memory_mb(process: subprocess.Popen[str]) -> float:
    """Resident memory now; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def cpu_s(process: subprocess.Popen[str]) -> float:
    """Seconds of processor time that it has used; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def bare(env: dict[str, str]) -> float:
    """Seconds of a bare interpreter."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], env=env, check=True)
    return time.perf_counter() - begun


def pin(process: int, core: int) -> None:
    """Keep a process on one core, where the system can and there are two."""
    if hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(process, {core})


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--codes", type=int, default=40_000)
    parser.add_argument("--peers", default=sys.executable, help="an interpreter that has the peers")
    parser.add_argument("--only", default="", help="the servers whose name has this text")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        env = {**os.environ, "WXAUTH_HOME": name, "NO_COLOR": "1"}
        for unwanted in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"):
            env.pop(unwanted, None)
        titles = f"{'requests/s':>12}{'/cpu s':>8}{'p50 ms':>8}{'p99 ms':>8}{'MB':>6}{'refused':>9}"
        print(f"{'':34}{'first answer':>24}{titles}")
        print(f"{'':34}{'x bare python':>16}{'ms':>8}")
        for case in cases(given.peers):
            if given.only not in case.name:
                continue
            if not installed(given.peers, case.modules):
                print(f"{case.name:34}{'absent':>16}")
                continue
            with running(case, env):
                pass  # leaves byte code, as an installation does
            ratios, firsts = [], []
            for _ in range(given.pairs):
                with running(case, env) as (_, _, elapsed):
                    firsts.append(elapsed)
                ratios.append(firsts[-1] / bare(env))
            with running(case, env) as (process, port, _):
                if case.name.startswith("wxauth"):
                    assert process.stdout is not None
                    document = json.loads(process.stdout.readline())["data"]
                    requests: Callable[[], bytes | None] = fresh_codes(document, port, given.codes)
                else:
                    requests = same(case.path)
                pin(process.pid, 0)
                pin(0, 1)
                begun, worked = time.perf_counter(), cpu_s(process)
                times, refused = load(port, requests, given.clients, given.seconds)
                elapsed, worked = time.perf_counter() - begun, cpu_s(process) - worked
                used = memory_mb(process)
            times.sort()
            p50, p99 = times[len(times) // 2] * 1000, times[int(len(times) * 0.99)] * 1000
            print(
                f"{case.name:34}{statistics.median(ratios):16.1f}{statistics.median(firsts) * 1000:8.0f}"
                f"{len(times) / elapsed:12.0f}{len(times) / max(worked, 0.01):8.0f}"
                f"{p50:8.2f}{p99:8.2f}{used:6.0f}{refused:9}",
                flush=True,
            )


if __name__ == "__main__":
    main()
