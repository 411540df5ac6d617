"""How answers look: status, content type, suffix, rid, verbs, bodies (sections 1 and 16 of what is known)."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import NOW
from tests.sandbox.facts import fact
from tests.sandbox.world import World
from wxauth_cli.sandbox.endpoints import table
from wxauth_cli.sandbox.state import Switches

RID = "[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}"
PATHS = sorted(path for path, endpoint in table().items() if endpoint.host == "api")


@fact("1")
@pytest.mark.parametrize("path", PATHS)
def test_business_errors_are_http_200(world: World, path: str) -> None:
    for method in ("GET", "POST"):
        response = world.send(method, path)
        assert response.status == 200
        assert json.loads(response.body)["errcode"] != 0


@fact("1")
def test_sns_is_text_plain_although_it_is_json(world: World) -> None:
    assert world.send("GET", "/sns/jscode2session").header("Content-Type") == "text/plain"
    assert world.send("GET", "/sns/jscode2session", world.query(world.login())).header("Content-Type") == "text/plain"


@fact("1")
@pytest.mark.parametrize("path", [path for path in PATHS if not path.startswith("/sns/")])
def test_other_paths_name_an_encoding_and_no_charset(world: World, path: str) -> None:
    assert world.send("GET", path).header("content-type") == "application/json; encoding=utf-8"


@fact("1.1")
def test_sns_puts_a_comma_before_its_rid(world: World) -> None:
    assert re.fullmatch(f"invalid code, rid: {RID}", world.exchange("x")["errmsg"])


@fact("1.1")
@pytest.mark.parametrize("path", ["/cgi-bin/token", "/wxa/checksession", "/nowhere"])
def test_other_paths_put_a_blank_before_their_rid(world: World, path: str) -> None:
    assert re.fullmatch(f"[a-z_ ]+ rid: {RID}", world.call("GET", path)["errmsg"])


@fact("1.2")
def test_rid_begins_with_the_time_in_hex(world: World) -> None:
    world.advance(60)
    rid = world.exchange("x")["errmsg"].split("rid: ")[1]
    assert int(rid[:8], 16) == NOW + 60


@fact("1.1")
def test_hint_switch_writes_the_form_of_some_services() -> None:
    world = World(Switches(suffix="hint"))
    assert re.fullmatch(rf"appid missing hint: \[[\w-]+\] rid: {RID}", world.legacy(appid=None)["errmsg"])
    assert re.fullmatch(f"invalid code, rid: {RID}", world.exchange("x")["errmsg"])


@fact("1.1")
def test_old_switch_writes_the_form_before_2020() -> None:
    world = World(Switches(suffix="old"))
    assert re.fullmatch(r"invalid code, hints: \[ req_id: [\w-]+ \]", world.exchange("x")["errmsg"])
    assert re.fullmatch(r"appid missing hint: \[[\w-]+\]", world.legacy(appid=None)["errmsg"])


def test_date_header_is_the_sandbox_time(world: World) -> None:
    assert world.send("GET", "/nowhere").header("Date") == "Fri, 15 Jan 2027 08:00:00 GMT"


@fact("1")
@pytest.mark.parametrize("path", ["/", "/sns/jscode2session/", "/SNS/jscode2session", "/cgi-bin/nothing", ""])
def test_unknown_path_is_40066(world: World, path: str) -> None:
    answer = world.call("GET", path)
    assert (answer["errcode"], answer["errmsg"].split(" rid")[0].rstrip(",")) == (40066, "invalid url")


@fact("1")
@pytest.mark.parametrize("path", [path for path in PATHS if table()[path].verb == "POST"])
def test_post_interface_refuses_get_with_43002(world: World, path: str) -> None:
    answer = world.call("GET", path)
    assert answer["errcode"] == 43002
    assert answer["errmsg"].startswith("require POST method rid: ")


@fact("1")
@pytest.mark.parametrize("path", [path for path in PATHS if table()[path].verb == "GET"])
def test_get_interface_refuses_post_with_43001(world: World, path: str) -> None:
    answer = world.call("POST", path, body={})
    assert answer["errcode"] == 43001
    assert answer["errmsg"].startswith("require GET method rid: ")


@fact("1")
def test_empty_body_is_44002(world: World) -> None:
    answer = world.call("POST", "/cgi-bin/stable_token")
    assert answer["errcode"] == 44002
    assert answer["errmsg"].startswith("empty post data rid: ")


@fact("1")
@pytest.mark.parametrize(
    "body",
    [
        b"grant_type=client_credential&appid=x",
        b'"text"',
        b"[]",
        b"{",
        b'\xef\xbb\xbf{"grant_type":"client_credential"}',
        b'{"a":"\xff"}',
        b"[" * 100_000,
        b'{"a":' + b"9" * 5000 + b"}",
    ],
    ids=["form", "string", "list", "cut", "bom", "not-utf8", "deep", "huge-number"],
)
def test_body_that_is_no_json_object_is_47001(world: World, body: bytes) -> None:
    answer = world.call("POST", "/cgi-bin/stable_token", body=body)
    assert answer["errcode"] == 47001
    assert answer["errmsg"].startswith("data format error rid: ")


@fact("1")
def test_odd_content_encoding_is_40221(world: World) -> None:
    answer = world.call("POST", "/cgi-bin/stable_token", body={}, headers={"Content-Encoding": "UTF-8"})
    assert answer["errcode"] == 40221
    assert answer["errmsg"].startswith("invalid Content-Encoding rid: ")


@fact("1")
def test_require_https_refuses_plain_http_with_43003(world: World) -> None:
    world.control("app", appid=world.appid, require_https=True)
    code = world.login()
    assert world.exchange(code)["errcode"] == 43003
    over_https = world.send("GET", "/sns/jscode2session", world.query(code), scheme="https")
    assert "openid" in json.loads(over_https.body)


@fact("1")
def test_escape_switch_writes_slashes_with_a_backslash(world: World) -> None:
    world.control("app", appid=world.appid, escape_slashes=True)
    bodies = []
    for index in range(12):  # not every key has a slash
        response = world.send("GET", "/sns/jscode2session", world.query(world.login(user=f"u{index}")))
        bodies.append(response.body.decode())
    with_slash = [body for body in bodies if "/" in body]
    assert with_slash
    assert all("/" not in body.replace("\\/", "") for body in with_slash)
    assert all(len(json.loads(body)["session_key"]) == 24 for body in bodies)
