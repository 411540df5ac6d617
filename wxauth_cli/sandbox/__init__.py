"""The embedded WeChat: one pure `handle(request, state) -> response` and its doors. Shares no endpoint code with `wechat`."""
