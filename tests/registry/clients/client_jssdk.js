// wechat-jssdk: login, signature, decryption and access_token; the phone number and checksession through its requests.
"use strict";

const { createHmac } = require("crypto");
const { JSSDK, MiniProgram, Store } = require("wechat-jssdk");
const { sendWechatRequest } = require("wechat-jssdk/lib/utils");
const { appid, secret, base, fixed, control, main } = require("./phone.js");

// Nothing is written to disk here.
class Memory extends Store {
  constructor() {
    super({ noInterval: true });
  }

  async setMPSession() {}
}

main(async () => {
  const miniProgram = { appId: appid, appSecret: secret };
  const account = { ...miniProgram, wechatRedirectUrl: "http://127.0.0.1", wechatToken: "t" };
  const wechat = fixed ? "https://api.weixin.qq.com" : base;
  // The lines that point it elsewhere.
  if (!fixed) miniProgram.GET_SESSION_KEY_URL = `${base}/sns/jscode2session`;
  if (!fixed) account.accessTokenUrl = `${base}/cgi-bin/token`;
  const mini = new MiniProgram({ miniProgram, store: new Memory() });
  const { code } = await control("login");
  const session = await mini.getSession(code);
  const detail = await control("tap", { kind: "userinfo" });
  await mini.verifySignature(detail.rawData, detail.signature, session.session_key);
  const plain = await mini.decryptData(detail.encryptedData, detail.iv, session.session_key);
  const { access_token } = await new JSSDK({ ...account, store: new Memory() }).getAccessToken();
  const phone = await sendWechatRequest(`${wechat}/wxa/business/getuserphonenumber?access_token=${access_token}`, {
    method: "POST",
    body: { code: (await control("tap")).code },
  });
  const signature = createHmac("sha256", session.session_key).update("").digest("hex");
  const query = { access_token, openid: session.openid, signature, sig_method: "hmac_sha256" };
  const check = await sendWechatRequest(`${wechat}/wxa/checksession`, { query });
  const again = await mini.getSession(code).then((answer) => answer.errcode, (error) => error.errcode);
  return {
    openid: session.openid,
    token: Boolean(access_token),
    decrypted: plain.watermark.appid === appid,
    signature: true,
    phone: phone.phone_info.purePhoneNumber,
    checksession: check.errmsg,
    again,
  };
});
