"""What the recorder adds to a request, beside mitmproxy's reverse mode in the same run.

    python benchmarks/record.py [--requests 2000] [--mitmdump PATH]

One client on one connection (milliseconds a request, each door in turn, in rounds), then 50 clients at once (requests a
second). Both recorders write what passes to a file. Machines drift: compare within one run. A mitmdump that is not here
is named as absent.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

BODY = json.dumps({"code": "0a3Ab1cd2EFgh3ijklMNO4pqrSTU5a3A", "appid": "wx0123456789abcdef"}).encode()
REQUEST = (
    b"POST /api/login HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: benchmark\r\nAccept: */*\r\n"
    b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)
)
BACKEND = r"""
import asyncio, sys
BODY = b'{"token":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl","expires_in":7200}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)
class Server(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.data = transport, b""
    def data_received(self, data):
        self.data += data
        while b"\r\n\r\n" in self.data:
            head, _, rest = self.data.partition(b"\r\n\r\n")
            size = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
            if len(rest) < size:
                return
            self.data = rest[size:]
            self.transport.write(ANSWER)
async def main():
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


@contextlib.contextmanager
def process(argv: list[str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that is ended at the end."""
    env = {**os.environ, "WXAUTH_HOME": str(folder / "home")}
    with subprocess.Popen(
        argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env, cwd=folder
    ) as it:
        try:
            yield it
        finally:
            it.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                it.wait(60)
            it.kill()


def free_port() -> int:
    """A port that nobody has now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def connect(port: int) -> socket.socket:
    """A connection, when there is somebody."""
    until = time.monotonic() + 30
    while True:
        try:
            made = socket.create_connection(("127.0.0.1", port), timeout=30)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
            continue
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made


def ask(client: socket.socket) -> None:
    """One request and its whole answer."""
    client.sendall(REQUEST)
    got = b""
    while not got.endswith(b"7200}"):
        data = client.recv(65536)
        if not data:
            raise ConnectionError("the connection ended")
        got += data


def latencies(port: int, count: int) -> list[float]:
    """Milliseconds of each of so many requests over one connection."""
    found = []
    with connect(port) as client:
        for _ in range(20):
            ask(client)
        for _ in range(count):
            began = time.perf_counter()
            ask(client)
            found.append((time.perf_counter() - began) * 1000)
    return found


def throughput(port: int, clients: int, each: int) -> float:
    """Requests a second of so many clients at once."""
    failed: list[BaseException] = []

    def work() -> None:
        try:
            with connect(port) as client:
                for _ in range(each):
                    ask(client)
        except OSError as exc:
            failed.append(exc)

    threads = [threading.Thread(target=work) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return clients * each / (time.perf_counter() - began)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--requests", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--mitmdump", default=shutil.which("mitmdump"))
    chosen = options.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        backend = stack.enter_context(process([sys.executable, "-c", BACKEND], folder))
        assert backend.stdout is not None
        direct = int(backend.stdout.readline())
        ports = {"direct": direct}
        argv = [sys.executable, "-m", "wxauth_cli", "trace", "record", "--backend", f"http://127.0.0.1:{direct}"]
        recorder = stack.enter_context(process([*argv, "-o", "bench.har", "--json"], folder))
        assert recorder.stdout is not None
        ports["wxauth"] = int(json.loads(recorder.stdout.readline())["data"]["url"].rpartition(":")[2])
        threading.Thread(target=recorder.stdout.read, daemon=True).start()
        if chosen.mitmdump:
            port = free_port()
            mode = ["--mode", f"reverse:http://127.0.0.1:{direct}", "--listen-host", "127.0.0.1", "-p", str(port)]
            stack.enter_context(process([chosen.mitmdump, *mode, "-q", "-w", "bench.flows"], folder))
            ports["mitmdump"] = port
        else:
            print("mitmdump: not here")
        for port in ports.values():
            latencies(port, 50)
        found: dict[str, list[float]] = {name: [] for name in ports}
        for _ in range(chosen.rounds):
            for name, port in ports.items():
                found[name] += latencies(port, chosen.requests // chosen.rounds)
        base = statistics.median(found["direct"])
        print(f"{'one client':12}  median ms  p95 ms  added ms")
        for name, values in found.items():
            middle, high = statistics.median(values), statistics.quantiles(values, n=20)[-1]
            print(f"{name:12}  {middle:9.3f}  {high:6.3f}  {middle - base:8.3f}")
        print(f"{f'{chosen.clients} clients':12}  requests/s")
        for name, port in ports.items():
            print(f"{name:12}  {throughput(port, chosen.clients, max(1, chosen.requests // chosen.clients)):10.0f}")


if __name__ == "__main__":
    main()
