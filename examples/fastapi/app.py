"""A login backend: the code of wx.login in, a token of its own out. What WeChat answers stays here."""

import asyncio
import os
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import httpx
import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field

# `wxauth sandbox run` sets these three. For the real WeChat set the first two to your own and leave the third out.
APPID = os.environ["WXAUTH_APPID"]
SECRET = os.environ["WXAUTH_SECRET"]
WECHAT = os.environ.get("WXAUTH_API_BASE", "https://api.weixin.qq.com")
# Without a key of its own, tokens end with the process.
KEY = os.environ.get("TOKEN_KEY") or secrets.token_hex(32)
TOKEN_LIFE_S = 7200

wechat = httpx.AsyncClient(base_url=WECHAT, timeout=10)
session_keys: dict[str, str] = {}  # by openid; a session_key never leaves the server
access_token, access_token_until, renewing = "", 0.0, asyncio.Lock()


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    yield
    await wechat.aclose()


app = FastAPI(lifespan=lifespan)


class Code(BaseModel):
    code: str = Field(min_length=1, max_length=128)


async def ask(method: str, path: str, **options: object) -> dict:
    """What WeChat answers; an error of its own becomes 401 (ask the user again) or 503 (try again later)."""
    try:
        answer = (await wechat.request(method, path, **options)).json()
    except (httpx.HTTPError, ValueError):
        raise HTTPException(503, {"errcode": None}) from None
    if errcode := answer.get("errcode"):
        raise HTTPException(401 if errcode in (40029, 40163) else 503, {"errcode": errcode})
    return answer


async def current_access_token() -> str:
    """One for all requests, renewed by whoever comes first."""
    global access_token, access_token_until
    async with renewing:
        if time.monotonic() > access_token_until:
            body = {"grant_type": "client_credential", "appid": APPID, "secret": SECRET}
            answer = await ask("POST", "/cgi-bin/stable_token", json=body)
            access_token = answer["access_token"]
            access_token_until = time.monotonic() + answer["expires_in"] - 300
        return access_token


def openid_of(bearer: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]) -> str:
    try:
        claims = jwt.decode(bearer.credentials, KEY, algorithms=["HS256"], options={"require": ["exp", "sub"]})
    except jwt.InvalidTokenError:
        raise HTTPException(401, {"errcode": None}) from None
    return claims["sub"]


@app.post("/login")
async def login(body: Code) -> dict:
    query = {"appid": APPID, "secret": SECRET, "js_code": body.code, "grant_type": "authorization_code"}
    session = await ask("GET", "/sns/jscode2session", params=query)
    session_keys[session["openid"]] = session["session_key"]
    now = int(time.time())
    return {"token": jwt.encode({"sub": session["openid"], "iat": now, "exp": now + TOKEN_LIFE_S}, KEY, "HS256")}


@app.get("/me")
async def me(openid: Annotated[str, Depends(openid_of)]) -> dict:
    return {"openid": openid}


@app.post("/phone")
async def phone(body: Code, openid: Annotated[str, Depends(openid_of)]) -> dict:
    query = {"access_token": await current_access_token()}
    answer = await ask("POST", "/wxa/business/getuserphonenumber", params=query, json={"code": body.code})
    return {"openid": openid, "phone": answer["phone_info"]["purePhoneNumber"]}
