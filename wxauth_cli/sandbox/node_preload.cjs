// Loaded into Node by `wxauth sandbox run` (NODE_OPTIONS=--require …), because Node's own HTTPS, got and others do not
// look at HTTPS_PROXY. A connection to port 443 of a WeChat API host is made to the sandbox's TLS port instead; the
// certificate and the name in it are checked as ever (NODE_EXTRA_CA_CERTS). Another port of these hosts is refused, so
// that nothing reaches the real WeChat. All other connections are left alone.
"use strict";

const net = require("net");

const port = Number(process.env.WXAUTH_SANDBOX_TLS_PORT);
const hosts = new Set(["api", "api2", "sh.api", "sz.api", "hk.api", "qyapi"].map((name) => `${name}.weixin.qq.com`));
const connect = net.Socket.prototype.connect;

function redirected(options) {
  if (!hosts.has(String(options.host).toLowerCase().replace(/\.$/, ""))) return options;
  if (Number(options.port) !== 443) {
    throw new Error(`wxauth sandbox run: ${options.host}:${options.port} is no HTTPS port of the WeChat API`);
  }
  return { ...options, host: "127.0.0.1", port };
}

if (port) {
  net.Socket.prototype.connect = function (...args) {
    const [first] = args;
    if (Array.isArray(first)) {
      // How net.connect() and tls.connect() call it: an array of Node's own making, options first.
      first[0] = redirected(first[0]);
    } else if (typeof first === "object" && first !== null) {
      args[0] = redirected(first);
    } else if (typeof args[1] === "string") {
      const { host, port: to } = redirected({ port: first, host: args[1] });
      args.splice(0, 2, to, host);
    }
    return connect.apply(this, args);
  };
}
