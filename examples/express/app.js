// A login backend: the code of wx.login in, a token of its own out. What WeChat answers stays here.
import { randomBytes } from "node:crypto";
import express from "express";
import jwt from "jsonwebtoken";

// `wxauth sandbox run` sets these three. For the real WeChat set the first two to your own and leave the third out.
const { WXAUTH_APPID: appid, WXAUTH_SECRET: secret, WXAUTH_API_BASE: wechat = "https://api.weixin.qq.com" } = process.env;
// Without a key of its own, tokens end with the process.
const key = process.env.TOKEN_KEY || randomBytes(32).toString("hex");
const tokenLifeS = 7200;

const sessionKeys = new Map(); // by openid; a session_key never leaves the server
let accessToken = { value: "", until: 0 }; // one for all requests
let renewing; // the promise that all wait for while one renews it

class Refused extends Error {
  constructor(status, errcode = null) {
    super(`errcode ${errcode}`);
    Object.assign(this, { status, errcode });
  }
}

// What WeChat answers; an error of its own becomes 401 (ask the user again) or 503 (try again later).
async function ask(path, query, body) {
  const url = `${wechat}${path}?${new URLSearchParams(query)}`;
  const headers = { "Content-Type": "application/json" };
  const options = body ? { method: "POST", headers, body: JSON.stringify(body) } : {};
  let answer;
  try {
    answer = await (await fetch(url, { ...options, signal: AbortSignal.timeout(10_000) })).json();
  } catch {
    throw new Refused(503);
  }
  if (answer.errcode) throw new Refused([40029, 40163].includes(answer.errcode) ? 401 : 503, answer.errcode);
  return answer;
}

async function renew() {
  const body = { grant_type: "client_credential", appid, secret };
  const answer = await ask("/cgi-bin/stable_token", {}, body);
  accessToken = { value: answer.access_token, until: Date.now() + (answer.expires_in - 300) * 1000 };
}

async function currentAccessToken() {
  if (Date.now() > accessToken.until) {
    renewing ??= renew().finally(() => (renewing = undefined));
    await renewing;
  }
  return accessToken.value;
}

function codeOf(request) {
  const code = request.body?.code;
  if (typeof code !== "string" || code.length < 1 || code.length > 128) throw new Refused(422);
  return code;
}

function authenticated(request, response, next) {
  const [scheme, token] = (request.get("Authorization") ?? "").split(" ");
  try {
    if (scheme !== "Bearer") throw new Refused(401);
    response.locals.openid = jwt.verify(token, key, { algorithms: ["HS256"] }).sub;
  } catch {
    throw new Refused(401);
  }
  next();
}

const app = express();
app.use(express.json({ limit: "16kb" }));

app.post("/login", async (request, response) => {
  const query = { appid, secret, js_code: codeOf(request), grant_type: "authorization_code" };
  const session = await ask("/sns/jscode2session", query);
  sessionKeys.set(session.openid, session.session_key);
  response.json({ token: jwt.sign({ sub: session.openid }, key, { algorithm: "HS256", expiresIn: tokenLifeS }) });
});

app.get("/me", authenticated, (request, response) => {
  response.json({ openid: response.locals.openid });
});

app.post("/phone", authenticated, async (request, response) => {
  const query = { access_token: await currentAccessToken() };
  const answer = await ask("/wxa/business/getuserphonenumber", query, { code: codeOf(request) });
  response.json({ openid: response.locals.openid, phone: answer.phone_info.purePhoneNumber });
});

app.use((error, request, response, next) => {
  response.status(error.status ?? 500).json({ detail: { errcode: error.errcode ?? null } });
});

const port = Number(process.env.PORT ?? 8000);
app.listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}`));
