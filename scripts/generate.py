"""Writes what is generated from the code: completions, help pages and causes in docs/, the README's command list.

Run it after a change of a command or its texts: `python scripts/generate.py`. A test compares.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHELLS = {"bash": "wxauth.bash", "zsh": "_wxauth", "fish": "wxauth.fish", "powershell": "wxauth.ps1"}


def wxauth(*argv: str, lang: str = "en", **more: str) -> str:
    """Standard output of a run with a fixed width and language."""
    env = {**os.environ, "WXAUTH_LANG": lang, "COLUMNS": "100", "NO_COLOR": "1", **more}
    done = subprocess.run(
        [sys.executable, "-m", "wxauth_cli", *argv],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=env,
        check=True,
    )
    return done.stdout


def completions() -> dict[Path, str]:
    """A completion script for each shell."""
    return {
        ROOT / "completions" / name: wxauth(_WXAUTH_COMPLETE=f"source_{shell}").lstrip("\n")
        for shell, name in SHELLS.items()
    }


def command_pages() -> dict[Path, str]:
    """Every help page, in both languages."""
    from wxauth_cli.cli import tree

    pages = {}
    for lang, name, title in (("zh", "commands.md", "全部命令"), ("en", "commands.en.md", "All commands")):
        parts = [f"# {title}", f"```text\n{wxauth('--help', lang=lang)}```"]
        for node in tree.TREE:
            if node.verbs:
                parts.append(f"## wxauth {node.name}\n\n```text\n{wxauth(node.name, '--help', lang=lang)}```")
            for verb in node.verbs or ("",):
                words = [node.name, verb] if verb else [node.name]
                mark = "###" if verb else "##"
                parts.append(f"{mark} wxauth {' '.join(words)}\n\n```text\n{wxauth(*words, '--help', lang=lang)}```")
        pages[ROOT / "docs" / name] = "\n\n".join(parts) + "\n"
    return pages


INTRO = {
    "zh": """# JSON 文档

每个命令加 `--json`，就在标准输出打印一行 JSON：一份文档，格式 `wxauth/1`。其余内容都在标准错误。字段只增加，不改名，不删除。
本页由 [schema/wxauth-1.schema.json](schema/wxauth-1.schema.json) 生成，测试用它检验每个命令的输出。

| 字段 | 含义 |
|---|---|
| `schema` | 固定为 `wxauth/1` |
| `command` | 命令，例如 `access-token get` |
| `ok` | 命令的结论，与退出码一致 |
| `data` | 结果，见下；没有结果时为 null |
| `findings` | 发现，最主要的在最前：`id, confidence, severity, step, title, detail, fix, evidence[], rules[]` |
| `error` | 出错时：`code, message, hint`，微信拒绝时还有 `errcode, rid`；否则为 null |

密钥和手机号在 `data` 里打码，除非加了 `--reveal`。`decrypt --jsonl` 每行一份文档，顺序与输入相同。
""",
    "en": """# The JSON document

With `--json` every command prints one line of JSON on standard output: one document, schema `wxauth/1`. All else goes to standard error. Fields are added, never renamed or removed.
This page is generated from [schema/wxauth-1.schema.json](schema/wxauth-1.schema.json); the tests hold every command's output against it.

| field | meaning |
|---|---|
| `schema` | always `wxauth/1` |
| `command` | the command, such as `access-token get` |
| `ok` | the command's verdict; agrees with the exit code |
| `data` | the result, see below; null if there is none |
| `findings` | the primary one first: `id, confidence, severity, step, title, detail, fix, evidence[], rules[]` |
| `error` | if it failed: `code, message, hint`, and `errcode, rid` where WeChat refused; else null |

Secrets and phone numbers in `data` are masked unless `--reveal` is given. `decrypt --jsonl` prints a document per line, in the order of the input.
""",
}


def json_pages() -> dict[Path, str]:
    """The fields of `data`, per command, from the schema."""
    schema = json.loads((ROOT / "docs" / "schema" / "wxauth-1.schema.json").read_text(encoding="utf-8"))
    pages = {}
    for lang, name, title, described, heads in (
        ("zh", "json.md", "x-title-zh", "x-description-zh", "| 字段 | 含义 |"),
        ("en", "json.en.md", "title", "description", "| field | meaning |"),
    ):
        parts = [INTRO[lang]]
        for command, data in schema["$defs"]["data"].items():
            rows = [f"| `{field}` | {value[described]} |" for field, value in data["properties"].items()]
            table = "\n".join([heads, "|---|---|", *rows]) if rows else "`{}`"
            parts.append(f"## {f'wxauth {command}'.strip()}\n\n{data[title]}\n\n{table}\n")
        pages[ROOT / "docs" / name] = "\n".join(parts)
    return pages


def readme_blocks() -> dict[Path, str]:
    """The READMEs with the root help between its markers."""
    pages = {}
    for lang, name in (("zh", "README.md"), ("en", "README.en.md")):
        path = ROOT / name
        block = f"<!-- help -->\n```text\n{wxauth('--help', lang=lang)}```\n<!-- /help -->"
        pages[path] = re.sub(
            "<!-- help -->.*?<!-- /help -->", lambda _, block=block: block, path.read_text(encoding="utf-8"), flags=re.S
        )
    return pages


def cause_pages() -> dict[Path, str]:
    """A page for each cause, and an index by step, in both languages."""
    from wxauth_cli.diagnose.causes import all_causes
    from wxauth_cli.diagnose.explaining import cause_data
    from wxauth_cli.diagnose.markdown import index_page, markdown_of
    from wxauth_cli.knowledge.texts import Texts

    pages = {}
    for lang, ending in (("zh", ".md"), ("en", ".en.md")):
        t = Texts(lang)
        known = [cause_data(item, lang) for item in all_causes()]
        for data in known:
            pages[ROOT / "docs" / "causes" / f"{data['id']}{ending}"] = markdown_of(data, t)
        pages[ROOT / "docs" / "causes" / f"README{ending}"] = index_page(known, t, ending)
    return pages


def control_pages() -> dict[Path, str]:
    """The sandbox's control API: its OpenAPI document, and a page in both languages."""
    from wxauth_cli.sandbox.control_document import document
    from wxauth_cli.sandbox.control_page import page

    described = json.dumps(document("en"), ensure_ascii=False, indent=1) + "\n"
    return {
        ROOT / "docs" / "schema" / "sandbox-control.openapi.json": described,
        ROOT / "docs" / "sandbox" / "control.md": page("zh"),
        ROOT / "docs" / "sandbox" / "control.en.md": page("en"),
    }


def generated() -> dict[Path, str]:
    """Every generated file and its text."""
    return {**completions(), **command_pages(), **json_pages(), **readme_blocks(), **cause_pages(), **control_pages()}


if __name__ == "__main__":
    for path, text in generated().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
