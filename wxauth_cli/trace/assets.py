"""Pictures, scripts, styles and fonts: most of what a capture holds, and never a step of a login."""

from __future__ import annotations

import re

_SUFFIX = re.compile(
    r"\.(?:js|mjs|css|png|jpe?g|gif|webp|avif|svg|ico|woff2?|ttf|mp[34]|wxss|wxml|map)(?:[?#]|$)", re.I
)
_DEVTOOLS = "/.well-known/appspecific/"
"""What Chromium's DevTools ask every host for as soon as they are opened."""
_TYPES = (
    "image/",
    "font/",
    "video/",
    "audio/",
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/wasm",
)


def is_asset(method: str, url: str, mime_type: str) -> bool:
    """Whether a request of that method and URL, answered with that type, fetched a file of a page."""
    if method not in ("GET", "HEAD"):
        return False
    if mime_type.startswith(_TYPES):
        return True
    return "." in url and (_SUFFIX.search(url.partition("?")[0]) is not None or _DEVTOOLS in url)
