"""What each verb of the control API answers, as JSON Schema; the sentences about it are in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

Schema = Mapping[str, object]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
YES_NO: Schema = {"type": "boolean"}
ANYTHING: Schema = {"type": "object"}


def maybe(schema: Schema) -> Schema:
    """The same or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Schema) -> Schema:
    """A list of them."""
    return {"type": "array", "items": schema}


def record(**fields: Schema) -> Schema:
    """An object with these fields. A name that ends with `_` may be absent."""
    return {
        "type": "object",
        "required": [name for name in fields if not name.endswith("_")],
        "properties": {name.removesuffix("_"): schema for name, schema in fields.items()},
        "additionalProperties": False,
    }


_ATTEMPT = record(status=maybe(WHOLE), body=TEXT, error=maybe(TEXT))

ANSWERS: dict[str, Schema] = {
    "login": record(code=TEXT, errMsg=TEXT),
    "tap": record(code_=TEXT, rawData_=TEXT, signature_=TEXT, encryptedData=TEXT, iv=TEXT, errMsg=TEXT),
    "user": record(user=TEXT, openid=TEXT, unionid=maybe(TEXT)),
    "app": record(
        appid=TEXT,
        secret=TEXT,
        api_security=maybe(
            record(
                sym_key=TEXT,
                sym_sn=TEXT,
                private_key_pem=TEXT,
                sn=TEXT,
                platform_public_key_pem=TEXT,
                platform_sn=TEXT,
                next_platform_public_key_pem_=TEXT,
                next_platform_sn_=TEXT,
            )
        ),
    ),
    "clock": record(now=WHOLE, frozen_=YES_NO, skew_s_=NUMBER, shown_now_=WHOLE),
    "fault": record(
        faults_=many(
            record(
                name=TEXT,
                errcode_=WHOLE,
                kind_=TEXT,
                path=maybe(TEXT),
                appid=maybe(TEXT),
                user=maybe(TEXT),
                times=maybe(WHOLE),
                rate=NUMBER,
                delay_s_=NUMBER,
                value_=TEXT,
                takes_effect_=YES_NO,
            )
        )
    ),
    "journal": record(
        entries=many(
            record(
                time=NUMBER,
                method=TEXT,
                path=TEXT,
                query=ANYTHING,
                status=WHOLE,
                errcode=maybe(WHOLE),
                rid=maybe(TEXT),
                appid=maybe(TEXT),
                client_ip_=TEXT,
                delay_s_=NUMBER,
                request_headers_=ANYTHING,
                request_body_=TEXT,
                content_type_=TEXT,
                response_body_=TEXT,
            )
        ),
        next_=WHOLE,
    ),
    "har": record(log=ANYTHING),
    "session": record(
        user=TEXT,
        openid=TEXT,
        session_key=maybe(TEXT),
        created_at=maybe(WHOLE),
        expires_at=maybe(WHOLE),
        history=many(record(session_key=TEXT, ended_at=WHOLE)),
        rotate_every_s=NUMBER,
    ),
    "state": record(snapshots=many(record(name=TEXT, saved_at=WHOLE))),
    "reset": record(),
    "switch": {"type": "object"},
    "component": record(
        component_appid=TEXT,
        component_appsecret=TEXT,
        component_verify_ticket=TEXT,
        authorizations=many(
            record(
                authorizer_appid=TEXT,
                authorization_code=TEXT,
                authorizer_refresh_token=TEXT,
                permission_sets=many(WHOLE),
            )
        ),
    ),
    "corp": record(corpid=TEXT, corpsecret=TEXT, appid=TEXT, suite_id=TEXT, suite_secret=TEXT, suite_ticket=TEXT),
    "pay": record(openid=TEXT, transaction_id=TEXT, mch_id=TEXT, out_trade_no=TEXT),
    "user_key": record(encryptKey=TEXT, iv=TEXT, version=WHOLE, expireTime=WHOLE, errMsg=TEXT),
    "callback": record(
        appid=TEXT,
        url=TEXT,
        token=TEXT,
        encoding_aes_key=TEXT,
        mode=TEXT,
        format=TEXT,
        verified=YES_NO,
        attempt=_ATTEMPT,
    ),
    "event": record(message=ANYTHING, delivered=YES_NO, attempts=many(_ATTEMPT)),
}
