"""Sizes for people."""

from __future__ import annotations

from wxauth_cli.knowledge.texts import Texts


def size_text(size: int, t: Texts) -> str:
    """`512 bytes`, `256 KB`, `1.2 MB`; KB and MB are of 1024."""
    if size < 1024:
        return t("trace.entry.bytes", n=size)
    unit, number = ("KB", size / 1024) if size < 1 << 20 else ("MB", size / (1 << 20))
    return f"{number:.1f}".removesuffix(".0") + f" {unit}"
