"""`wxauth trace redact` as a user meets it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import stat
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.conftest import Cli
from tests.trace.failing import PEOPLE, SECRETS, capture
from tests.trace.support import CAPTURES, read


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    monkeypatch.chdir(made)
    (made / "login.har").write_text(capture(), encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("lang", "said", "counted"),
    [
        ("zh", "已写入 out.har\n", "换掉的值："),
        ("en", "Written to out.har\n", "Values replaced: "),
    ],
)
def test_it_writes_a_copy(cli: Cli, folder: Path, lang: str, said: str, counted: str) -> None:
    result = cli("trace", "redact", "login.har", "-o", "out.har", "--lang", lang, exit_code=0)
    assert result.stdout == said
    assert result.stderr.startswith(counted)
    assert stat.S_IMODE((folder / "out.har").stat().st_mode) == 0o600
    assert sorted(os.listdir(folder)) == ["login.har", "out.har"]
    text = (folder / "out.har").read_text(encoding="utf-8")
    for value in (*SECRETS, *PEOPLE):
        assert value not in text
    before, after = json.loads(capture()), json.loads(text)
    assert [entry["startedDateTime"] for entry in after["log"]["entries"]] == [
        entry["startedDateTime"] for entry in before["log"]["entries"]
    ]


def test_it_is_diagnosed_as_before(cli: Cli, folder: Path) -> None:
    cli("trace", "redact", "login.har", "-o", "out.har", exit_code=0)
    before, after = (
        cli("diagnose", name, "--json", exit_code=10).json["findings"] for name in ("login.har", "out.har")
    )
    assert [(item["id"], item["confidence"]) for item in after] == [(item["id"], item["confidence"]) for item in before]


@pytest.mark.parametrize("name", sorted(path.name for path in CAPTURES.iterdir() if path.suffix != ".md"))
def test_all_captures_come_through(cli: Cli, folder: Path, name: str) -> None:
    before = cli("trace", "show", str(CAPTURES / name), "--json", exit_code=0).json["data"]
    document = cli("trace", "redact", str(CAPTURES / name), "-o", name, "--json", exit_code=0).json
    assert document["data"]["output"] == name
    after = cli("trace", "show", name, "--json", exit_code=0).json["data"]
    assert [(item["step"], item["status"], item["started_at"]) for item in after["items"]] == [
        (item["step"], item["status"], item["started_at"]) for item in before["items"]
    ]


def test_packed_input_and_a_pipe(cli: Cli, folder: Path) -> None:
    packed = gzip.compress(capture().encode())
    (folder / "login.har.gz").write_bytes(packed)
    cli("trace", "redact", "login.har.gz", "-o", "one.har", exit_code=0)
    cli("trace", "redact", "-", "-o", "two.har", stdin=packed, exit_code=0)
    for name in ("one.har", "two.har"):
        assert json.loads((folder / name).read_text(encoding="utf-8"))["log"]["version"] == "1.2"


@pytest.mark.parametrize(("lang", "hint"), [("zh", "加 --force 覆盖"), ("en", "overwrite it with --force")])
def test_it_overwrites_nothing(cli: Cli, folder: Path, lang: str, hint: str) -> None:
    (folder / "out.har").write_text("mine")
    result = cli("trace", "redact", "login.har", "-o", "out.har", "--lang", lang, exit_code=3)
    assert "[output-exists]" in result.stderr
    assert hint in result.stderr
    assert (folder / "out.har").read_text() == "mine"
    cli("trace", "redact", "login.har", "-o", "out.har", "--force", exit_code=0)
    assert (folder / "out.har").read_text() != "mine"


BROKEN = [
    ("zh", "断开", "不是断在结尾"),
    ("en", "breaks off at its end", "it is not its end that is missing"),
]


@pytest.mark.parametrize(("lang", "cut", "broken"), BROKEN)
def test_a_har_that_breaks_off_is_closed(cli: Cli, folder: Path, lang: str, cut: str, broken: str) -> None:
    whole = (CAPTURES / "chrome.har").read_text(encoding="utf-8")
    (folder / "cut.har").write_text(whole[: len(whole) * 3 // 4], encoding="utf-8")
    result = cli("trace", "redact", "cut.har", "-o", "out.har", "--lang", lang, exit_code=0)
    assert cut in result.stderr
    entries = json.loads((folder / "out.har").read_text(encoding="utf-8"))["log"]["entries"]
    # As many as are whole: one without its answer would tell of a request that failed.
    assert len(entries) == read((folder / "cut.har").read_bytes()).met - 1 == 4
    (folder / "bad.har").write_text(whole.replace('"request"', '"request', 1), encoding="utf-8")
    result = cli("trace", "redact", "bad.har", "-o", "no.har", "--lang", lang, exit_code=3)
    assert "[redact-broken-har]" in result.stderr
    assert broken in result.stderr
    assert not (folder / "no.har").exists()


@pytest.mark.parametrize("size", range(0, 15000, 500))
def test_wherever_it_breaks_off_nothing_comes_out(cli: Cli, folder: Path, size: int) -> None:
    (folder / "cut.har").write_text(capture()[:size], encoding="utf-8")
    code = 0 if size > 200 else 3
    result = cli("trace", "redact", "cut.har", "-o", "out.har", exit_code=code)
    shown = (folder / "out.har").read_text(encoding="utf-8") if code == 0 else result.stderr
    assert [value for value in (*SECRETS, *PEOPLE) if value in shown] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_it_is_written_as_it_was(cli: Cli, folder: Path, encoding: str, end: str) -> None:
    lines = ["2027-01-15 08:00:00 INFO 登录 code=40029 nothing here", '{"level": "info", "msg": "完成", "n": 1.50}', ""]
    data = end.join(lines).encode(encoding)
    (folder / "a.log").write_bytes(data)
    result = cli("trace", "redact", "a.log", "-o", "b.log", "--lang", "en", exit_code=0)
    assert "No secret and no personal data was found" in result.stderr
    assert (folder / "b.log").read_bytes() == data
    document = json.dumps(
        {"log": {"entries": [], "comment": "订单"}, "openid": "oABCdefGHI123"}, indent=2, ensure_ascii=False
    )
    (folder / "a.json").write_bytes(document.replace("\n", end).encode(encoding))
    cli("trace", "redact", "a.json", "-o", "b.json", exit_code=0)
    made = (folder / "b.json").read_bytes()
    after = json.loads(made.decode(encoding))["openid"]
    assert after != "oABCdefGHI123"
    assert made == document.replace("\n", end).replace("oABCdefGHI123", after).encode(encoding)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "input-empty"),
        (b" \n", "input-empty"),
        (b"\x00\x01\x02\xff\xfe\x89", "not-text"),
        (b"\x1f\x8b\x08\x00broken", "not-text"),
        (gzip.compress(b"a" * (65 << 20)), "redact-too-large"),
        (b'{"log": {"version": "1.2", "entries": [1]}} 2', "redact-broken-har"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_no_capture(cli: Cli, folder: Path, data: bytes, code: str, lang: str) -> None:
    result = cli("trace", "redact", "-", "-o", "out", "--lang", lang, stdin=data, exit_code=3)
    assert f"[{code}]" in result.stderr
    assert not (folder / "out").exists()


def test_it_writes_to_files_only(cli: Cli, folder: Path) -> None:
    (folder / "link").symlink_to("login.har")
    for name in ("-", "link", "."):
        assert "[output-not-a-file]" in cli("trace", "redact", "login.har", "-o", name, "--force", exit_code=3).stderr
    assert "[output-unwritable]" in cli("trace", "redact", "login.har", "-o", "no/x", exit_code=3).stderr
    assert "[missing-argument]" in cli("trace", "redact", "login.har", exit_code=2).stderr


def test_thousands_of_values(cli: Cli, folder: Path) -> None:
    people = [f"oABCdef{number:05d}GhIjKlMnOpQrStUv" for number in range(6000)]
    keys = [base64.b64encode(hashlib.md5(person.encode()).digest()).decode() for person in people]
    lines = [json.dumps({"openid": person, "session_key": key}) for person, key in zip(people, keys, strict=True)]
    lines += [
        f"kept {quote(key, safe='')} of {person.encode().hex()}" for person, key in zip(people, keys, strict=True)
    ]
    (folder / "a.log").write_text("\n".join(lines), encoding="utf-8")
    counts = cli("trace", "redact", "a.log", "-o", "b.log", "--json", exit_code=0).json["data"]["replaced"]
    assert counts == {"openid": 6000, "session_key": 6000}
    made = (folder / "b.log").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in made[:6000]]
    assert len({item["openid"] for item in told}) == len({item["session_key"] for item in told}) == 6000
    assert made[6000:] == [
        f"kept {quote(item['session_key'], safe='')} of {item['openid'].encode().hex()}" for item in told
    ]


def test_a_log_whose_lines_begin_like_a_har(cli: Cli, folder: Path) -> None:
    line = '{"log": {"level": "info"}, "message": "openid=oABCdefGHI123"}\n'
    (folder / "a.log").write_text(line * 3, encoding="utf-8")
    cli("trace", "redact", "a.log", "-o", "b.log", exit_code=0)
    made = (folder / "b.log").read_text(encoding="utf-8")
    assert "oABCdefGHI123" not in made
    assert [json.loads(text)["log"] for text in made.splitlines()] == [{"level": "info"}] * 3


def test_what_holds_no_secret_is_kept_letter_by_letter(cli: Cli, folder: Path) -> None:
    """Numbers, blanks and escapes of the one entry, though the other one is written anew."""
    kept = r'{ "startedDateTime":"2027-01-15T08:00:00Z" ,"time":1.50, "x":"\u8ba2\/" }'
    (folder / "a.har").write_text(
        f'{{"log": {{"version" : "1.2", "entries": [\n{kept},{{"openid": "oABCdefGHI123"}} ]}} }}\n', encoding="utf-8"
    )
    cli("trace", "redact", "a.har", "-o", "b.har", exit_code=0)
    made = (folder / "b.har").read_text(encoding="utf-8")
    assert made.startswith(f'{{"log": {{"version" : "1.2", "entries": [\n{kept},{{"openid": "')
    assert made.endswith('"} ]} }\n')


def test_half_a_character_is_kept(cli: Cli, folder: Path) -> None:
    (folder / "a.json").write_text('{"a": "\\ud83d", "b": "订单", "openid": "oABCdefGHI123"}', encoding="utf-8")
    cli("trace", "redact", "a.json", "-o", "b.json", exit_code=0)
    assert json.loads((folder / "b.json").read_text(encoding="utf-8"))["a"] == "\ud83d"


def test_interrupted_it_leaves_nothing(cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    for place in ("wxauth_cli.trace.redaction.Redaction.learnt", "os.fsync"):
        with monkeypatch.context() as patch:
            patch.setattr(place, interrupt)
            cli("trace", "redact", "login.har", "-o", "out.har", exit_code=130)
        assert os.listdir(folder) == ["login.har"]


@pytest.mark.parametrize(
    "code", ["the code is a mock one", "the+code+is+a+mock+one", "the%20code%20is%20a%20mock%20one"]
)
def test_the_mock_code_of_devtools_is_no_secret(cli: Cli, tmp_path: Path, code: str) -> None:
    """Without it the diagnosis would be another."""
    source, copy = tmp_path / "app.log", tmp_path / "copy.log"
    line = (
        f"2026-11-21 16:48:56 GET https://api.weixin.qq.com/sns/jscode2session?appid=wx1111111111111111&js_code={code}"
    )
    source.write_text(
        line + '&grant_type=authorization_code -> {"errcode":40029,"errmsg":"invalid code"}\n', encoding="utf-8"
    )
    cli("trace", "redact", str(source), "-o", str(copy), exit_code=0)
    assert f"js_code={code}" in copy.read_text(encoding="utf-8")


def test_quotes_around_a_whole_header_stay_around_its_scheme(cli: Cli, tmp_path: Path) -> None:
    source, copy = tmp_path / "app.log", tmp_path / "copy.log"
    token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSJ9." + "s" * 43
    record = {"method": "GET", "url": "/me", "status": 401, "headers": {"authorization": f'"Bearer {token}"'}}
    source.write_text(json.dumps(record) + "\n", encoding="utf-8")
    cli("trace", "redact", str(source), "-o", str(copy), exit_code=0)
    header = json.loads(copy.read_text(encoding="utf-8"))["headers"]["authorization"]
    assert header.startswith('"Bearer eyJ')
    assert header.endswith('"')
    assert token not in header
