"""The words of the model: between whom, how far, how it ended. Rules use them without the model's records."""

from __future__ import annotations

from enum import Enum


class Leg(str, Enum):
    """Between whom it happened."""

    CLIENT_BACKEND = "client-backend"
    BACKEND_WECHAT = "backend-wechat"
    CLIENT = "client"
    """Inside the mini program (wx.login, a tapped button)."""
    BACKEND = "backend"
    """Inside the backend (a token issued or checked, a payload opened)."""


class OutcomeKind(str, Enum):
    """How an exchange ended."""

    TRANSPORT = "transport"
    """No whole answer arrived."""
    HTTP = "http"
    """An answer arrived that is an HTTP error, or not the API's."""
    WECHAT = "wechat"
    """WeChat answered with an errcode other than 0."""
    FINE = "fine"


class Sent(str, Enum):
    """How far a request came. From `PARTLY` on, a one-time code may be used up."""

    NOTHING = "nothing"
    PARTLY = "partly"
    WHOLE = "whole"
