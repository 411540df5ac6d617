"""WeChat's hosts and endpoints: which path has which name."""

from __future__ import annotations

CODE2SESSION = "code2Session"
COMPONENT_LOGIN = "thirdpartyCode2Session"
WECOM_LOGIN = "WeCom miniprogram jscode2session"
OAUTH_LOGIN = "sns/oauth2/access_token"
LEGACY_TOKEN = "getAccessToken"  # noqa: S105 - a name
STABLE_TOKEN = "getStableAccessToken"  # noqa: S105 - a name
PHONE = "getPhoneNumber"
CHECK_SESSION = "checkSessionKey"
RESET_SESSION = "resetUserSessionKey"
RID = "getRidInfo"
RISK_APIS = frozenset({"msgSecCheck", "mediaCheckAsync", "getUserRiskRank"})

API_HOSTS = frozenset(
    {"api.weixin.qq.com", "api2.weixin.qq.com", "sh.api.weixin.qq.com", "sz.api.weixin.qq.com", "hk.api.weixin.qq.com"}
)
WECOM_HOST = "qyapi.weixin.qq.com"

BY_PATH = {
    "/sns/jscode2session": CODE2SESSION,
    "/sns/component/jscode2session": COMPONENT_LOGIN,
    "/cgi-bin/miniprogram/jscode2session": WECOM_LOGIN,
    "/cgi-bin/service/miniprogram/jscode2session": WECOM_LOGIN,
    "/sns/oauth2/access_token": OAUTH_LOGIN,
    "/cgi-bin/token": LEGACY_TOKEN,
    "/cgi-bin/stable_token": STABLE_TOKEN,
    "/wxa/business/getuserphonenumber": PHONE,
    "/wxa/checksession": CHECK_SESSION,
    "/wxa/resetusersessionkey": RESET_SESSION,
    "/cgi-bin/openapi/rid/get": RID,
    "/cgi-bin/openapi/quota/get": "getApiQuota",
    "/cgi-bin/openapi/quota/clear": "clearApiQuota",
    "/cgi-bin/clear_quota": "clearQuota",
    "/cgi-bin/clear_quota/v2": "clearQuotaByAppSecret",
    "/wxa/getpluginopenpid": "getPluginOpenPId",
    "/wxa/business/checkencryptedmsg": "checkEncryptedData",
    "/wxa/business/getuserencryptkey": "getUserEncryptKey",
    "/wxa/getpaidunionid": "getPaidUnionid",
    "/wxa/msg_sec_check": "msgSecCheck",
    "/wxa/media_check_async": "mediaCheckAsync",
    "/wxa/getuserriskrank": "getUserRiskRank",
}
"""Path of an endpoint, in small letters -> the platform's name of it."""
