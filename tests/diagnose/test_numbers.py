"""The table of causes that a number alone can come from says what the rules say."""

from __future__ import annotations

import pytest

from wxauth_cli.diagnose.case import Case, error_of
from wxauth_cli.diagnose.causes import all_causes
from wxauth_cli.diagnose.endpoints import names
from wxauth_cli.diagnose.engine import diagnose
from wxauth_cli.diagnose.explaining import causes_of
from wxauth_cli.diagnose.numbers import CAUSES_BY_NUMBER
from wxauth_cli.knowledge import errcodes


@pytest.mark.quick
def test_the_table_is_what_all_rules_say_over_all_numbers() -> None:
    rules = [(item.slug, item.rule) for item in all_causes() if item.rule is not None]
    found: dict[int, set[str]] = {}
    for entry in errcodes.all_codes():
        for endpoint in {None, *entry.apis, *names()}:
            known = errcodes.lookup(entry.code, api=endpoint, scope=entry.scope)
            errmsg = known[0].errmsg.partition("{")[0].rstrip(", ") if known else ""
            error = error_of(entry.code, errmsg, where="errcode", endpoint=endpoint)
            if error.scope != entry.scope:
                continue
            case = Case("en", 0.0, errors=(error,))
            holding = {slug for slug, rule in rules if any(True for _ in rule(case))}
            if holding:
                found.setdefault(entry.code, set()).update(holding)
    assert {code: set(slugs) for code, slugs in CAUSES_BY_NUMBER.items()} == found


@pytest.mark.quick
@pytest.mark.parametrize("number", [40029, 40163, 40001, -1])
def test_a_number_is_explained_as_a_diagnosis_would(number: int) -> None:
    (entry, *_) = errcodes.lookup(number)
    error = error_of(number, entry.errmsg.partition("{")[0].rstrip(", "), where="errcode", endpoint=None)
    whole = diagnose(Case("en", 0.0, errors=(error,))).findings
    assert causes_of(number, endpoint=None, scope=entry.scope, lang="en") == whole
    assert whole
