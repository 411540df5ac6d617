// wechat-jssdk: login, signature and decryption.
"use strict";

const { MiniProgram, Store } = require("wechat-jssdk");
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
  // The line that points it elsewhere.
  if (!fixed) miniProgram.GET_SESSION_KEY_URL = `${base}/sns/jscode2session`;
  const mini = new MiniProgram({ miniProgram, store: new Memory() });
  const { code } = await control("login");
  const session = await mini.getSession(code);
  const detail = await control("tap", { kind: "userinfo" });
  await mini.verifySignature(detail.rawData, detail.signature, session.session_key);
  const plain = await mini.decryptData(detail.encryptedData, detail.iv, session.session_key);
  const again = await mini.getSession(code).then((answer) => answer.errcode, (error) => error.errcode);
  return { openid: session.openid, decrypted: plain.watermark.appid === appid, signature: true, again };
});
