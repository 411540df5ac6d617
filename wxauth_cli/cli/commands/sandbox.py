"""`wxauth sandbox`: the embedded WeChat, and what happens on its phones."""

from enum import Enum

import typer

from wxauth_cli.actions.context import Context
from wxauth_cli.core.report import Report


class LoginKind(str, Enum):
    """Values of `login --kind`."""

    login = "login"
    plugin = "plugin"


class TapKind(str, Enum):
    """Values of `tap --kind`."""

    phone = "phone"
    userinfo = "userinfo"
    profile = "profile"
    werun = "werun"
    share = "share"


def serve(
    run: Context,
    port: int = typer.Option(0, "--port", min=0, max=65535, metavar="PORT"),
    host: str = typer.Option("127.0.0.1", "--host", metavar="HOST"),
    name: str = typer.Option("sandbox", "--name", metavar="NAME"),
    tls: bool = typer.Option(False, "--tls"),
    tls_port: int = typer.Option(443, "--tls-port", min=0, max=65535, metavar="PORT"),
    ca_dir: str | None = typer.Option(None, "--ca-dir", metavar="FOLDER"),
) -> Report:
    from wxauth_cli.actions.sandbox_serve import Tls
    from wxauth_cli.actions.sandbox_serve import serve as act

    return act(run, port=port, host=host, name=name, tls=Tls(tls_port, ca_dir) if tls else None)


def run(
    run: Context,
    command: list[str] = typer.Argument(metavar="CMD"),
    name: str = typer.Option("sandbox", "--name", metavar="NAME"),
) -> Report:
    from wxauth_cli.actions.sandbox_run import run_command

    return run_command(run, command, name=name)


def login(
    run: Context,
    user: str | None = typer.Option(None, "--user", metavar="USER"),
    appid: str | None = typer.Option(None, "--appid", metavar="APPID"),
    kind: LoginKind = typer.Option(LoginKind.login, "--kind"),
    url: str | None = typer.Option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox import login as act

    return act(run, url, user=user, appid=appid, kind=kind.value)


def tap(
    run: Context,
    user: str | None = typer.Option(None, "--user", metavar="USER"),
    appid: str | None = typer.Option(None, "--appid", metavar="APPID"),
    kind: TapKind = typer.Option(TapKind.phone, "--kind"),
    watermark_appid: str | None = typer.Option(None, "--watermark-appid", metavar="APPID"),
    age: str | None = typer.Option(None, "--age", metavar="TIME"),
    url: str | None = typer.Option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox import tap as act

    return act(run, url, user=user, appid=appid, kind=kind.value, watermark_appid=watermark_appid, age=age)


def user(
    run: Context,
    user: str = typer.Argument(metavar="USER"),
    appid: str | None = typer.Option(None, "--appid", metavar="APPID"),
    phone: str | None = typer.Option(None, "--phone", metavar="NUMBER"),
    country_code: str | None = typer.Option(None, "--country-code", metavar="CODE"),
    risky: bool | None = typer.Option(None, "--risky/--not-risky"),
    rotate: bool = typer.Option(False, "--rotate"),
    url: str | None = typer.Option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox import user as act

    return act(
        run, url, user=user, appid=appid, phone=phone, country_code=country_code, risky=risky, rotate=rotate or None
    )


def app(
    run: Context,
    appid: str | None = typer.Argument(None, metavar="APPID"),
    ip_whitelist: list[str] | None = typer.Option(None, "--ip-whitelist", metavar="ADDRESS"),
    any_ip: bool = typer.Option(False, "--any-ip"),
    secret_frozen: bool | None = typer.Option(None, "--secret-frozen/--secret-usable"),
    verified: bool | None = typer.Option(None, "--verified/--not-verified"),
    open_platform: bool | None = typer.Option(None, "--open-platform/--no-open-platform"),
    escape_slashes: bool | None = typer.Option(None, "--escape-slashes/--plain-slashes"),
    require_https: bool | None = typer.Option(None, "--require-https/--allow-http"),
    url: str | None = typer.Option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox import app as act

    return act(
        run,
        url,
        appid=appid,
        ip_whitelist=[] if any_ip else ip_whitelist or None,
        secret_frozen=secret_frozen,
        verified=verified,
        open_platform=open_platform,
        escape_slashes=escape_slashes,
        require_https=require_https,
    )


def clock(
    run: Context,
    advance: str | None = typer.Argument(None, metavar="TIME"),
    url: str | None = typer.Option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox import clock as act

    return act(run, url, advance=advance)


def fault(
    run: Context,
    path: str | None = typer.Argument(None, metavar="PATH"),
    errcode: int | None = typer.Option(None, "--errcode", metavar="N"),
    slow: str | None = typer.Option(None, "--slow", metavar="TIME"),
    html502: bool = typer.Option(False, "--html502"),
    content_type: str | None = typer.Option(None, "--content-type", metavar="VALUE"),
    times: int | None = typer.Option(None, "--times", metavar="N"),
    appid: str | None = typer.Option(None, "--appid", metavar="APPID"),
    clear: bool = typer.Option(False, "--clear"),
    url: str | None = typer.Option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox import fault as act

    return act(
        run,
        url,
        path=path,
        errcode=errcode,
        slow=slow,
        html502=html502,
        content_type=content_type,
        times=times,
        appid=appid,
        clear=clear,
    )


def journal(run: Context, url: str | None = typer.Option(None, "--url", metavar="CONTROL_URL")) -> Report:
    from wxauth_cli.actions.sandbox import journal as act

    return act(run, url)


def reset(run: Context, url: str | None = typer.Option(None, "--url", metavar="CONTROL_URL")) -> Report:
    from wxauth_cli.actions.sandbox import reset as act

    return act(run, url)
