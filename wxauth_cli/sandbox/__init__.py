"""The embedded WeChat: an emulator of api.weixin.qq.com for login, built from what the platform documents and shows.

One pure function, `handle.handle(request, state)`, answers; two doors lead to it, an in-process httpx transport
(`transport`) and an ASGI application on loopback (`asgi`, `server`). It shares no code with the client in
`wechat`, on purpose: an emulator that has its client's mistakes proves nothing. Where a behaviour is not promised
by the platform but deduced from what developers saw, a comment says "inferred".
"""
