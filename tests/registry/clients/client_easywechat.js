// node-easywechat: login, access_token, phone number, checksession, decryption.
"use strict";

const { createHmac } = require("crypto");
const { MiniApp } = require("node-easywechat");
const { appid, secret, base, fixed, control, main } = require("./phone.js");

main(async () => {
  const config = { app_id: appid, secret, token: "t", aes_key: "k" };
  // The one line that points it elsewhere.
  if (!fixed) config.http = { baseURL: `${base}/` };
  const app = new MiniApp(config);
  app.setCache({ get: async () => null, set: async () => true, has: async () => false, delete: async () => true });
  const { code } = await control("login");
  const session = await app.getUtils().codeToSession(code);
  const detail = await control("tap", { kind: "userinfo" });
  const plain = app.getUtils().decryptSession(session.session_key, detail.iv, detail.encryptedData);
  const client = app.getClient();
  const tap = await control("tap");
  const phone = (await client.postJson("/wxa/business/getuserphonenumber", { code: tap.code })).toObject();
  const signature = createHmac("sha256", session.session_key).update("").digest("hex");
  const params = { openid: session.openid, signature, sig_method: "hmac_sha256" };
  const check = (await client.get("/wxa/checksession", { params })).toObject();
  const again = await app.getUtils().codeToSession(code).then(() => 0, (error) => Number(/"errcode":(\d+)/.exec(error.message)[1]));
  return {
    openid: session.openid,
    token: Boolean(await app.getAccessToken().getToken()),
    decrypted: plain.watermark.appid === appid,
    phone: phone.phone_info.purePhoneNumber,
    checksession: check.errmsg,
    again,
  };
});
