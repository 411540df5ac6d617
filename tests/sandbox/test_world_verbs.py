"""Clock, faults, journal, sessions, snapshots: each verb and option through the control API and Python."""

from __future__ import annotations

import base64
import json
from typing import Any

import httpx
import pytest

from tests.conftest import NOW, FakeClock
from tests.sandbox.world import World
from wxauth_cli.core.crypto import open_cbc, unpad
from wxauth_cli.sandbox.arguments import ControlError
from wxauth_cli.sandbox.door import Controls
from wxauth_cli.sandbox.front import Front
from wxauth_cli.sandbox.server import Running, serve_in_thread
from wxauth_cli.sandbox.state import State


@pytest.fixture(params=["over-http", "in-process"])
def door(request: pytest.FixtureRequest, wechat: Running) -> Any:
    """The same world through both Python doors."""
    return wechat if request.param == "over-http" else wechat.front


def watermark(world: World) -> dict[str, Any]:
    detail = world.control("tap")
    key = base64.b64decode(world.control("session")["session_key"])
    plain = unpad(open_cbc(base64.b64decode(detail["encryptedData"]), key, base64.b64decode(detail["iv"])))
    assert plain is not None
    found: dict[str, Any] = json.loads(plain)["watermark"]
    return found


# --- clock -----------------------------------------------------------------------------------------------------


def test_frozen_clock_stands_and_is_moved_by_hand_only() -> None:
    clock = FakeClock()
    front = Front.of(State(1, now=clock.now))
    assert front.freeze() == NOW
    clock.time += 50
    assert front.control("clock") == {"now": int(NOW), "frozen": True}
    assert front.advance(5) == NOW + 5
    assert front.resume() == NOW + 5
    clock.time += 3
    assert front.control("clock") == {"now": int(NOW) + 8}
    assert front.resume() == NOW + 8


def test_code_does_not_end_while_the_clock_stands() -> None:
    clock = FakeClock()
    world = World()
    world.state.clock = type(world.state.clock)(clock.now)
    code = world.login()
    world.control("clock", freeze=True)
    clock.time += 1000
    assert "openid" in world.exchange(code)


@pytest.mark.parametrize("skew_s", [-600, 600])
def test_skew_is_in_what_wechat_writes_and_ends_nothing(world: World, skew_s: int) -> None:
    code = world.login()
    answer = world.control("clock", skew_s=skew_s)
    assert answer == {"now": int(NOW), "skew_s": float(skew_s), "shown_now": int(NOW) + skew_s}
    assert watermark(world)["timestamp"] == int(NOW) + skew_s
    response = world.send("GET", "/sns/jscode2session", world.query("x"))
    assert response.header("Date") == (
        "Fri, 15 Jan 2027 08:10:00 GMT" if skew_s > 0 else "Fri, 15 Jan 2027 07:50:00 GMT"
    )
    rid = json.loads(response.body)["errmsg"].split("rid: ")[1]
    assert int(rid[:8], 16) == int(NOW) + skew_s
    assert "openid" in world.exchange(code)
    world.control("clock", skew_s=0)
    assert world.control("clock") == {"now": int(NOW)}


def test_skew_does_not_make_a_fresh_rid_old(world: World) -> None:
    world.control("clock", skew_s=-30 * 86400)
    token = world.stable()["access_token"]
    rid = world.phone(token, "")["errmsg"].split("rid: ")[1]
    answer = world.call("POST", "/cgi-bin/openapi/rid/get", {"access_token": token}, body={"rid": rid})
    assert answer["errcode"] == 0


def test_reset_sets_the_clock_right(world: World) -> None:
    world.control("clock", freeze=True, skew_s=5, advance_s=9)
    world.control("reset")
    assert world.control("clock") == {"now": int(NOW)}


# --- faults ----------------------------------------------------------------------------------------------------


def test_rate_hits_about_that_many_until_it_is_cleared(world: World) -> None:
    world.control("fault", errcode=-1, rate=0.3)
    answers = [world.exchange("x")["errcode"] for _ in range(600)]
    assert 120 < answers.count(-1) < 240
    assert set(answers) == {-1, 40029}
    world.control("fault", clear=True)
    assert [world.exchange("x")["errcode"] for _ in range(20)] == [40029] * 20


def test_rate_and_times_together(world: World) -> None:
    world.control("fault", errcode=-1, rate=0.5, times=2)
    assert [world.exchange("x")["errcode"] for _ in range(100)].count(-1) == 2


def test_fault_of_one_user(world: World) -> None:
    world.control("fault", errcode=-1, user="ann", times=9)
    assert "openid" in world.exchange(world.login(user="bob"))
    assert world.exchange(world.login(user="ann"))["errcode"] == -1
    token = world.stable()["access_token"]
    assert world.phone(token, world.control("tap", user="bob")["code"])["errcode"] == 0
    assert world.phone(token, world.control("tap", user="ann")["code"])["errcode"] == -1
    openid = world.control("user", user="ann")["openid"]
    assert world.checksession(token, openid, "x")["errcode"] == -1


@pytest.mark.parametrize("value", [None, "203.0.113.9"])
def test_ip_not_listed(world: World, value: str | None) -> None:
    world.control("fault", kind="ip-not-listed", value=value)
    code = world.login()
    answer = world.exchange(code, ip="198.51.100.7")
    assert answer["errcode"] == 40164
    assert f"invalid ip {value or '198.51.100.7'} ipv6" in answer["errmsg"]
    assert "openid" in world.exchange(code)


@pytest.mark.parametrize("kind", ["html502", "reset"])
@pytest.mark.parametrize("takes_effect", [True, False])
def test_lost_answer_and_what_became_of_the_code(world: World, kind: str, takes_effect: bool) -> None:
    code = world.login()
    world.control("fault", kind=kind, takes_effect=takes_effect)
    assert world.send("GET", "/sns/jscode2session", world.query(code)).status == (502 if kind == "html502" else 0)
    entry = world.control("journal")["entries"][0]
    assert (entry["errcode"], entry["rid"]) == (None, None)
    assert world.exchange(code).get("errcode") == (40163 if takes_effect else None)


@pytest.mark.parametrize("takes_effect", [True, False])
def test_reset_of_a_real_connection(wechat: Running, takes_effect: bool) -> None:
    wechat.fault("reset", takes_effect=takes_effect)
    query = {"appid": wechat.appid, "secret": wechat.secret, "grant_type": "authorization_code"}
    url, code = f"{wechat.url}/sns/jscode2session", wechat.login()
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        httpx.get(url, params={**query, "js_code": code}, trust_env=False)
    again = json.loads(httpx.get(url, params={**query, "js_code": code}, trust_env=False).text)
    assert again.get("errcode") == (40163 if takes_effect else None)


def test_truncated_answer_of_a_real_connection(wechat: Running) -> None:
    wechat.fault("truncated", path="/sns/jscode2session")
    with pytest.raises(httpx.RemoteProtocolError, match=r"incomplete|without sending complete"):
        httpx.get(f"{wechat.url}/sns/jscode2session", trust_env=False)
    assert httpx.get(f"{wechat.url}/sns/jscode2session", trust_env=False).json()["errcode"] == 41002


def test_truncated_takes_effect(world: World) -> None:
    code = world.login()
    world.control("fault", kind="truncated")
    response = world.send("GET", "/sns/jscode2session", world.query(code))
    assert len(response.body) < int(response.header("Content-Length") or 0)
    assert world.exchange(code)["errcode"] == 40163


def test_later_than_the_client_waits_and_the_code_is_used_up(wechat: Running) -> None:
    wechat.fault("slow", delay_s=5)
    query = {"appid": wechat.appid, "secret": wechat.secret, "grant_type": "authorization_code"}
    url, code = f"{wechat.url}/sns/jscode2session", wechat.login()
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(url, params={**query, "js_code": code}, trust_env=False, timeout=0.2)
    assert json.loads(httpx.get(url, params={**query, "js_code": code}, trust_env=False).text)["errcode"] == 40163


def test_faults_are_listed_named_replaced_and_cleared_one_by_one(door: Controls) -> None:
    door.fault(45009, path="/cgi-bin/token", times=3)
    door.fault("slow", delay_s=1, rate=0.5, name="late")
    door.fault("reset", user="ann", name="late")
    assert door.faults() == [
        {"name": "1", "errcode": 45009, "path": "/cgi-bin/token", "appid": None, "user": None, "times": 3, "rate": 1.0},
        {
            "name": "late", "kind": "reset", "path": None, "appid": None, "user": "ann", "times": 1, "rate": 1.0,
            "takes_effect": False,
        },
    ]  # fmt: skip
    door.clear_faults("late")
    assert [item["name"] for item in door.faults()] == ["1"]
    with pytest.raises(ValueError, match="late"):
        door.clear_faults("late")
    door.clear_faults()
    assert door.faults() == []
    door.clear_faults()


@pytest.mark.parametrize(
    "arguments",
    [
        {"rate": 0, "errcode": 1},
        {"rate": 1.5, "errcode": 1},
        {"rate": True, "errcode": 1},
        {"takes_effect": True, "errcode": 1},
        {"takes_effect": True, "kind": "truncated"},
        {"kind": "ip-not-listed", "value": "1.2.3.*"},
        {"kind": "reset", "delay_s": 1},
        {"list": True, "name": "x"},
        {"clear": True, "list": True},
        {"name": "", "errcode": 1},
    ],
    ids=str,
)
def test_faults_that_cannot_be_are_refused(world: World, arguments: dict[str, Any]) -> None:
    with pytest.raises(ControlError):
        world.control("fault", **arguments)
    assert world.control("fault", list=True) == {"faults": []}


# --- journal ---------------------------------------------------------------------------------------------------


def calls(door: Controls, running: Running) -> None:
    url = running.url
    httpx.get(f"{url}/sns/jscode2session", params={"appid": running.appid}, trust_env=False)
    door.advance(100)
    httpx.get(f"{url}/nowhere", trust_env=False, headers={"User-Agent": "probe", "Cookie": "sid=5"})
    body = {"grant_type": "client_credential", "appid": running.appid, "secret": running.secret}
    httpx.post(f"{url}/cgi-bin/stable_token", json=body, trust_env=False)


def test_journal_by_path_appid_errcode_since_and_limit(door: Controls, wechat: Running) -> None:
    calls(door, wechat)
    assert [entry["errcode"] for entry in door.journal()] == [41004, 40066, 0]
    assert [entry["errcode"] for entry in door.journal(path="/nowhere")] == [40066]
    assert [entry["errcode"] for entry in door.journal(appid=wechat.appid)] == [41004, 0]
    assert [entry["path"] for entry in door.journal(errcode=0)] == ["/cgi-bin/stable_token"]
    assert [entry["errcode"] for entry in door.journal(since=NOW + 50)] == [40066, 0]
    assert [entry["errcode"] for entry in door.journal(limit=1)] == [0]
    assert door.journal(path="/sns/none") == []


def test_journal_takes_its_arguments_in_the_query_too(wechat: Running) -> None:
    calls(wechat, wechat)
    headers = {"Authorization": f"Bearer {wechat.control_token}"}
    query = {"errcode": "0", "since": str(NOW + 50), "detail": "true", "path": "/cgi-bin/stable_token"}
    answer = httpx.get(f"{wechat.control_url}/journal", params=query, headers=headers, trust_env=False).json()
    assert len(answer["entries"]) == 1
    assert json.loads(answer["entries"][0]["request_body"])["secret"] == wechat.secret
    refused = httpx.get(f"{wechat.control_url}/journal", params={"since": "x"}, headers=headers, trust_env=False)
    assert refused.status_code == 400


def test_journal_in_detail(door: Controls, wechat: Running) -> None:
    calls(door, wechat)
    entry = door.journal(detail=True, path="/nowhere")[0]
    assert entry["request_headers"]["user-agent"] == "probe"
    assert "cookie" not in entry["request_headers"]
    assert (entry["client_ip"], entry["delay_s"], entry["request_body"]) == ("127.0.0.1", 0.0, "")
    assert json.loads(entry["response_body"])["errcode"] == 40066


def test_journal_goes_on_after_what_was_seen(world: World) -> None:
    world.exchange("x")
    first = world.control("journal", after=0)
    assert (len(first["entries"]), first["next"]) == (1, 1)
    assert world.control("journal", after=1) == {"entries": [], "next": 1}
    world.works("x")
    assert [entry["path"] for entry in world.control("journal", after=1)["entries"]] == ["/cgi-bin/get_api_domain_ip"]
    world.control("reset")
    world.exchange("y")
    assert world.control("journal", after=2)["next"] == 1
    assert len(world.control("journal", after=2)["entries"]) == 1


def test_har_is_the_leg_to_wechat_and_foreign_secrets_are_masked(world: World) -> None:
    code = world.login()
    world.exchange(code)
    world.exchange("x", secret="5ecre7" * 5 + "ab")
    world.control("fault", kind="slow", delay_s=1.5)
    world.stable()
    world.control("fault", kind="reset")
    world.send("GET", "/cgi-bin/token")
    log = world.control("har")["log"]
    assert log["version"] == "1.2"
    first, second, third, last = log["entries"]
    assert first["request"]["url"].startswith("https://api.weixin.qq.com/sns/jscode2session?")
    assert code in first["request"]["url"]
    assert world.secret in first["request"]["url"]
    assert "openid" in json.loads(first["response"]["content"]["text"])
    assert first["startedDateTime"] == "2027-01-15T08:00:00.000+00:00"
    assert "5ecre75e" not in json.dumps(second)
    assert (third["time"], third["timings"]["wait"]) == (1500.0, 1500.0)
    assert json.loads(third["request"]["postData"]["text"])["appid"] == world.appid
    assert (last["response"]["status"], last["response"]["_error"]) == (0, "net::ERR_CONNECTION_RESET")
    assert len(world.control("har", path="/cgi-bin/token")["log"]["entries"]) == 1


# --- apps, users, sessions ----------------------------------------------------------------------------------------


def test_reset_secret_is_a_new_one_and_the_old_one_is_dead(world: World) -> None:
    made = world.control("app", appid=world.appid, reset_secret=True)
    assert made["secret"] != world.secret
    assert world.exchange(world.login())["errcode"] == 40125
    assert "openid" in world.exchange(world.login(), secret=made["secret"])


@pytest.mark.parametrize("settings", [{"personal": True}, {"verified": False}], ids=str)
def test_account_that_may_not_have_phones(world: World, settings: dict[str, bool]) -> None:
    world.control("app", appid=world.appid, **settings)
    token = world.stable()["access_token"]
    assert world.phone(token, world.control("tap")["code"])["errcode"] == 48001
    world.control("app", appid=world.appid, personal=False, verified=True)
    assert world.phone(token, world.control("tap")["code"])["errcode"] == 0


def test_unionid_is_per_binding(world: World) -> None:
    first, second, third = (world.app(open_platform=name)[0] for name in ("a", "a", "b"))
    ids = [world.control("user", user="ann", appid=appid)["unionid"] for appid in (first, second, third)]
    assert ids[0] == ids[1] != ids[2]


def test_steps_of_werun(world: World) -> None:
    world.control("user", user="ann", steps=[100, 200, 300])
    detail = world.control("tap", kind="werun", user="ann")
    key = base64.b64decode(world.control("session", user="ann")["session_key"])
    plain = unpad(open_cbc(base64.b64decode(detail["encryptedData"]), key, base64.b64decode(detail["iv"])))
    steps = json.loads(plain or b"")["stepInfoList"]
    assert [day["step"] for day in steps[-3:]] == [100, 200, 300]
    assert len(steps) == 31


def test_session_is_visible_with_its_history(door: Controls) -> None:
    assert door.session("ann")["session_key"] is None
    door.login("ann")
    first = door.session("ann")
    assert (first["history"], first["created_at"], first["expires_at"]) == ([], NOW, NOW + 3 * 86400)
    door.advance(10)
    second = door.session("ann", rotate=True)
    assert second["history"] == [{"session_key": first["session_key"], "ended_at": NOW + 10}]
    third = door.session("ann", expire=True)
    assert (third["session_key"], third["created_at"], third["expires_at"]) == (None, None, None)
    assert [item["session_key"] for item in third["history"]] == [first["session_key"], second["session_key"]]
    door.login("ann")
    assert [item["session_key"] for item in door.session("ann")["history"]] == [
        first["session_key"], second["session_key"],
    ]  # fmt: skip


def test_rotation_policy(door: Controls) -> None:
    assert door.session(rotate_every_s=60)["rotate_every_s"] == 60
    door.login()
    first = door.session()["session_key"]
    door.advance(59)
    door.login()
    assert door.session()["session_key"] == first
    door.advance(1)
    door.login()
    assert door.session()["session_key"] != first
    assert door.session(rotate_every_s=0)["rotate_every_s"] == 0
    door.reset()
    assert door.session()["rotate_every_s"] == 0


# --- snapshots ---------------------------------------------------------------------------------------------------


def test_snapshot_is_the_world_as_it_was_its_clock_included(door: Controls, wechat: Running) -> None:
    code = door.login("ann")
    door.advance(100)
    door.save("one")
    door.advance(1000)
    door.user("ann", risky=True)
    door.app(wechat.appid, reset_secret=True)
    for _ in range(2):
        door.load("one")
        assert door.now() == NOW + 100
        query = {"appid": wechat.appid, "secret": wechat.secret, "grant_type": "authorization_code", "js_code": code}
        answer = httpx.get(f"{wechat.url}/sns/jscode2session", params=query, trust_env=False)
        assert "openid" in json.loads(answer.text)
        assert len(door.journal()) == 1
    door.reset()
    assert door.snapshots() == ["one"]
    door.drop("one")
    assert door.snapshots() == []


@pytest.mark.parametrize("verb", ["load", "drop"])
def test_snapshot_that_there_is_not(door: Controls, verb: str) -> None:
    with pytest.raises(ValueError, match="nothing"):
        door.control("state", **{verb: "nothing"})
    with pytest.raises(ValueError, match="one of"):
        door.control("state", save="a", load="b")


def test_frozen_world_is_frozen_again_when_loaded(world: World) -> None:
    world.control("clock", freeze=True)
    world.control("state", save="a")
    world.control("clock", freeze=False, advance_s=5)
    world.control("state", load="a")
    assert world.control("clock") == {"now": int(NOW), "frozen": True}


def test_snapshots_are_limited(world: World) -> None:
    for number in range(100):
        world.control("state", save=f"s{number}")
    with pytest.raises(ControlError, match="100"):
        world.control("state", save="one more")
    world.control("state", save="s5")


# --- seed ---------------------------------------------------------------------------------------------------------


def script(running: Running) -> list[bytes]:
    """The bodies and Date headers of a script of calls, and all that the control API said."""
    said: list[bytes] = []

    def noted(answer: Any) -> Any:
        said.append(json.dumps(answer).encode())
        return answer

    own = {"appid": running.appid, "secret": running.secret}
    running.fault(-1, rate=0.5, path="/cgi-bin/token")
    with httpx.Client(base_url=running.url, trust_env=False) as http:
        for user in ("ann", "bob"):
            code = noted(running.login(user))
            for _ in range(2):
                query = {**own, "js_code": code, "grant_type": "authorization_code"}
                answer = http.get("/sns/jscode2session", params=query)
                said += [answer.content, answer.headers["date"].encode()]
            noted(running.tap("userinfo", user=user))
            running.advance(7)
        for _ in range(6):
            said.append(http.get("/cgi-bin/token", params={**own, "grant_type": "client_credential"}).content)
        token = http.post("/cgi-bin/stable_token", json={**own, "grant_type": "client_credential"})
        said.append(token.content)
        phone = noted(running.tap("phone"))
        path = "/wxa/business/getuserphonenumber"
        query = {"access_token": token.json()["access_token"]}
        said.append(http.post(path, params=query, json={"code": phone["code"]}).content)
    noted(
        [
            running.app(),
            running.session("ann", rotate=True),
            running.journal(detail=False),
            running.har()["log"]["version"],
        ]
    )
    return said


def test_seed_makes_two_runs_of_a_script_equal_byte_for_byte() -> None:
    runs: list[list[bytes]] = []
    for seed in (9, 9, 10):
        clock = FakeClock(NOW + len(runs))
        state = State(seed, now=clock.now)
        state.begin_frozen(NOW)
        with serve_in_thread(state) as running:
            runs.append(script(running))
            if len(runs) == 1:
                running.reset()
                assert script(running) == runs[0]
    assert runs[0] == runs[1]
    assert len(runs[0]) == len(runs[2])
    assert runs[0] != runs[2]
