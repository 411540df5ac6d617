"""Programs that some tests need and a machine may lack."""

from __future__ import annotations

import os
import shutil

import pytest


def missing(what: str) -> None:
    """Skip the test for want of `what`; where WXAUTH_TEST_REQUIRE_ALL is set, as in CI, that is a failure."""
    if os.environ.get("WXAUTH_TEST_REQUIRE_ALL"):
        pytest.fail(f"{what} is required here")
    pytest.skip(f"{what} is not installed")


def program(name: str) -> str:
    """Where the program is."""
    found = shutil.which(name)
    if found is None:
        missing(name)
    return str(found)
