"""The published schema covers every command; `tests/conftest.py` holds every JSON document of every test against it."""

from __future__ import annotations

import jsonschema
import pytest

from tests.conftest import SCHEMA, Cli, validate
from wxauth_cli.cli import tree


@pytest.mark.quick
def test_every_command_has_its_data_described() -> None:
    described = set(SCHEMA["$defs"]["data"]) - {""}
    assert described == {" ".join(path) for path in tree.paths()}


@pytest.mark.quick
def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for data in SCHEMA["$defs"]["data"].values():
        for field in data["properties"].values():
            assert field["description"]
            assert field["x-description-zh"]


@pytest.mark.quick
def test_a_document_that_breaks_the_contract_is_seen(cli: Cli) -> None:
    document = cli("doctor", "--offline", "--json", exit_code=0).json
    validate(document)
    for broken in (
        {**document, "schema": "wxauth/2"},
        {**document, "more": 1},
        {**document, "data": {}},
        {**document, "ok": "yes"},
    ):
        with pytest.raises(jsonschema.ValidationError):
            validate(broken)
