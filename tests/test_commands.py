"""What holds for every command of the tree."""

from __future__ import annotations

import pytest

from tests.conftest import Cli
from wxauth_cli.cli import tree
from wxauth_cli.cli.declare import function_of

PATHS = tree.paths()


@pytest.mark.quick
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_has_an_example_in_both_languages(cli: Cli, path: tuple[str, ...], lang: str) -> None:
    result = cli(*path, "--help", "--lang", lang, exit_code=0)
    heading = {"zh": "例子:", "en": "Examples:"}[lang]
    assert f"wxauth {' '.join(path)}" in result.stdout.split(heading)[1]
    assert "--json" in result.stdout
    assert result.stderr == ""


@pytest.mark.quick
@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_a_command_function_has_no_logic(path: tuple[str, ...]) -> None:
    import ast
    import inspect
    import textwrap

    node = tree.node(path[0])
    assert node is not None
    source = textwrap.dedent(inspect.getsource(function_of(node, path[1] if len(path) > 1 else "")))
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    statements = [item for item in function.body if not isinstance(item, (ast.Import, ast.ImportFrom))]
    docstring = [item for item in statements if isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant)]
    rest = [item for item in statements if item not in docstring]
    assert len(rest) == 1, "a command function calls one action"
    assert isinstance(rest[0], ast.Return)


@pytest.mark.quick
@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_no_option_takes_a_secret(path: tuple[str, ...]) -> None:
    import inspect

    node = tree.node(path[0])
    assert node is not None
    names = set(inspect.signature(function_of(node, path[1] if len(path) > 1 else "")).parameters)
    assert not names & {"secret", "appsecret", "app_secret", "access_token", "password", "jwt_key", "control_token"}


@pytest.mark.quick
@pytest.mark.parametrize(("lang", "heading"), [("zh", "命令:"), ("en", "Commands:")])
@pytest.mark.parametrize("group", [node.name for node in tree.TREE if node.verbs])
def test_a_group_alone_shows_its_help(cli: Cli, group: str, lang: str, heading: str) -> None:
    alone = cli(group, "--lang", lang, exit_code=0)
    assert heading in alone.stdout
    assert cli(group, "--help", "--lang", lang, exit_code=0).stdout == alone.stdout
    assert alone.stderr == ""


@pytest.mark.quick
@pytest.mark.parametrize(
    ("argv", "code", "zh", "en"),
    [
        (["nonsense"], "no-such-command", "没有 nonsense 这个命令", "no command nonsense"),
        (["token", "nonsense"], "no-such-command", "没有 nonsense 这个命令", "no command nonsense"),
        (["exchange"], "missing-argument", "缺少参数 CODE", "argument CODE is missing"),
        (["rid", "--jsn"], "no-such-option", "没有 --jsn 这个选项", "no option --jsn"),
        (["doctor", "more"], "unexpected-argument", "多出了参数 more", "argument more is not expected"),
        (["decrypt", "--iv"], "option-needs-value", "--iv 后面要跟一个值", "--iv needs a value"),
        (["doctor", "--lang", "fr"], "bad-value", "--lang 的值不能用", "value of --lang cannot be used"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_usage_errors_are_ours_in_both_languages(cli: Cli, argv: list[str], code: str, zh: str, en: str) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        result = cli(*argv, env={"WXAUTH_LANG": lang}, exit_code=2)
        assert result.stdout == ""
        assert words in result.stderr
        assert f"[{code}]" in result.stderr
        assert "--help" in result.stderr
    # An option that wants a value would take --json for it.
    document = (
        cli(argv[0], "--json", *argv[1:], exit_code=2).json
        if argv[-1] == "--iv"
        else cli(*argv, "--json", exit_code=2).json
    )
    assert document["error"]["code"] == code
    assert document["data"] is None
