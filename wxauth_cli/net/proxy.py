"""Which proxy a request goes through, by the environment that was passed in (httpx would read the process's own)."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def proxy_for(scheme: str, host: str, env: Mapping[str, str]) -> str | None:
    """The URL of the proxy for that host, None for a direct connection.

    HTTPS_PROXY or HTTP_PROXY by the scheme, else ALL_PROXY; NO_PROXY lists names and domains with commas, or `*`.
    Names in small letters go before capitals. HTTP_PROXY in capitals is not followed where REQUEST_METHOD is set: in a
    CGI program it comes from the client. This machine is never reached through a proxy: a proxy has its own loopback.
    """
    if is_loopback(host) or _excepted(host, _variable("no_proxy", env)):
        return None
    url = _variable(f"{scheme}_proxy", env) or _variable("all_proxy", env)
    if not url:
        return None
    return url if "://" in url else f"http://{url}"


def _variable(name: str, env: Mapping[str, str]) -> str:
    if name in env:
        return env[name].strip()
    if name == "http_proxy" and env.get("REQUEST_METHOD"):
        return ""
    return env.get(name.upper(), "").strip()


def _excepted(host: str, no_proxy: str) -> bool:
    wanted = host.strip("[]").rstrip(".").lower()
    for item in no_proxy.split(","):
        name = item.strip().lower().partition("://")[2] or item.strip().lower()
        if name == "*":
            return True
        name = name.strip("[]").lstrip("*")
        bare = name.lstrip(".")
        if bare and (wanted == bare or wanted.endswith("." + bare)):
            return True
    return False
