"""Writes what is generated from the code: completions, help pages in docs/, the README's command list.

Run it after a change of a command or its texts: `python scripts/generate.py`. A test compares.
"""

from __future__ import annotations

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
    return {ROOT / "completions" / name: wxauth(_WXAUTH_COMPLETE=f"source_{shell}").lstrip("\n") for shell, name in SHELLS.items()}


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


def readme_blocks() -> dict[Path, str]:
    """The READMEs with the root help between its markers."""
    pages = {}
    for lang, name in (("zh", "README.md"), ("en", "README.en.md")):
        path = ROOT / name
        block = f"<!-- help -->\n```text\n{wxauth('--help', lang=lang)}```\n<!-- /help -->"
        pages[path] = re.sub(
            "<!-- help -->.*?<!-- /help -->", lambda _: block, path.read_text(encoding="utf-8"), flags=re.S
        )
    return pages


def generated() -> dict[Path, str]:
    """Every generated file and its text."""
    return {**completions(), **command_pages(), **readme_blocks()}


if __name__ == "__main__":
    for path, text in generated().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
