// wx-js-utils: access_token. Its addresses stand in its code and cannot be changed.
"use strict";

const { WXMINIUser } = require("wx-js-utils");
const { appid, secret, control, main } = require("./phone.js");

main(async () => {
  const user = new WXMINIUser({ appId: appid, secret });
  const { code } = await control("login");
  const token = await user.getAccessToken().catch((error) => String(error));
  const session = await user.codeToSession(code);
  return { token, session };
});
