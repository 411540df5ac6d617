"""`wxauth signature`."""

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import argument, option
from wxauth_cli.core.report import Report


def signature(
    run: Context,
    bundle: str = argument(None, metavar="BUNDLE"),
    raw_data: str = option(None, "--raw-data", metavar="TEXT"),
    body: str = option(None, "--body", metavar="TEXT"),
    signature: str = option(None, "--signature", metavar="HEX"),
    session_key: list[str] = option([], "--session-key", metavar="KEY"),
    openid: str = option(None, "--openid", metavar="OPENID"),
    appid: str = option(None, "--appid", metavar="APPID"),
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
