"""What the stores tell the user while they work."""

from wxauth_cli.core.text import Text

TEXTS = {
    "set-aside": Text(
        "{path} 已损坏，改名为 {broken}，并重新建立。", "{path} was damaged; it is now {broken}, and was made anew."
    ),
    "insecure": Text(
        "--insecure-storage：密钥以明文存放在 {path}，能读这块磁盘的人都能看到。",
        "--insecure-storage: secrets are in clear in {path}, for everybody who can read this disk.",
    ),
}
