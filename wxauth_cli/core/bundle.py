"""A bundle: the JSON that a mini program's `e.detail` prints, with the session_key beside it.

Fields are the platform's own; the session_key may stand as `session_key`, `sessionKey` or `session_keys` (candidates).
The whole event is taken too, its fields then stand under `detail`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wxauth_cli.core.strict_json import StrictJsonError, loads

SPELLINGS: dict[str, tuple[str, ...]] = {
    "encryptedData": ("encryptedData", "encrypted_data"),
    "iv": ("iv",),
    "rawData": ("rawData", "raw_data"),
    "signature": ("signature",),
    "code": ("code",),
    "cloudID": ("cloudID", "cloudId", "cloud_id"),
    "session_key": ("session_key", "sessionKey"),
    "session_keys": ("session_keys", "sessionKeys"),
    "appid": ("appid", "appId"),
    "openid": ("openid", "openId"),
}
"""Each field and the names under which it is accepted."""
NESTED = ("detail", "e", "e.detail")
"""Names of objects inside which the fields may stand as well."""


class BundleError(ValueError):
    """The text is not a bundle. `code`:

    * `not-json`: `cause` says what and where
    * `not-an-object`: `found` says what it is instead
    * `wrong-type`: `field` should be `expected` (`text`, `list-of-texts`, `object`) and is `found`
    * `field-twice`: `field` stands there under two names (`found`) with different values
    """

    def __init__(
        self, code: str, field: str = "", *, expected: str = "", found: str = "", cause: StrictJsonError | None = None
    ) -> None:
        super().__init__(code, field, expected, found)
        self.code = code
        self.field = field
        self.expected = expected
        self.found = found
        self.cause = cause


class Bundle(NamedTuple):
    """What was found, as it was written: nothing is trimmed or decoded. None: the field is absent, null or empty."""

    encrypted_data: str | None = None
    iv: str | None = None
    raw_data: str | None = None
    signature: str | None = None
    code: str | None = None
    cloud_id: str | None = None
    session_key: str | None = None
    """The key that is said to belong to it."""
    session_keys: tuple[str, ...] = ()
    """Candidates, to be tried one after the other."""
    appid: str | None = None
    openid: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no field of a bundle was found at all."""
        return not any(self)


def parse_bundle(data: bytes | str) -> Bundle:
    """The bundle in `data`; BundleError says which field is wrong and what was expected. Fields of other names are
    ignored: an event has many."""
    try:
        value = loads(data)
    except StrictJsonError as exc:
        raise BundleError("not-json", cause=exc) from None
    return bundle_of(value)


def bundle_of(value: object) -> Bundle:
    """The bundle in a parsed JSON value."""
    if not isinstance(value, dict):
        raise BundleError("not-an-object", found=kind_of(value))
    objects = list(_objects(value))
    texts = {name: _text(objects, name, spellings) for name, spellings in SPELLINGS.items() if name != "session_keys"}
    return Bundle(
        encrypted_data=texts["encryptedData"],
        iv=texts["iv"],
        raw_data=texts["rawData"],
        signature=texts["signature"],
        code=texts["code"],
        cloud_id=texts["cloudID"],
        session_key=texts["session_key"],
        session_keys=_keys(objects),
        appid=texts["appid"],
        openid=texts["openid"],
    )


def kind_of(value: object) -> str:
    """The JSON type of a value: `null`, `boolean`, `number`, `text`, `list` or `object`."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, str):
        return "text"
    return "list" if isinstance(value, list) else "object"


def _objects(value: dict[str, object]) -> Iterator[dict[str, object]]:
    """`value` and the objects inside it in which fields may stand."""
    yield value
    for name in NESTED:
        inner = value.get(name)
        if isinstance(inner, dict):
            yield from _objects(inner)
        elif name != "e" and inner is not None and not _known_fields(value):
            raise BundleError("wrong-type", name, expected="object", found=kind_of(inner))


def _known_fields(value: dict[str, object]) -> bool:
    return any(spelling in value for spellings in SPELLINGS.values() for spelling in spellings)


def _found(objects: list[dict[str, object]], field: str, spellings: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    for holder in objects:
        for spelling in spellings:
            value = holder.get(spelling)
            if value is not None and value != "":
                yield spelling, value


def _text(objects: list[dict[str, object]], field: str, spellings: tuple[str, ...]) -> str | None:
    first: tuple[str, str] | None = None
    for spelling, value in _found(objects, field, spellings):
        if not isinstance(value, str):
            raise BundleError("wrong-type", spelling, expected="text", found=kind_of(value))
        if first is not None and first[1] != value:
            raise BundleError("field-twice", field, found=f"{first[0]}, {spelling}")
        first = first or (spelling, value)
    return first[1] if first else None


def _keys(objects: list[dict[str, object]]) -> tuple[str, ...]:
    first: tuple[str, tuple[str, ...]] | None = None
    for spelling, value in _found(objects, "session_keys", SPELLINGS["session_keys"]):
        if not isinstance(value, list):
            raise BundleError("wrong-type", spelling, expected="list-of-texts", found=kind_of(value))
        for index, item in enumerate(value):
            if not isinstance(item, str):
                raise BundleError("wrong-type", f"{spelling}[{index}]", expected="text", found=kind_of(item))
        keys = tuple(value)
        if first is not None and first[1] != keys:
            raise BundleError("field-twice", "session_keys", found=f"{first[0]}, {spelling}")
        first = first or (spelling, keys)
    return first[1] if first else ()
