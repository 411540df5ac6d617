"""The IP whitelist of a mini program: at most ten entries, `1.2.3.4`, `1.2.3.*` or `1.2.3.0/24`, never with a port."""

from __future__ import annotations

import ipaddress

LIMIT = 10


def valid(entry: str) -> bool:
    """Whether the platform's console would take this entry."""
    return _network(entry) is not None


def listed(ip: str, entries: tuple[str, ...]) -> bool:
    """Whether a caller from `ip` passes. An empty list lets everybody pass."""
    if not entries:
        return True
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or address
    return any(network is not None and mapped in network for network in map(_network, entries))


def _network(entry: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    text = entry[:-1] + "0/24" if entry.endswith(".*") else entry
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None
