"""`wxauth sandbox`: the embedded WeChat, and what happens on its phones."""

from enum import Enum

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import argument, option
from wxauth_cli.core.report import Report


class LoginKind(str, Enum):
    """Values of `login --kind`."""

    login = "login"
    plugin = "plugin"
    wecom = "wecom"


class TapKind(str, Enum):
    """Values of `tap --kind`."""

    phone = "phone"
    userinfo = "userinfo"
    profile = "profile"
    werun = "werun"
    share = "share"


class PushMode(str, Enum):
    """Values of `callback --mode`."""

    plain = "plain"
    safe = "safe"


class PushFormat(str, Enum):
    """Values of `callback --format`."""

    json = "json"
    xml = "xml"


class StateVerb(str, Enum):
    """Words of `state`."""

    save = "save"
    load = "load"
    list = "list"
    drop = "drop"


def serve(
    run: Context,
    port: int = option(0, "--port", min=0, max=65535, metavar="PORT"),
    host: str = option("127.0.0.1", "--host", metavar="HOST"),
    name: str = option("sandbox", "--name", metavar="NAME"),
    state: str | None = option(None, "--state", metavar="FILE"),
    seed: int | None = option(None, "--seed", min=0, max=2**53, metavar="N"),
    tls: bool = option(False, "--tls"),
    tls_port: int = option(443, "--tls-port", min=0, max=65535, metavar="PORT"),
    ca_dir: str | None = option(None, "--ca-dir", metavar="FOLDER"),
    expose: str | None = option(None, "--expose", metavar="ADDRESS"),
) -> Report:
    from wxauth_cli.actions.sandbox_serve import Tls
    from wxauth_cli.actions.sandbox_serve import serve as act

    return act(
        run,
        port=port,
        host=host,
        name=name,
        state_file=state,
        seed=seed,
        tls=Tls(tls_port, ca_dir) if tls else None,
        expose=expose,
    )


def run(
    run: Context,
    command: list[str] = argument(metavar="CMD"),
    name: str = option("sandbox", "--name", metavar="NAME"),
) -> Report:
    from wxauth_cli.actions.sandbox_run import run_command

    return run_command(run, command, name=name)


def login(
    run: Context,
    user: str | None = option(None, "--user", metavar="USER"),
    appid: str | None = option(None, "--appid", metavar="APPID"),
    kind: LoginKind = option(LoginKind.login, "--kind"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox import login as act

    return act(run, url, user=user, appid=appid, kind=kind.value)


def tap(
    run: Context,
    user: str | None = option(None, "--user", metavar="USER"),
    appid: str | None = option(None, "--appid", metavar="APPID"),
    kind: TapKind = option(TapKind.phone, "--kind"),
    watermark_appid: str | None = option(None, "--watermark-appid", metavar="APPID"),
    age: str | None = option(None, "--age", metavar="TIME"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox import tap as act

    return act(run, url, user=user, appid=appid, kind=kind.value, watermark_appid=watermark_appid, age=age)


def user(
    run: Context,
    user: str = argument(metavar="USER"),
    appid: str | None = option(None, "--appid", metavar="APPID"),
    phone: str | None = option(None, "--phone", metavar="NUMBER"),
    country_code: str | None = option(None, "--country-code", metavar="CODE"),
    risky: bool | None = option(None, "--risky/--not-risky"),
    steps: list[int] | None = option(None, "--steps", min=0, metavar="N"),
    rotate: bool = option(False, "--rotate"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox import user as act

    return act(
        run,
        url,
        user=user,
        appid=appid,
        phone=phone,
        country_code=country_code,
        risky=risky,
        steps=steps or None,
        rotate=rotate or None,
    )


def app(
    run: Context,
    appid: str | None = argument(None, metavar="APPID"),
    ip_whitelist: list[str] | None = option(None, "--ip-whitelist", metavar="ADDRESS"),
    any_ip: bool = option(False, "--any-ip"),
    secret_frozen: bool | None = option(None, "--secret-frozen/--secret-usable"),
    reset_secret: bool = option(False, "--reset-secret"),
    secret_file: str | None = option(None, "--secret-file", metavar="FILE"),
    force: bool = option(False, "--force"),
    verified: bool | None = option(None, "--verified/--not-verified"),
    personal: bool | None = option(None, "--personal/--company"),
    open_platform: bool | None = option(None, "--open-platform/--no-open-platform"),
    platform: str | None = option(None, "--platform", metavar="NAME"),
    escape_slashes: bool | None = option(None, "--escape-slashes/--plain-slashes"),
    require_https: bool | None = option(None, "--require-https/--allow-http"),
    api_security: bool | None = option(None, "--api-security/--no-api-security"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox import app as act

    return act(
        run,
        url,
        appid=appid,
        ip_whitelist=[] if any_ip else ip_whitelist or None,
        secret_frozen=secret_frozen,
        secret_file=secret_file,
        reset_secret=reset_secret or None,
        force=force or None,
        verified=verified,
        personal=personal,
        open_platform=open_platform if platform is None else platform,
        escape_slashes=escape_slashes,
        require_https=require_https,
        api_security=api_security,
    )


def session(
    run: Context,
    user: str | None = argument(None, metavar="USER"),
    appid: str | None = option(None, "--appid", metavar="APPID"),
    rotate: bool = option(False, "--rotate"),
    expire: bool = option(False, "--expire"),
    rotate_every: str | None = option(None, "--rotate-every", metavar="TIME"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox import session as act

    return act(run, url, user=user, appid=appid, rotate=rotate or None, expire=expire or None, every=rotate_every)


def clock(
    run: Context,
    advance: str | None = argument(None, metavar="TIME"),
    freeze: bool | None = option(None, "--freeze/--resume"),
    skew: str | None = option(None, "--skew", metavar="TIME"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox import clock as act

    return act(run, url, advance=advance, freeze=freeze, skew=skew)


def fault(
    run: Context,
    path: str | None = argument(None, metavar="PATH"),
    errcode: int | None = option(None, "--errcode", metavar="N"),
    slow: str | None = option(None, "--slow", metavar="TIME"),
    html502: bool = option(False, "--html502"),
    content_type: str | None = option(None, "--content-type", metavar="VALUE"),
    reset: bool = option(False, "--reset"),
    truncated: bool = option(False, "--truncated"),
    ip_not_listed: bool = option(False, "--ip-not-listed"),
    address: str | None = option(None, "--address", metavar="IP"),
    takes_effect: bool = option(False, "--takes-effect"),
    times: int | None = option(None, "--times", metavar="N"),
    rate: float | None = option(None, "--rate", metavar="P"),
    appid: str | None = option(None, "--appid", metavar="APPID"),
    user: str | None = option(None, "--user", metavar="USER"),
    name: str | None = option(None, "--name", metavar="NAME"),
    waiting: bool = option(False, "--list"),
    clear: bool = option(False, "--clear"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox_fault import fault as act

    return act(
        run,
        url,
        kinds={
            "errcode": errcode,
            "slow": slow,
            "html502": html502,
            "content-type": content_type,
            "reset": reset,
            "truncated": truncated,
            "ip-not-listed": ip_not_listed,
            "list": waiting,
            "clear": clear,
        },
        where={"path": path, "times": times, "rate": rate, "appid": appid, "user": user, "name": name},
        takes_effect=takes_effect,
        address=address,
    )


def journal(
    run: Context,
    path: str | None = argument(None, metavar="PATH"),
    appid: str | None = option(None, "--appid", metavar="APPID"),
    errcode: int | None = option(None, "--errcode", metavar="N"),
    since: str | None = option(None, "--since", metavar="TIME"),
    limit: int | None = option(None, "--limit", min=1, metavar="N"),
    detail: bool = option(False, "--detail"),
    jsonl: bool = option(False, "--jsonl"),
    follow: bool = option(False, "--follow", "-f"),
    har: str | None = option(None, "--har", metavar="FILE"),
    force: bool = option(False, "--force"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox_journal import journal as act

    return act(
        run,
        url,
        {"path": path, "appid": appid, "errcode": errcode, "limit": limit},
        since=since,
        detail=detail,
        jsonl=jsonl,
        follow=follow,
        har=har,
        force=force,
    )


def state(
    run: Context,
    what: StateVerb = argument(StateVerb.list, metavar="save|load|list|drop"),
    name: str | None = argument(None, metavar="NAME"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox import state as act

    return act(run, url, what.value, name)


def reset(run: Context, url: str | None = option(None, "--url", metavar="CONTROL_URL")) -> Report:
    from wxauth_cli.actions.sandbox import reset as act

    return act(run, url)


def switch(
    run: Context,
    choices: list[str] | None = argument(None, metavar="NAME=VALUE"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox_console import switch as act

    return act(run, url, choices or [])


def component(
    run: Context,
    component_appid: str | None = argument(None, metavar="COMPONENT_APPID"),
    authorize: str | None = option(None, "--authorize", metavar="APPID"),
    unauthorize: str | None = option(None, "--unauthorize", metavar="APPID"),
    permission_sets: list[int] | None = option(None, "--permission-sets", min=1, metavar="N"),
    ip_whitelist: list[str] | None = option(None, "--ip-whitelist", metavar="ADDRESS"),
    any_ip: bool = option(False, "--any-ip"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox_console import component as act

    return act(
        run,
        url,
        component_appid=component_appid,
        authorize=authorize,
        unauthorize=unauthorize,
        permission_sets=permission_sets or None,
        ip_whitelist=[] if any_ip else ip_whitelist or None,
    )


def corp(
    run: Context,
    corpid: str | None = argument(None, metavar="CORPID"),
    appid: str | None = option(None, "--appid", metavar="APPID"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox_console import corp as act

    return act(run, url, corpid=corpid, appid=appid)


def pay(
    run: Context,
    user: str | None = argument(None, metavar="USER"),
    appid: str | None = option(None, "--appid", metavar="APPID"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox_console import pay as act

    return act(run, url, user=user, appid=appid)


def user_key(
    run: Context,
    user: str | None = argument(None, metavar="USER"),
    appid: str | None = option(None, "--appid", metavar="APPID"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox_console import user_key as act

    return act(run, url, user=user, appid=appid)


def callback(
    run: Context,
    address: str = argument(metavar="URL"),
    appid: str | None = option(None, "--appid", metavar="APPID"),
    token_file: str | None = option(None, "--token-file", metavar="FILE"),
    aes_key_file: str | None = option(None, "--aes-key-file", metavar="FILE"),
    mode: PushMode | None = option(None, "--mode"),
    format: PushFormat | None = option(None, "--format"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox_console import callback as act

    return act(
        run,
        url,
        address=address,
        appid=appid,
        token_file=token_file,
        aes_key_file=aes_key_file,
        mode=mode and mode.value,
        format=format and format.value,
    )


def event(
    run: Context,
    event: str | None = argument(None, metavar="EVENT"),
    user: str | None = option(None, "--user", metavar="USER"),
    appid: str | None = option(None, "--appid", metavar="APPID"),
    revoke_info: list[int] | None = option(None, "--revoke-info", min=1, metavar="N"),
    url: str | None = option(None, "--url", metavar="CONTROL_URL"),
) -> Report:
    from wxauth_cli.actions.sandbox_console import event as act

    return act(run, url, event=event, user=user, appid=appid, revoke_info=revoke_info or None)
