"""Faults on order: the switches that an emulator needs to play what goes wrong."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.facts import fact
from tests.sandbox.world import World


@fact("16")
def test_errcode_once_and_nothing_takes_effect(world: World) -> None:
    world.control("fault", path="/sns/jscode2session", errcode=-1)
    code = world.login()
    answer = world.exchange(code)
    assert answer["errcode"] == -1
    assert answer["errmsg"].startswith("system error, rid: ")
    assert "openid" in world.exchange(code)


def test_times_counts_down(world: World) -> None:
    world.control("fault", errcode=-1, times=3)
    assert [world.exchange("x")["errcode"] for _ in range(4)] == [-1, -1, -1, 40029]


def test_path_and_appid_limit_a_fault(world: World) -> None:
    other, secret = world.app()
    world.control("fault", path="/cgi-bin/token", appid=other, errcode=45009)
    assert "access_token" in world.legacy()
    assert "access_token" in world.stable(appid=other, secret=secret)
    assert world.legacy(appid=other, secret=secret)["errcode"] == 45009


def test_appid_of_a_fault_is_found_by_the_token(world: World) -> None:
    token = world.stable()["access_token"]
    world.control("fault", appid=world.appid, errcode=-1)
    assert world.works(token) == -1


@pytest.mark.parametrize(
    ("errcode", "text"), [(50002, "user limited"), (40097, "invalid args"), (61003, "component is not authorized")]
)
def test_text_of_an_ordered_errcode_is_the_known_one(world: World, errcode: int, text: str) -> None:
    world.control("fault", errcode=errcode)
    assert world.exchange("x")["errmsg"].startswith(text)


def test_errcode_without_known_text_says_nothing_specific(world: World) -> None:
    world.control("fault", errcode=9_999_999)
    assert world.exchange("x")["errmsg"].startswith("error, rid: ")


@fact("16")
def test_slow_answer_takes_effect_and_comes_late(world: World) -> None:
    world.control("fault", kind="slow", delay_s=2.5)
    code = world.login()
    response = world.send("GET", "/sns/jscode2session", world.query(code))
    assert response.delay_s == 2.5
    assert world.exchange(code)["errcode"] == 40163


@fact("16")
def test_html502_is_a_proxys_page_and_nothing_takes_effect(world: World) -> None:
    world.control("fault", kind="html502")
    code = world.login()
    response = world.send("GET", "/sns/jscode2session", world.query(code))
    assert (response.status, response.header("Content-Type")) == (502, "text/html")
    assert b"502 Bad Gateway" in response.body
    entry = world.control("journal")["entries"][0]
    assert (entry["status"], entry["errcode"], entry["rid"]) == (502, None, None)
    assert "openid" in world.exchange(code)


@fact("16")
def test_content_type_is_wrong_and_the_answer_right(world: World) -> None:
    world.control("fault", kind="content-type", value="text/html; charset=gbk")
    response = world.send("GET", "/sns/jscode2session", world.query(world.login()))
    assert response.header("Content-Type") == "text/html; charset=gbk"
    assert "openid" in json.loads(response.body)


def test_clear_cancels_what_waits(world: World) -> None:
    world.control("fault", errcode=-1, times=100)
    world.control("fault", clear=True)
    assert world.exchange("x")["errcode"] == 40029


def test_first_ordered_fault_comes_first(world: World) -> None:
    world.control("fault", errcode=45009)
    world.control("fault", errcode=45011)
    assert [world.exchange("x")["errcode"] for _ in range(3)] == [45009, 45011, 40029]
