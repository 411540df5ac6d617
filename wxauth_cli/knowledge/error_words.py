"""The one place that turns an error into words."""

from __future__ import annotations

from wxauth_cli.core.errors import InputError, NetworkError, StoreError, UsageError, WechatRefused, WxauthError
from wxauth_cli.core.report import ErrorView
from wxauth_cli.knowledge.texts import Texts

_AREAS: tuple[tuple[type[WxauthError], str], ...] = (
    (UsageError, "errors_usage"),
    (InputError, "errors_input"),
    (WechatRefused, "errors_wechat"),
    (NetworkError, "errors_network"),
    (StoreError, "errors_store"),
)


def area_of(error: WxauthError) -> str:
    """The text area in which the sentences of that error stand."""
    return next((area for kind, area in _AREAS if isinstance(error, kind)), "errors_any")


def error_view(error: WxauthError, t: Texts) -> ErrorView:
    """The error in the run's language. Each error has a message and a hint; a test walks them."""
    key = f"{area_of(error)}.{error.code}"
    refused = error if isinstance(error, WechatRefused) else None
    return ErrorView(
        code=error.code,
        message=t(key, **error.params),
        hint=t(f"{key}.hint", **error.params),
        errcode=refused.errcode if refused else None,
        rid=refused.rid if refused else None,
    )
