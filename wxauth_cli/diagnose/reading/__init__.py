"""Pasted or stored evidence of any form -> what it was recognised as, and the case that it makes."""

from __future__ import annotations

from wxauth_cli.diagnose.reading.item import KINDS, Item
from wxauth_cli.diagnose.reading.reader import Reading, read

__all__ = ["KINDS", "Item", "Reading", "read"]
