"""Where the facts about error codes come from: documentation pages and public repositories."""

from __future__ import annotations

_DOC = "https://developers.weixin.qq.com"

GLOBAL_TABLE = (
    f"{_DOC}/doc/oplatform/Return_codes/Return_code_descriptions_new.html"
    " (English texts also in binarywang/WxJava, WxOpenErrorMsgEnum.java)"
)
ERROR_CODE_PAGE = f"{_DOC}/doc/oplatform/developers/errCode/errCode.html"
ERROR_CODE_PAGE_AND_WEAPP = f"{_DOC}/doc/oplatform/developers/errCode/errCode.html ; royalrick/weapp issue 105"
SHOP_ERROR_CODES = f"{_DOC}/doc/store/API/basics/commErrCode.html"
CODE2SESSION_PAGE = f"{_DOC}/miniprogram/dev/server/API/user-login/api_code2session"
CHECK_SESSION_KEY_PAGE = f"{_DOC}/miniprogram/dev/server/API/user-login/api_checksessionkey"
RESET_SESSION_KEY_PAGE = f"{_DOC}/miniprogram/dev/server/API/user-login/api_resetusersessionkey"
ACCESS_TOKEN_PAGE = f"{_DOC}/miniprogram/dev/server/API/mp-access-token/api_getaccesstoken"
STABLE_TOKEN_PAGE = f"{_DOC}/miniprogram/dev/server/API/mp-access-token/api_getstableaccesstoken"
PHONE_NUMBER_PAGE = f"{_DOC}/miniprogram/dev/server/API/user-info/phone-number/api_getphonenumber"
CHECK_ENCRYPTED_DATA_PAGE = f"{_DOC}/miniprogram/dev/server/API/user-info/basic-info/api_checkencrypteddata"
PLUGIN_OPENPID_PAGE = f"{_DOC}/miniprogram/dev/server/API/user-info/basic-info/api_getpluginopenpid"
PAID_UNIONID_PAGE = f"{_DOC}/miniprogram/dev/server/API/user-info/basic-info/api_getpaidunionid"
USER_ENCRYPT_KEY_PAGE = f"{_DOC}/miniprogram/dev/server/API/user-info/internet/api_getuserencryptkey"
CALLBACK_CHECK_PAGE = f"{_DOC}/miniprogram/dev/server/API/openApi-mgnt/api_callbackcheck"
RID_PAGE = f"{_DOC}/miniprogram/dev/server/API/openApi-mgnt/api_getridinfo"
RID_PAGE_AND_POSTS = f"{_DOC}/miniprogram/dev/server/API/openApi-mgnt/api_getridinfo ; raw answers in community posts"
API_QUOTA_PAGE = f"{_DOC}/miniprogram/dev/server/API/openApi-mgnt/api_getapiquota"
CLEAR_QUOTA_PAGE = f"{_DOC}/miniprogram/dev/server/API/openApi-mgnt/api_clearquota"
API_SIGNATURE_PAGE = f"{_DOC}/miniprogram/dev/server/getting_started/api_signature"
API_SIGNATURE_PAGE_AND_POSTS = (
    f"{_DOC}/miniprogram/dev/server/getting_started/api_signature ; raw answers in community posts"
)
WECOM_ERROR_CODES = (
    "https://developer.work.weixin.qq.com/document/path/90313 (also binarywang/WxJava, WxCpErrorMsgEnum.java)"
)
PUBLIC_ERRNO = f"{_DOC}/miniprogram/dev/framework/usability/PublicErrno (read in its mini-game twin)"
GROUP_ENTER_INFO_PAGE = f"{_DOC}/miniprogram/dev/api/open-api/group/wx.getGroupEnterInfo"
PHONE_BUTTON_PAGE = f"{_DOC}/miniprogram/dev/framework/open-ability/getPhoneNumber"
MULTI_END_LOGIN_PAGE = f"{_DOC}/miniprogram/dev/platform-capabilities/miniapp/api/auth/wx.weixinAppLogin"
MULTI_END_CODE_PAGE = f"{_DOC}/miniprogram/dev/platform-capabilities/miniapp/api/auth/wx.getMiniProgramCode"
CLOUD_CALL_PAGE = f"{_DOC}/miniprogram/dev/wxcloudservice/wxcloud/guide/openapi/openapi.html"
COMMUNITY_POSTS = f"{_DOC}/community (texts pasted in posts)"
DECRYPT_SAMPLE = f"{_DOC}/miniprogram/dev/framework/open-ability/signature (official sample WXBizDataCrypt)"
PUSH_SAMPLE = f"{_DOC}/doc/oplatform/developers/dev/push/encryption (official sample WXBizMsgCrypt)"
