"""The control API described: OpenAPI 3.1, made from the registry of verbs, so that it says what the code does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wxauth_cli import __version__
from wxauth_cli.core.text import Lang
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.sandbox.control import VERBS, Verb
from wxauth_cli.sandbox.control_answers import ANSWERS
from wxauth_cli.sandbox.pushes import Event
from wxauth_cli.sandbox.verbs_world import SWITCHES

NAME = "openapi.json"
"""Where the control API serves it, below its own address."""
_PLACE = "http://127.0.0.1:8080/_control-0123456789abcdef"

_WHERE = ("path", "times", "rate", "appid", "user", "name")
_FAULTS: tuple[tuple[dict[str, Any], tuple[str, ...], tuple[str, ...]], ...] = (
    ({}, ("errcode",), _WHERE),
    ({"kind": {"const": "slow"}}, ("kind", "delay_s"), _WHERE),
    ({"kind": {"const": "content-type"}}, ("kind", "value"), _WHERE),
    ({"kind": {"enum": ["html502", "reset"]}}, ("kind",), (*_WHERE, "takes_effect")),
    ({"kind": {"const": "truncated"}}, ("kind",), _WHERE),
    (
        {
            "kind": {"const": "ip-not-listed"},
            "value": {"anyOf": [{"format": "ipv4"}, {"format": "ipv6"}, {"type": "null"}]},
        },
        ("kind",),
        (*_WHERE, "value"),
    ),
    ({"clear": {"const": True}}, ("clear",), ("name",)),
    ({"list": {"const": True}}, ("list",), ()),
)
"""The forms of `fault`: what has to have which value, what has to be there, what may be."""


def document(lang: Lang, server: str | None = None) -> dict[str, Any]:
    """The description in that language. `server`: the control API's address; None where it is not known yet."""
    t = Texts(lang)
    place = {"url": server} if server else {"url": "{control_url}", "variables": {"control_url": {"default": _PLACE}}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": t("sandbox_control.title"),
            "version": __version__,
            "description": t("sandbox_control.about"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [place],
        "security": [{"token": []}],
        "paths": {f"/{name}": {verb.method.lower(): _operation(name, verb, t)} for name, verb in VERBS.items()},
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": t("sandbox_control.token")}
            },
            "schemas": {
                "Error": {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}
            },
        },
    }


def about_verb(name: str, t: Texts) -> str:
    """What a verb does."""
    return t(f"sandbox_control.{name}")


def about_argument(verb: str, name: str, t: Texts) -> str:
    """What an argument of a verb is: its own sentence, or the one that all arguments of that name share."""
    own = f"sandbox_control.{verb}.{name}"
    return t(own) if t.has(own) else t(f"sandbox_control.in.{name}")


def _operation(name: str, verb: Verb, t: Texts) -> dict[str, Any]:
    errors = {
        status: {
            "description": t(f"sandbox_control.status.{status}"),
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
        }
        for status in _statuses(name)
    }
    answer = {
        "description": t(f"sandbox_control.{name}.out"),
        "content": {"application/json": {"schema": _answer(name)}},
    }
    shape: dict[str, Any] = {
        argument: {**reader.schema, "description": about_argument(name, argument, t)}
        for argument, reader in verb.readers.items()
    }
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": about_verb(name, t),
        "responses": {"200": answer, **errors},
    }
    if verb.method == "GET":
        operation["parameters"] = [
            {
                "name": key,
                "in": "query",
                "required": key in verb.needs,
                "description": schema.pop("description"),
                "schema": schema,
            }
            for key, schema in shape.items()
        ]
    else:
        operation["requestBody"] = {
            "required": bool(verb.needs) or name == "fault",
            "content": {"application/json": {"schema": _body(name, verb, shape)}},
        }
    return operation


def _body(name: str, verb: Verb, shape: Mapping[str, Any]) -> dict[str, Any]:
    properties = {key: schema if key in verb.needs else _or_null(schema) for key, schema in shape.items()}
    body: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    if verb.needs:
        body["required"] = list(verb.needs)
    if name == "fault":
        body["oneOf"] = [_form(form, needs, may_have, shape) for form, needs, may_have in _FAULTS]
    if name == "state":
        body["maxProperties"] = 1
    if name == "event":
        cancelled = {"event": {"const": Event.CANCELLATION.value}, "revoke_info": {"type": "array", "minItems": 1}}
        body["not"] = {"required": list(cancelled), "properties": cancelled}
    return body


def _or_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The same where null counts as absent."""
    made = dict(schema)
    if "type" in made:
        made["type"] = [made["type"], "null"]
    if "enum" in made:
        made["enum"] = [*made["enum"], None]
    if "anyOf" in made:
        made["anyOf"] = [*made["anyOf"], {"type": "null"}]
    return made


def _form(
    form: Mapping[str, Any], needs: Iterable[str], may_have: Iterable[str], shape: Mapping[str, Any]
) -> dict[str, Any]:
    given = {name: form.get(name, {"not": {"type": "null"}}) for name in needs}
    # A false `list` or `clear` asks for nothing either.
    nothing = {"enum": [None, False]}
    absent = {
        name: nothing if name in ("list", "clear") else {"type": "null"}
        for name in shape
        if name not in {*needs, *may_have}
    }
    return {"required": list(needs), "properties": {**form, **given, **absent}}


def _answer(name: str) -> Mapping[str, object]:
    if name != "switch":
        return ANSWERS[name]
    fields = {switch: reader.schema for switch, reader in SWITCHES.items()}
    return {"type": "object", "required": list(fields), "properties": fields, "additionalProperties": False}


def _statuses(name: str) -> tuple[str, ...]:
    more = {"fault": ("404",), "state": ("404", "409"), "event": ("409",), "component": ("409",)}
    return ("400", "401", "405", *more.get(name, ()))
