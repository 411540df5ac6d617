"""`wxauth token`."""

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.choices import FailOn
from wxauth_cli.cli.declare import argument, option
from wxauth_cli.core.report import Report


def inspect(
    run: Context,
    token: str = argument(None, metavar="TOKEN|-"),
    fail_on: FailOn = option(FailOn.never, "--fail-on"),
) -> Report:
    from wxauth_cli.actions.token_inspect import inspect as act

    return act(run, token, fail_on=fail_on.value)


def verify(
    run: Context,
    token: str = argument(None, metavar="TOKEN|-"),
    key_file: str = option(None, "--key-file", metavar="FILE"),
    key_env: str = option(None, "--key-env", metavar="NAME"),
    jwks_url: str = option(None, "--jwks-url", metavar="URL"),
    alg: str = option(None, "--alg", metavar="ALG"),
    aud: list[str] = option([], "--aud", metavar="AUD"),
    iss: str = option(None, "--iss", metavar="ISS"),
    leeway: int = option(0, "--leeway", metavar="SECONDS"),
    fail_on: FailOn = option(FailOn.error, "--fail-on"),
) -> Report:
    from wxauth_cli.actions.token_verify import verify as act

    return act(
        run,
        token,
        key_file=key_file,
        key_env=key_env,
        jwks_url=jwks_url,
        alg=alg,
        audience=aud,
        issuer=iss,
        leeway_s=leeway,
        fail_on=fail_on.value,
    )


def issue(
    run: Context,
    alg: str = option("HS256", "--alg", metavar="ALG"),
    sub: str = option("test-user", "--sub", metavar="ID"),
    ttl: int = option(7200, "--ttl", metavar="SECONDS"),
    claim: list[str] = option([], "--claim", metavar="NAME=VALUE"),
    expired: bool = option(False, "--expired"),
    tampered: bool = option(False, "--tampered"),
    kid: str = option(None, "--kid", metavar="ID"),
    key_file: str = option(None, "--key-file", metavar="FILE"),
    key_env: str = option(None, "--key-env", metavar="NAME"),
) -> Report:
    from wxauth_cli.actions.token_issue import issue as act

    return act(
        run,
        alg=alg,
        sub=sub,
        ttl_s=ttl,
        claims=claim,
        expired=expired,
        tampered=tampered,
        kid=kid,
        key_file=key_file,
        key_env=key_env,
    )
