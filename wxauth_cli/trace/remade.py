"""What depends on a session_key and is made anew with the made-up one: payloads and signatures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wxauth_cli.core.signatures import raw_data_signature, session_signature
from wxauth_cli.trace.pseudonyms import Pseudonyms
from wxauth_cli.trace.resealing import Opening, key_of, resealed

_PAYLOADS = ("encryptedData", "encrypted_data", "encryptData", "encryptedPhoneData")
_RAW_DATA = ("rawData", "raw_data")
_SHORTEST_PAYLOAD = 32
MOST_TRIED = 1_000_000
"""Keys that are tried on payloads and signatures, all told: some 20 s. A long log has more pairs of them, and there the
keys are tried that were met nearest to each."""


class Remade:
    """Collects them while the file is read for the first time, and makes them when all keys are known."""

    def __init__(self) -> None:
        self._payloads: dict[tuple[str, str], int] = {}
        """And how many keys had been met by then."""
        self._signed: dict[tuple[str, str], int] = {}
        self._signatures: dict[str, None] = {}

    def meet(self, fields: Mapping[str, object], keys: int = 0) -> None:
        """Note the payloads and signatures among the fields of an object, a query or a form; `keys` were met so far."""
        for field in _PAYLOADS:
            payload, iv = fields.get(field), fields.get("iv")
            if isinstance(payload, str) and isinstance(iv, str) and len(payload) < len(iv):
                payload, iv = iv, payload  # a fault that is still one after redaction
            if isinstance(payload, str) and len(payload) >= _SHORTEST_PAYLOAD:
                self._payloads.setdefault((payload, iv if isinstance(iv, str) else ""), keys)
        signature = fields.get("signature")
        if isinstance(signature, str) and signature:
            self._signatures[signature] = None
            for field in _RAW_DATA:
                raw = fields.get(field)
                if isinstance(raw, str):
                    self._signed.setdefault((raw, signature), keys)

    def made(
        self,
        names: Pseudonyms,
        hide_json: Callable[[object], object],
        hide_raw: Callable[[str], str],
        hide_value: Callable[[str, str], str],
    ) -> dict[str, str]:
        """Old text -> new text. A payload that no key opens becomes noise of the same shape."""
        if not (self._payloads or self._signatures):
            return {}
        keys = [(key, names.of("session_key", key)) for key in names.of_kind("session_key")]
        opening = [Opening(key_of(key), key_of(new)) for key, new in keys] if self._payloads else []
        reach = max(MOST_TRIED // (2 * len(self._payloads) + 2 * len(self._signed) or 1), 1)
        found: dict[str, str] = {}
        for (payload, iv), at in self._payloads.items():
            near = opening[max(at - reach, 0) : at + reach]
            found[payload] = resealed(payload, iv, near, hide_json, hide_value) or names.fill(payload, base64=True)
        for (raw, signature), at in self._signed.items():
            for key, new in keys[max(at - reach, 0) : at + reach]:
                if signature.lower() == raw_data_signature(raw, key):
                    found[signature] = raw_data_signature(hide_raw(raw), new)
        by_signature = {session_signature(key): new for key, new in keys} if self._signatures else {}
        for signature in self._signatures:
            made = by_signature.get(signature.lower())
            if made is not None:
                found[signature] = session_signature(made)
        return found
