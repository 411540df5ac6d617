"""What holds for every command of the tree."""

from __future__ import annotations

import pytest

from tests.conftest import Cli
from wxauth_cli.cli import tree
from wxauth_cli.cli.build import function_of

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
