"""What depends on a session_key and is made anew with the made-up one: payloads and signatures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wxauth_cli.core.signatures import raw_data_signature, session_signature
from wxauth_cli.trace.pseudonyms import Pseudonyms
from wxauth_cli.trace.resealing import resealed

_PAYLOADS = ("encryptedData", "encrypted_data", "encryptData", "encryptedPhoneData")
_RAW_DATA = ("rawData", "raw_data")
_SHORTEST_PAYLOAD = 32


class Remade:
    """Collects them while the file is read for the first time, and makes them when all keys are known."""

    def __init__(self) -> None:
        self._payloads: dict[tuple[str, str], None] = {}
        self._signed: dict[tuple[str, str], None] = {}
        self._signatures: dict[str, None] = {}

    def meet(self, fields: Mapping[str, object]) -> None:
        """Note the payloads and signatures among the fields of an object, a query or a form."""
        for field in _PAYLOADS:
            payload, iv = fields.get(field), fields.get("iv")
            if isinstance(payload, str) and isinstance(iv, str) and len(payload) < len(iv):
                payload, iv = iv, payload  # a fault that is still one after redaction
            if isinstance(payload, str) and len(payload) >= _SHORTEST_PAYLOAD:
                self._payloads[payload, iv if isinstance(iv, str) else ""] = None
        signature = fields.get("signature")
        if isinstance(signature, str) and signature:
            self._signatures[signature] = None
            for field in _RAW_DATA:
                raw = fields.get(field)
                if isinstance(raw, str):
                    self._signed[raw, signature] = None

    def made(
        self,
        names: Pseudonyms,
        hide_json: Callable[[object], object],
        hide_raw: Callable[[str], str],
        hide_value: Callable[[str, str], str],
    ) -> dict[str, str]:
        """Old text -> new text. A payload that no key opens becomes noise of the same shape."""
        keys = [(key, names.of("session_key", key)) for key in names.of_kind("session_key")]
        found: dict[str, str] = {}
        for payload, iv in self._payloads:
            found[payload] = resealed(payload, iv, keys, hide_json, hide_value) or names.fill(payload, base64=True)
        for key, new in keys:
            for raw, signature in self._signed:
                if signature.lower() == raw_data_signature(raw, key):
                    found[signature] = raw_data_signature(hide_raw(raw), new)
            for signature in self._signatures:
                if signature.lower() == session_signature(key):
                    found[signature] = session_signature(new)
        return found
