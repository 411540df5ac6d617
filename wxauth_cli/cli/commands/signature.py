"""`wxauth signature`."""

import typer

from wxauth_cli.actions.context import Context
from wxauth_cli.core.report import Report


def signature(
    run: Context,
    bundle: str = typer.Argument(None, metavar="BUNDLE"),
    raw_data: str = typer.Option(None, "--raw-data", metavar="TEXT"),
    body: str = typer.Option(None, "--body", metavar="TEXT"),
    signature: str = typer.Option(None, "--signature", metavar="HEX"),
    session_key: list[str] = typer.Option([], "--session-key", metavar="KEY"),
    openid: str = typer.Option(None, "--openid", metavar="OPENID"),
    appid: str = typer.Option(None, "--appid", metavar="APPID"),
) -> Report:
    from wxauth_cli.actions.signature import signature as act

    return act(
        run,
        source=bundle,
        raw_data=raw_data,
        body=body,
        given=signature,
        session_keys=session_key,
        openid=openid,
        appid=appid,
    )
