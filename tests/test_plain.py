"""A command line that is read without Typer means what Typer makes of it."""

from __future__ import annotations

import functools
import io
import shlex
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import FakeClock
from wxauth_cli.actions.context import Streams
from wxauth_cli.cli import build, plain, tree
from wxauth_cli.cli.declare import Parameter, function_of
from wxauth_cli.cli.invocation import Invocation
from wxauth_cli.cli.main import main
from wxauth_cli.cli.options import common_options
from wxauth_cli.knowledge.texts import Texts

Meaning = tuple[str, dict[str, Any], dict[str, Any]]


def by_typer(argv: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> Meaning | None:
    """The words, common options and parameters that Typer finds; None if it finds a mistake, or shows help."""
    found: list[Meaning] = []

    def recording(node: tree.Node, verb: str) -> Callable[..., Any]:
        function = function_of(node, verb)

        @functools.wraps(function)
        def wrapped(_: object, **values: Any) -> dict[str, Any]:
            return values

        return wrapped

    def run(_: Invocation, words: str, chosen: dict[str, Any], work: Callable[[Any], Any]) -> int:
        found.append((words, chosen, work(None)))
        return 0

    with monkeypatch.context() as patch:
        patch.setattr(build, "function_of", recording)
        patch.setattr(plain, "read", lambda argv, env: None)
        patch.setattr("wxauth_cli.cli.run.run", run)
        streams = Streams(io.StringIO(), io.StringIO(), io.StringIO())
        main(Invocation(argv, {}, streams, FakeClock()))
    return found[0] if found else None


def examples() -> list[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for lang in ("zh", "en"):
        t = Texts(lang)
        for path in tree.paths():
            node = tree.node(path[0])
            assert node is not None
            for line in t(f"{build.text_prefix(node, path[1] if len(path) > 1 else '')}examples").split("\n"):
                for part in line.split("|"):
                    words = shlex.split(part.split(" > ")[0].split(" < ")[0], comments=True)
                    if words[:1] == ["wxauth"]:
                        found.add(tuple(words[1:]))
    return sorted(found)


@pytest.mark.parametrize("argv", examples(), ids=" ".join)
def test_every_example_means_what_typer_makes_of_it(monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]) -> None:
    call = plain.read(argv, {})
    wanted = by_typer(argv, monkeypatch)
    if call is not None:
        assert (call.words, call.common, call.values) == wanted


def test_most_examples_are_plain() -> None:
    every = examples()
    assert sum(plain.read(argv, {}) is not None for argv in every) > len(every) * 2 / 3


VALUES = [
    "-",
    "x",
    "",
    "a b",
    "zh",
    "fr",
    "error",
    "-1",
    "-41003",
    "--",
    "--json",
    "=",
    "a=b",
    "7",
    "3.5",
    "中",
    "--no",
]


@st.composite
def command_lines(draw: st.DrawFn) -> tuple[str, ...]:
    path = draw(st.sampled_from(tree.paths()))
    node = tree.node(path[0])
    assert node is not None
    declared: list[Parameter] = [
        *(function_of(node, path[1] if len(path) > 1 else "").__defaults__ or ()),
        *(parameter for _, parameter in common_options(node).values()),
    ]
    names = [name for parameter in declared for spelt in parameter.names for name in spelt.split("/")]
    words = st.one_of(
        st.sampled_from(names),
        st.sampled_from(VALUES),
        st.tuples(st.sampled_from(names), st.sampled_from(VALUES)).map("=".join),
    )
    return (*path, *draw(st.lists(words, max_size=5)))


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(argv=command_lines())
def test_what_is_read_is_what_typer_reads(monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]) -> None:
    call = plain.read(argv, {})
    if call is not None:
        assert (call.words, call.common, call.values) == by_typer(argv, monkeypatch)


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("nothing",),
        ("rid", "--help"),
        ("rid", "-h"),
        ("rid",),
        ("rid", "a", "b"),
        ("rid", "a", "--nope"),
        ("rid", "a", "--lang", "fr"),
        ("rid", "a", "--lang"),
        ("explain", "-41003"),
        ("decrypt", "--max-age", "5"),
        ("session",),
        ("session", "nothing"),
        ("--json", "rid", "a"),
        ("sandbox", "run", "--", "true"),
        ("trace", "import", "-", "-o=x"),
    ],
    ids=" ".join,
)
def test_what_is_not_plain_is_left_to_typer(argv: tuple[str, ...]) -> None:
    assert plain.read(argv, {}) is None


def test_completion_is_left_to_typer() -> None:
    argv = ("explain", "40029")
    assert plain.read(argv, {}) is not None
    assert plain.read(argv, {"_WXAUTH_COMPLETE": "complete_bash"}) is None


def test_values_are_not_shared_between_runs() -> None:
    one, two = plain.read(("decrypt",), {}), plain.read(("decrypt",), {})
    assert one is not None
    assert two is not None
    assert one.values["session_key"] == []
    assert one.values["session_key"] is not two.values["session_key"]
