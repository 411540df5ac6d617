"""Whatever can be done to a sandbox can be done three times alike: over HTTP, at the command line, in Python.

The registry `control.VERBS` is walked: who adds a verb or an argument to it adds it everywhere.
"""

from __future__ import annotations

import inspect
import json
import shlex
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.conftest import Cli
from tests.sandbox.test_cli import register
from wxauth_cli.cli import tree
from wxauth_cli.cli.declare import function_of
from wxauth_cli.core.text import Lang
from wxauth_cli.sandbox.control import VERBS
from wxauth_cli.sandbox.control_document import document
from wxauth_cli.sandbox.control_page import EXAMPLES
from wxauth_cli.sandbox.door import GET_VERBS, Controls
from wxauth_cli.sandbox.server import Running

ARGUMENTS = [(verb, argument) for verb, found in VERBS.items() for argument in found.readers]

IN_PYTHON = {
    ("fault", "errcode"): "fault.kind",
    ("fault", "list"): "faults.",
    ("fault", "clear"): "clear_faults.",
    ("state", "save"): "save.name",
    ("state", "load"): "load.name",
    ("state", "drop"): "drop.name",
}
"""What is spelt differently: method and parameter."""
METHODS = {"state": "save"}
"""`Running.state` is the state itself."""

AT_THE_COMMAND_LINE = {
    ("tap", "age_s"): "age",
    ("session", "rotate_every_s"): "rotate_every",
    ("clock", "advance_s"): "advance",
    ("clock", "skew_s"): "skew",
    ("fault", "kind"): "slow",
    ("fault", "delay_s"): "slow",
    ("fault", "value"): "content_type",
    ("fault", "list"): "waiting",
    ("journal", "after"): "follow",
    ("har", "after"): "follow",
    ("state", "save"): "what",
    ("state", "load"): "what",
    ("state", "drop"): "what",
    ("callback", "url"): "address",
    ("app", "secret"): "secret_file",
    ("callback", "token"): "token_file",
    ("callback", "encoding_aes_key"): "aes_key_file",
    **{("switch", argument): "choices" for argument in VERBS["switch"].readers},
}
COMMANDS = {"har": "journal", "user_key": "user-key"}


def command(verb: str) -> Any:
    node = tree.node("sandbox")
    assert node is not None
    word = COMMANDS.get(verb, verb)
    assert word in node.verbs
    return function_of(node, word)


@pytest.mark.quick
def test_every_verb_has_an_example_a_command_and_a_method() -> None:
    assert list(EXAMPLES) == list(VERBS)
    assert {verb for verb, found in VERBS.items() if found.method == "GET"} == GET_VERBS
    for verb in VERBS:
        assert callable(getattr(Controls, METHODS.get(verb, verb)))
        assert callable(command(verb))


@pytest.mark.quick
@pytest.mark.parametrize(("verb", "argument"), ARGUMENTS, ids=".".join)
def test_every_argument_is_there_in_python(verb: str, argument: str) -> None:
    method, _, parameter = IN_PYTHON.get((verb, argument), f"{verb}.{argument}").partition(".")
    parameters = inspect.signature(getattr(Controls, method)).parameters
    names_all = any(item.kind is inspect.Parameter.VAR_KEYWORD for item in parameters.values())
    assert not parameter or parameter in parameters or (verb == "switch" and names_all)


@pytest.mark.quick
@pytest.mark.parametrize(("verb", "argument"), ARGUMENTS, ids=".".join)
def test_every_argument_is_there_at_the_command_line(verb: str, argument: str) -> None:
    assert AT_THE_COMMAND_LINE.get((verb, argument), argument) in inspect.signature(command(verb)).parameters


@pytest.mark.quick
def test_nothing_is_called_different_that_is_not() -> None:
    assert set(IN_PYTHON) <= set(ARGUMENTS)
    assert set(AT_THE_COMMAND_LINE) <= set(ARGUMENTS)


# --- one example of each verb, made three times ----------------------------------------------------------------------


class Recorder(Controls):
    """What the Python way asks for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, object]]] = []

    def control(self, verb: str, **arguments: object) -> dict[str, Any]:
        self.asked.append((verb, arguments))
        return {"code": "", "now": 0, "entries": [], "snapshots": [], "log": {}}


@pytest.fixture
def overheard(cli: Cli, wechat: Running) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """A sandbox with a profile, whose control API is listened to."""
    heard: list[tuple[str, dict[str, Any]]] = []

    class Between(BaseHTTPRequestHandler):
        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            verb = urlsplit(self.path).path.rpartition("/")[2]
            heard.append((verb, json.loads(body or b"{}")))
            answer = httpx.request(
                self.command,
                f"{wechat.control_url}/{verb}",
                content=body,
                headers={"Authorization": self.headers["Authorization"]},
                trust_env=False,
            )
            self.send_response(answer.status_code)
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST = _pass_on

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Between) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/x"
        register(cli, replace(wechat, control_url=url))
        yield heard
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("verb", VERBS)
def test_an_example_asks_for_the_same_in_all_three_ways(
    verb: str, cli: Cli, wechat: Running, overheard: list[tuple[str, dict[str, Any]]], tmp_path: Path
) -> None:
    example = EXAMPLES[verb]
    recorder = Recorder()
    eval(example.python, {"wechat": recorder})
    assert recorder.asked == [(verb, example.arguments)]
    words = shlex.split(example.words)
    if verb == "har":
        words[-1] = str(tmp_path / words[-1])
    expected = {"callback": 10, "event": 2}.get(verb, 0)  # nobody listens there
    cli("sandbox", *words, exit_code=expected)
    assert len(overheard) == 1
    heard_verb, heard = overheard[0]
    assert heard_verb == verb
    assert example.arguments.items() <= heard.items()
    assert set(heard) - set(example.arguments) <= {"kind"}


@pytest.mark.parametrize("verb", VERBS)
def test_an_answer_is_what_the_description_says(verb: str, wechat: Running) -> None:
    operation = next(iter(document("en")["paths"][f"/{verb}"].values()))
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    if verb == "event":
        wechat.state.callbacks.set(wechat.appid, _deaf())
    wechat.login("ann")
    wechat.fault(-1, times=9)
    httpx.get(f"{wechat.url}/sns/jscode2session", trust_env=False)
    further: dict[str, dict[str, Any]] = {
        "fault": {"list": True},
        "journal": {"detail": True, "after": 0},
        "app": {"api_security": True},
    }
    if verb in further:
        jsonschema.validate(wechat.control(verb, **further[verb]), schema)
    jsonschema.validate(wechat.control(verb, **EXAMPLES[verb].arguments), schema)


def _deaf() -> Any:
    from wxauth_cli.sandbox.callbacks import Callback, Format, Mode

    return Callback("http://127.0.0.1:9/", "T0ken", "a" * 43, Mode.SAFE, Format.JSON)


# --- the description --------------------------------------------------------------------------------------------------


@pytest.mark.quick
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_description_is_valid_openapi(lang: Lang) -> None:
    described = document(lang)
    OpenAPIV31SpecValidator(described).validate()
    assert set(described["paths"]) == {f"/{verb}" for verb in VERBS}


@pytest.mark.quick
@pytest.mark.parametrize("verb", VERBS)
def test_the_description_has_every_argument(verb: str) -> None:
    ((method, operation),) = document("en")["paths"][f"/{verb}"].items()
    assert method.upper() == VERBS[verb].method
    if method == "get":
        described = {item["name"]: item["schema"] for item in operation["parameters"]}
    else:
        described = operation["requestBody"]["content"]["application/json"]["schema"]["properties"]
    assert set(described) == set(VERBS[verb].readers)
    for argument, schema in described.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        read = VERBS[verb].readers[argument].schema
        assert set(schema) - {"description"} == set(read)
        optional = method == "post" and argument not in VERBS[verb].needs
        assert jsonschema.Draft202012Validator(schema).is_valid(None) is optional


@pytest.mark.quick
@pytest.mark.parametrize(
    ("arguments", "good"),
    [
        ({"errcode": -1}, True),
        ({"errcode": 40029, "path": "/sns/jscode2session", "times": 2}, True),
        ({"kind": "slow", "delay_s": 1}, True),
        ({"kind": "reset", "takes_effect": True}, True),
        ({"kind": "ip-not-listed", "value": "203.0.113.9"}, True),
        ({"clear": True, "name": "x"}, True),
        ({"list": True}, True),
        ({}, False),
        ({"kind": "slow"}, False),
        ({"kind": "truncated", "takes_effect": True}, False),
        ({"errcode": 0}, False),
        ({"errcode": -1, "kind": "reset"}, False),
        ({"list": True, "name": "x"}, False),
        ({"rate": 0, "errcode": -1}, False),
    ],
    ids=str,
)
def test_the_description_of_a_fault_agrees_with_what_is_done(
    arguments: dict[str, Any], good: bool, wechat: Running
) -> None:
    schema = document("en")["paths"]["/fault"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert checker.is_valid(arguments) is good
    if arguments == {"clear": True, "name": "x"}:
        wechat.fault(-1, name="x")
    if good:
        wechat.control("fault", **arguments)
    else:
        with pytest.raises(ValueError, match=r"fault|errcode|rate|needs|take|alone"):
            wechat.control("fault", **arguments)


@pytest.mark.parametrize(
    ("arguments", "good"),
    [
        ({"steps": [1.0, 2]}, True),
        ({"steps": [1.5]}, False),
        ({"phone": "5123\u0000"}, False),
        ({"appid": None}, True),
    ],
    ids=str,
)
def test_whole_numbers_may_have_a_point(wechat: Running, arguments: dict[str, Any], good: bool) -> None:
    url, headers = f"{wechat.control_url}/user", {"Authorization": f"Bearer {wechat.control_token}"}
    answer = httpx.post(url, json={"user": "ann", **arguments}, headers=headers, trust_env=False)
    assert answer.status_code == (200 if good else 400)


@pytest.mark.parametrize("name", ["\u202eann", "安", "a b", "😍"])
def test_any_name_will_do(wechat: Running, name: str) -> None:
    assert wechat.user(name)["user"] == name


@pytest.mark.parametrize("name", ["", "a\nb", "a\x9bb", "\ud800", "a" * 65, "a\u2028b"])
def test_a_name_that_could_steer_a_terminal_is_refused(wechat: Running, name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        wechat.user(name)


def test_another_method_is_told_which_one(wechat: Running) -> None:
    headers = {"Authorization": f"Bearer {wechat.control_token}"}
    answer = httpx.get(f"{wechat.control_url}/tap", headers=headers, trust_env=False)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_the_sandbox_serves_its_description(wechat: Running) -> None:
    url = f"{wechat.control_url}/openapi.json"
    assert httpx.get(url, trust_env=False).status_code == 401
    headers = {"Authorization": f"Bearer {wechat.control_token}"}
    served = httpx.get(url, headers=headers, trust_env=False).json()
    OpenAPIV31SpecValidator(served).validate()
    # Relative to where it was fetched.
    (server,) = served.pop("servers")
    assert wechat.control_url.endswith(server["url"])
    plain = document("en")
    del plain["servers"]
    assert served == json.loads(json.dumps(plain))


def test_switches_are_set_shown_and_put_back_by_a_reset(cli: Cli, wechat: Running) -> None:
    register(cli, wechat)
    assert wechat.switch()["suffix"] == "current"
    shown = cli("sandbox", "switch", "suffix=hint", "foreign-exchange-consumes=true", "--json", exit_code=0).json[
        "data"
    ]
    assert (shown["suffix"], shown["foreign_exchange_consumes"]) == ("hint", True)
    assert "hint" in cli("sandbox", "switch", exit_code=0).stdout
    refused = cli("sandbox", "switch", "suffix=loud", "--json", exit_code=2).json["error"]
    assert refused["code"] == "sandbox-refused"
    assert cli("sandbox", "switch", "suffix", "--json", exit_code=2).json["error"]["code"] == "switch-form"
    assert wechat.state.switches.suffix == "hint"
    wechat.reset()
    assert wechat.switch()["suffix"] == "current"


def test_switches_are_part_of_a_snapshot(wechat: Running) -> None:
    wechat.switch(suffix="old")
    wechat.save("a")
    wechat.switch(suffix="hint")
    wechat.load("a")
    assert wechat.switch()["suffix"] == "old"
