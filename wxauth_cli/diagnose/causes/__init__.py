"""The registry: one module per cause, named after its slug."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from wxauth_cli.diagnose.cause import Cause


def slugs() -> tuple[str, ...]:
    """All slugs, sorted, without loading a cause."""
    from pkgutil import iter_modules

    return tuple(sorted(module.name.replace("_", "-") for module in iter_modules(__path__)))


@cache
def cause(slug: str) -> Cause:
    """The cause of that slug; KeyError if there is none. Loads that one module only."""
    if not slug.replace("-", "").isalnum():
        raise KeyError(slug)
    name = f"{__name__}.{slug.replace('-', '_')}"
    try:
        module = import_module(name)
    except ModuleNotFoundError as exc:
        if exc.name != name:
            raise
        raise KeyError(slug) from None
    found: Cause = module.CAUSE
    return found


def all_causes() -> tuple[Cause, ...]:
    """Every cause, in the order of slugs."""
    return tuple(cause(slug) for slug in slugs())
