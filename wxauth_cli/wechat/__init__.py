"""The real client of api.weixin.qq.com."""
