"""`wxauth decrypt`."""

import typer

from wxauth_cli.actions.context import Context
from wxauth_cli.core.report import Report


def decrypt(
    run: Context,
    bundle: str = typer.Argument(None, metavar="BUNDLE"),
    encrypted_data: str = typer.Option(None, "--encrypted-data", metavar="TEXT"),
    iv: str = typer.Option(None, "--iv", metavar="TEXT"),
    session_key: list[str] = typer.Option([], "--session-key", metavar="KEY"),
    openid: str = typer.Option(None, "--openid", metavar="OPENID"),
    appid: str = typer.Option(None, "--appid", metavar="APPID"),
    max_age: float = typer.Option(None, "--max-age", metavar="SECONDS"),
    jsonl: str = typer.Option(None, "--jsonl", metavar="FILE"),
) -> Report:
    from wxauth_cli.actions.decrypt import decrypt as act

    return act(
        run,
        source=bundle,
        iv=iv,
        encrypted_data=encrypted_data,
        session_keys=session_key,
        openid=openid,
        appid=appid,
        max_age_s=max_age,
        jsonl=jsonl,
    )
