"""Recorded HTTP: each request becomes an Exchange, also when it fails. Nothing of httpx leaves this module.

Texts of httpx's exceptions hold whole URLs, and those hold secrets: no exception is passed on or chained to another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast
from urllib.parse import SplitResult, urlsplit

from wxauth_cli import __version__
from wxauth_cli.core.model import Exchange, HttpRequest, HttpResponse, Leg, Outcome, OutcomeKind, Sent
from wxauth_cli.net import tls
from wxauth_cli.net.backend import Backend
from wxauth_cli.net.decode import Body, BodyError
from wxauth_cli.net.lazy import load_httpx
from wxauth_cli.net.proxy import is_loopback, proxy_for
from wxauth_cli.net.trail import Clock, Deadline, Trail

if TYPE_CHECKING:
    import ssl

    import httpcore
    import httpx

DEADLINE_S = 20.0
"""From the first look at the name to the last byte of the answer."""
MAX_BODY = 1 << 20
"""Bytes of an answer's body, decoded."""
_OWN_HEADERS = (
    ("User-Agent", f"wxauth/{__version__}"),
    ("Accept", "*/*"),
    ("Accept-Encoding", "gzip"),
    # A connection that was kept may be dead when the next request goes out, and nobody could say how far it came.
    ("Connection", "close"),
)


class Http:
    """Sends requests, one connection for each. `network` replaces sockets in tests."""

    def __init__(
        self,
        clock: Clock,
        *,
        network: httpcore.NetworkBackend | None = None,
        deadline_s: float = DEADLINE_S,
        max_body: int = MAX_BODY,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.clock = clock
        self.deadline_s = deadline_s
        self._network = network
        self._max_body = max_body
        self._env: Mapping[str, str] = {} if env is None else env
        self._tls: ssl.SSLContext | None = None

    def send(
        self, request: HttpRequest, *, step: int, leg: Leg, endpoint: str, deadline_s: float | None = None
    ) -> Exchange:
        """The exchange that `request` became. Faults of the network are in its outcome, none is raised.

        `outcome.kind` is TRANSPORT where no whole answer arrived, HTTP for a redirect (never followed), a status from
        400 on or a body that cannot be taken, else FINE: what the body says is the caller's to read.
        """
        load_httpx()
        seconds = self.deadline_s if deadline_s is None else min(deadline_s, self.deadline_s)
        trail = Trail(self.clock, Deadline(self.clock, seconds), handshakes=0)
        sent, response, error = self._exchange(request, trail)
        if error is None:
            assert response is not None
            outcome = _outcome_of(response.status, trail.sent)
        else:
            kind = OutcomeKind.TRANSPORT if response is None else OutcomeKind.HTTP
            outcome = Outcome(kind, trail.sent, error)
        return Exchange(step, leg, endpoint, sent, response, trail.timing(), outcome)

    def _exchange(self, request: HttpRequest, trail: Trail) -> tuple[HttpRequest, HttpResponse | None, str | None]:
        """The request as sent, the answer, and the word of what went wrong."""
        import httpcore
        import httpx

        try:
            built = httpx.Request(
                request.method, request.url, headers=_with_own(request.headers), content=request.body or None
            )
        except (httpx.InvalidURL, TypeError, ValueError):
            return request, None, "bad-url"
        sent = HttpRequest(request.method, str(built.url), tuple(built.headers.multi_items()), request.body)
        host, scheme = built.url.host, built.url.scheme
        # getaddrinfo takes a port above 65535 for what is left of it.
        if scheme not in ("http", "https") or not host or not 0 < (built.url.port or 443) < 1 << 16:
            return sent, None, "bad-url"
        if scheme == "http" and not is_loopback(host):
            return sent, None, "plain-http-refused"
        proxy = proxy_for(scheme, host, self._env)
        trail.handshakes = 1 if scheme == "https" else 0
        try:
            pool = self._pool(proxy, trail, plain=scheme == "http")
        except _Refused as exc:
            return sent, None, exc.code
        try:
            # No timeout of httpx's: the backend keeps the deadline.
            with httpx.Client(transport=_transport(pool), trust_env=False, follow_redirects=False) as client:
                response, fault = self._receive(client, built)
                return sent, response, fault
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL):
            return sent, None, trail.fault or "network-closed"
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpcore.ProxyError) as exc:
            return sent, None, _fault_of(exc, trail)

    def _receive(self, client: httpx.Client, request: httpx.Request) -> tuple[HttpResponse, str | None]:
        response = client.send(request, stream=True)
        headers = tuple(response.headers.multi_items())
        fault: str | None = None
        data = b""
        try:
            body = Body(", ".join(response.headers.get_list("content-encoding")), self._max_body)
            # HEAD, 204 and 304 have none; httpcore knows.
            for piece in response.iter_raw():
                body.feed(piece)
            data = body.whole()
        except BodyError as exc:
            fault = exc.code
        finally:
            response.close()
        return HttpResponse(response.status_code, headers, data, response.http_version), fault

    def _pool(self, proxy: str | None, trail: Trail, *, plain: bool) -> httpcore.ConnectionPool:
        import httpcore
        import httpx

        try:
            context = None if plain else self._context()
        except (OSError, ValueError):
            raise _Refused("tls-ca-unreadable") from None
        backend = cast("httpcore.NetworkBackend", Backend(trail, loopback_only=plain, network=self._network))
        if proxy is None:
            return httpcore.ConnectionPool(ssl_context=context, retries=0, network_backend=backend)
        parts = _split(proxy)
        if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
            raise _Refused("proxy-unsupported")
        trail.proxied = True
        trail.handshakes += parts.scheme == "https"
        try:
            return _through(proxy, backend, context, self._context() if parts.scheme == "https" else None)
        except (httpx.InvalidURL, ValueError):
            raise _Refused("proxy-unsupported") from None

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = tls.context(self._env)
        return self._tls


class _Refused(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _with_own(headers: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    given = {name.lower() for name, _ in headers}
    return [*(item for item in _OWN_HEADERS if item[0].lower() not in given), *headers]


def _outcome_of(status: int, sent: Sent) -> Outcome:
    if 300 <= status < 400:
        return Outcome(OutcomeKind.HTTP, sent, "redirect-refused")
    if not 200 <= status < 300:
        return Outcome(OutcomeKind.HTTP, sent, "http-status")
    return Outcome(OutcomeKind.FINE, sent)


def _fault_of(exc: Exception, trail: Trail) -> str:
    import httpcore

    if trail.fault is not None:
        return trail.fault
    if isinstance(exc, httpcore.ProxyError):
        return "network-proxy"
    if isinstance(exc, httpcore.TimeoutException):
        return "network-timeout"
    if isinstance(exc, httpcore.ProtocolError):
        if trail.proxied and trail.sent is Sent.NOTHING:
            return "network-proxy"
        return "network-closed" if trail.ended else "bad-http"
    return "network-unreachable" if trail.connect_ms is None else "network-reset"


def _through(
    proxy: str, backend: httpcore.NetworkBackend, context: ssl.SSLContext | None, proxy_context: ssl.SSLContext | None
) -> httpcore.ConnectionPool:
    import httpcore
    import httpx

    url = httpx.Proxy(proxy)
    return httpcore.HTTPProxy(
        proxy_url=httpcore.URL(scheme=url.url.raw_scheme, host=url.url.raw_host, port=url.url.port, target=b"/"),
        proxy_auth=url.raw_auth,
        ssl_context=context,
        proxy_ssl_context=proxy_context,
        retries=0,
        network_backend=backend,
    )


def _transport(pool: httpcore.ConnectionPool) -> httpx.BaseTransport:
    """httpx over a pool of our own making: its HTTPTransport takes no network backend."""
    import httpcore
    import httpx

    class Received(httpx.SyncByteStream):
        def __init__(self, response: httpcore.Response) -> None:
            self._response = response

        def __iter__(self) -> Iterator[bytes]:
            yield from self._response.iter_stream()

        def close(self) -> None:
            self._response.close()

    class PoolTransport(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            url = request.url
            answer = pool.handle_request(
                httpcore.Request(
                    request.method,
                    httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                    headers=request.headers.raw,
                    content=cast("httpx.SyncByteStream", request.stream),
                )
            )
            return httpx.Response(
                answer.status, headers=answer.headers, stream=Received(answer), extensions=answer.extensions
            )

        def close(self) -> None:
            pool.close()

    return PoolTransport()
