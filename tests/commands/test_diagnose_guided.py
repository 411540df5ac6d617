"""`wxauth diagnose` at a terminal without input: it asks, one question at a time."""

from __future__ import annotations

import contextlib

import pytest

from tests.conftest import Cli, Result, _Stream
from wxauth_cli.actions.context import Streams
from wxauth_cli.cli.invocation import Invocation
from wxauth_cli.cli.main import main

LONE = '{"errcode":40029,"errmsg":"invalid code"}'
USED = 'resp={"errcode":40163,"errmsg":"code been used"}'


def talk(cli: Cli, said: str, *argv: str, lang: str = "en", exit_code: int) -> Result:
    """A conversation: `said` is everything that the user types, in order; then Ctrl-D."""
    out, err = _Stream(), _Stream(tty=True)
    invocation = Invocation(
        argv=("diagnose", "--lang", lang, *argv),
        env=cli.env,
        streams=Streams(_Stream(said.encode(), tty=True), out, err),
        clock=cli.clock,
        open_stores=cli.open_stores,
    )
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = int(main(invocation))
    result = Result(code, out.text(), err.text())
    assert code == exit_code, result
    return result


@pytest.mark.parametrize(
    ("lang", "first", "verdict"),
    [
        ("en", "1. Where does it get stuck?", "Possibly: The quota of phone verifications is used up"),
        ("zh", "1. 卡在哪一步？", "有可能：手机号验证的次数用完了"),
    ],
)
def test_questions_lead_to_a_cause(cli: Cli, lang: str, first: str, verdict: str) -> None:
    result = talk(cli, "\n1\n5\n", lang=lang, exit_code=10)
    assert first in result.stderr
    assert result.stderr.count("?" if lang == "en" else "？") >= 2
    assert result.stdout.splitlines()[0] == verdict


def test_a_paste_that_settles_it_asks_nothing(cli: Cli) -> None:
    result = talk(cli, '{"errcode":40226,\n"errmsg":"code blocked"}\n\n', exit_code=10)
    assert "1." not in result.stderr
    assert result.stdout.startswith("Certain:")


def test_a_paste_that_leaves_several_is_narrowed_down(cli: Cli) -> None:
    result = talk(cli, f"{LONE}\n\n1\n2\n", exit_code=10)
    assert "plugin-code" in result.stdout
    assert "code-expired" not in result.stdout
    assert result.stdout.count("what you answered") == 2


@pytest.mark.parametrize("unknown", ["", "0", "?", "I don't know", "不知道"])
def test_not_knowing_goes_on_to_the_next_question(cli: Cli, unknown: str) -> None:
    result = talk(cli, f"\n2\n{unknown}\n", exit_code=10)
    assert "3. " in result.stderr
    assert "31 causes fit these answers; the 8 commonest are listed." in result.stderr


def test_what_is_not_understood_is_asked_again(cli: Cli) -> None:
    result = talk(cli, "\nmaybe\n9\n1\n5\n", exit_code=10)
    assert "“maybe” was not understood" in result.stderr
    assert "“9” was not understood" in result.stderr
    assert "phone-quota" in result.stdout


def test_an_error_may_be_pasted_at_any_question(cli: Cli) -> None:
    result = talk(cli, f"\n{USED}\n", exit_code=10)
    assert "That was recognised" in result.stderr
    assert "code-reused" in result.stdout


def test_answers_that_contradict_are_left_out(cli: Cli) -> None:
    result = talk(cli, "\n4\n4\n4\n4\n4\n4\n4\n4\n", exit_code=10)
    assert "error · certain" not in result.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_said_at_all(cli: Cli, lang: str) -> None:
    assert "[input-empty]" in talk(cli, "", lang=lang, exit_code=3).stderr
    assert "[input-empty]" in talk(cli, "\n", lang=lang, exit_code=3).stderr


def test_words_without_evidence_lead_to_questions(cli: Cli) -> None:
    result = talk(cli, "it just does not work\n\n1\n5\n", exit_code=10)
    assert "phone-quota" in result.stdout


def test_a_script_is_asked_nothing(cli: Cli) -> None:
    result = talk(cli, LONE, "--json", exit_code=10)
    assert "1. " not in result.stderr
    assert result.json["data"]["inputs"][0]["errcode"] == 40029


def test_a_note_is_taken_instead_of_questions(cli: Cli) -> None:
    result = talk(cli, "", "--note", "error 40226 code blocked", exit_code=10)
    assert "user-high-risk" in result.stdout
