"""The help of `trace import` names every kind of log that is read, and each that it names is read."""

from __future__ import annotations

import pytest

from tests.conftest import Cli
from tests.trace.support import CAPTURES, read
from tests.trace.test_real_captures import REAL as REAL_CAPTURES
from tests.trace.test_real_logs import REAL as REAL_LOGS

LINES = {
    "pino": '{"level":30,"time":1800000000000,"req":{"method":"POST","url":"LOGIN"},"res":{"statusCode":200}}',
    "Elastic Common Schema": '{"@timestamp":"2027-01-15T08:00:00Z","http":{"request":{"method":"POST"},'
    '"response":{"status_code":200}},"url":{"path":"LOGIN"}}',
    "zap": '{"level":"info","ts":1800000000.1,"msg":"x","method":"POST","path":"LOGIN","status":200}',
    "logrus": '{"level":"info","time":"2027-01-15T08:00:00Z","msg":"x","method":"POST","uri":"LOGIN","status":200}',
    "bunyan": '{"name":"x","time":1800000000000,"req":{"method":"POST","url":"LOGIN"},"res":{"statusCode":200}}',
    "logfmt": "time=2027-01-15T08:00:00Z level=info method=POST path=LOGIN status=200 duration=12ms",
    "docker": "web-1  | time=2027-01-15T08:00:00Z level=info method=POST path=LOGIN status=200",
    "Kubernetes": '2027-01-15T08:00:00.123456Z stdout F {"ts":1800000000,"method":"POST","url":"LOGIN","status":200}',
    "OkHttp": "2027-01-15 08:00:00 --> POST https://a.exampleLOGIN\n2027-01-15 08:00:00 <-- 200 OK (12ms)",
    "Feign": "2027-01-15 08:00:00 ---> POST https://a.exampleLOGIN\n2027-01-15 08:00:00 <--- HTTP/1.1 200 (12ms)",
    "RestTemplate": "2027-01-15 08:00:00 DEBUG o.s.web.client.RestTemplate : HTTP POST https://a.exampleLOGIN\n"
    "2027-01-15 08:00:00 DEBUG o.s.web.client.RestTemplate : Response 200 OK",
    "httpx": '2027-01-15 08:00:00 HTTP Request: POST https://a.exampleLOGIN "HTTP/1.1 200 OK"',
    "urllib3": '2027-01-15 08:00:00 https://a.example:443 "POST LOGIN HTTP/1.1" 200 12',
    "curl -v": "> POST LOGIN HTTP/1.1\n> Host: shop.example.com\n< HTTP/1.1 200 OK",
}
SHIPPED = "2027-01-15T08:00:00Z POST LOGIN - 200 - 12ms"
LINES |= {
    "Docker": '{"log":"' + SHIPPED + '\\n","stream":"stdout","time":"2027-01-15T08:00:00.1Z"}',
    "journald": '{"__REALTIME_TIMESTAMP":"1800000000000000","MESSAGE":"' + SHIPPED + '"}',
    "Filebeat": '{"@timestamp":"2027-01-15T08:00:00Z","message":"' + SHIPPED + '"}',
    "CloudWatch": '{"events":[{"timestamp":1800000000000,"message":"' + SHIPPED + '"}]}',
    "SLS": '[{"__time__":"1800000000","content":"' + SHIPPED + '"}]',
    "Elasticsearch": '{"took":1,"hits":{"hits":[{"_source":{"message":"' + SHIPPED + '"}}]}}',
    "ThinkPHP": "[ 2027-01-15T08:00:00+08:00 ] 1.2.3.4 POST shop.exampleLOGIN status=200",
    "WxJava": '2027-01-15 08:00:00 DEBUG\n【请求地址】: https://api.weixin.qq.comLOGIN\n【响应数据】：{"errcode":40163}',
}
REAL_LOGINS = REAL_LOGS.parent / "real_logins"
FILES = {
    **dict.fromkeys(
        ("Chrome", "Firefox", "Safari", "Charles", "Fiddler", "mitmproxy", "ProxyPin", "whistle"), CAPTURES
    ),
    **{"Stream": CAPTURES, "Playwright": REAL_CAPTURES, "nginx": REAL_CAPTURES, "Spring": CAPTURES, "gin": CAPTURES},
    **{"Rails": CAPTURES, "koa": CAPTURES},
    **dict.fromkeys(
        ("Apache", "Caddy", "Fastify", "winston", "morgan", "Flask", "Django", "uvicorn", "gunicorn", "aiohttp"),
        REAL_LOGS,
    ),
    **dict.fromkeys(("HAProxy", "lighttpd", "Tornado", "Sanic", "Nest", "Monolog"), REAL_LOGINS),
}


@pytest.mark.parametrize("name", sorted(LINES))
def test_each_kind_of_line_is_read_and_named(cli: Cli, name: str) -> None:
    lines = LINES[name].replace("LOGIN", "/sns/jscode2session?js_code=0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P")
    found = read(f"{lines}\n".encode())
    assert [item.exchange.response and item.exchange.response.status for item in found.seen] == [200]
    for lang in ("zh", "en"):
        told = " ".join(cli("trace", "import", "--help", "--lang", lang, exit_code=0).stdout.split())
        assert name in told


@pytest.mark.parametrize("name", sorted(FILES))
def test_each_program_of_which_there_is_a_file_is_named(cli: Cli, name: str) -> None:
    assert [path for path in FILES[name].iterdir() if name.lower() in path.name.lower()]
    for lang in ("zh", "en"):
        assert name in " ".join(cli("trace", "import", "--help", "--lang", lang, exit_code=0).stdout.split())
