"""Words of the command line and what stands for them in Python."""

from __future__ import annotations

from keyword import iskeyword


def python_name(word: str) -> str:
    """The function that a word of the command line stands for: `add-user` → `add_user`, `import` → `import_`."""
    name = word.replace("-", "_")
    return f"{name}_" if iskeyword(name) else name
