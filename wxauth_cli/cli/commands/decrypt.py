"""`wxauth decrypt`."""

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import argument, option
from wxauth_cli.core.report import Report


def decrypt(
    run: Context,
    bundle: str = argument(None, metavar="BUNDLE"),
    encrypted_data: str = option(None, "--encrypted-data", metavar="TEXT"),
    iv: str = option(None, "--iv", metavar="TEXT"),
    session_key: list[str] = option([], "--session-key", metavar="KEY"),
    openid: str = option(None, "--openid", metavar="OPENID"),
    appid: str = option(None, "--appid", metavar="APPID"),
    max_age: float = option(None, "--max-age", metavar="SECONDS"),
    jsonl: str = option(None, "--jsonl", metavar="FILE"),
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
