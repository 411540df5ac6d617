// co-wechat-api: login and access_token; the phone number and checksession through its request method. It has no
// decryption.
"use strict";

const { createHmac } = require("crypto");
const API = require("co-wechat-api");
const { appid, secret, base, fixed, control, main } = require("./phone.js");

main(async () => {
  const api = new API(appid, secret);
  if (!fixed) {
    // The lines that point it elsewhere.
    api.prefix = `${base}/cgi-bin/`;
    api.snsPrefix = `${base}/sns/`;
    api.wxaPrefix = `${base}/wxa/`;
  }
  const { code } = await control("login");
  const session = await api.code2Session(code);
  const { accessToken } = await api.ensureAccessToken();
  const data = JSON.stringify({ code: (await control("tap")).code });
  const phone = await api.request(`${api.wxaPrefix}business/getuserphonenumber?access_token=${accessToken}`, {
    method: "POST",
    data,
    headers: { "content-type": "application/json" },
  });
  const signature = createHmac("sha256", session.session_key).update("").digest("hex");
  const query = new URLSearchParams({ access_token: accessToken, openid: session.openid, signature, sig_method: "hmac_sha256" });
  const check = await api.request(`${api.wxaPrefix}checksession?${query}`);
  const again = await api.code2Session(code).then(() => 0, (error) => error.code);
  return {
    openid: session.openid,
    token: Boolean(accessToken),
    phone: phone.phone_info.purePhoneNumber,
    checksession: check.errmsg,
    again,
  };
});
