"""`wxauth token`."""

import typer

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.choices import FailOn
from wxauth_cli.core.report import Report


def inspect(
    run: Context,
    token: str = typer.Argument(None, metavar="TOKEN|-"),
    fail_on: FailOn = typer.Option(FailOn.never, "--fail-on"),
) -> Report:
    from wxauth_cli.actions.token_inspect import inspect as act

    return act(run, token, fail_on=fail_on.value)


def verify(
    run: Context,
    token: str = typer.Argument(None, metavar="TOKEN|-"),
    key_file: str = typer.Option(None, "--key-file", metavar="FILE"),
    key_env: str = typer.Option(None, "--key-env", metavar="NAME"),
    jwks_url: str = typer.Option(None, "--jwks-url", metavar="URL"),
    alg: str = typer.Option(None, "--alg", metavar="ALG"),
    aud: list[str] = typer.Option([], "--aud", metavar="AUD"),
    iss: str = typer.Option(None, "--iss", metavar="ISS"),
    leeway: int = typer.Option(0, "--leeway", metavar="SECONDS"),
    fail_on: FailOn = typer.Option(FailOn.error, "--fail-on"),
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
    alg: str = typer.Option("HS256", "--alg", metavar="ALG"),
    sub: str = typer.Option("test-user", "--sub", metavar="ID"),
    ttl: int = typer.Option(7200, "--ttl", metavar="SECONDS"),
    claim: list[str] = typer.Option([], "--claim", metavar="NAME=VALUE"),
    expired: bool = typer.Option(False, "--expired"),
    tampered: bool = typer.Option(False, "--tampered"),
    kid: str = typer.Option(None, "--kid", metavar="ID"),
    key_file: str = typer.Option(None, "--key-file", metavar="FILE"),
    key_env: str = typer.Option(None, "--key-env", metavar="NAME"),
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
