// What the Node clients here share: the mini program's side, played by the control API.
"use strict";

const http = require("http");
const env = process.env;

exports.appid = env.WXAUTH_APPID;
exports.secret = env.WXAUTH_SECRET;
exports.base = env.WXAUTH_API_BASE;
// The SDK is left with its own address, https://api.weixin.qq.com.
exports.fixed = env.ADDRESS === "fixed";

exports.control = (verb, body = {}) =>
  new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${env.WXAUTH_SANDBOX_TOKEN}`, "Content-Type": "application/json" };
    const request = http.request(`${env.WXAUTH_SANDBOX_URL}/${verb}`, { method: "POST", headers }, (response) => {
      let text = "";
      response.on("data", (piece) => (text += piece));
      response.on("end", () => resolve(JSON.parse(text)));
    });
    request.on("error", reject).end(JSON.stringify(body));
  });

// Prints what `work` returns, or its error, and ends: an SDK may have a timer that never does.
exports.main = (work) =>
  work().then(
    (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0)),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
