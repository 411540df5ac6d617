"""What has to be done to a system so that its programs take the sandbox for WeChat, and how to undo it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block, Heading, Paragraph, Verbatim

MARK = "# wxauth sandbox"
"""Behind our line in a hosts file, so that it can be found and removed."""
_DEBIAN = "/usr/local/share/ca-certificates"
_FEDORA = "/etc/pki/ca-trust/source/anchors"
_KEYCHAIN = "/Library/Keychains/System.keychain"
_WINDOWS_HOSTS = r"$env:windir\System32\drivers\etc\hosts"
_JAVA = "-cacerts -storepass changeit -alias wxauth-sandbox"


@dataclass(frozen=True)
class Door:
    """HTTPS under WeChat's names, and what a client has to trust for it."""

    url: str
    hosts: Sequence[str]
    ca_file: str
    ca_bundle: str
    ca_name: str
    """By which a trust store lists the CA."""
    until: str


def instructions(door: Door, t: Texts) -> list[Block]:
    """Steps for each system, as commands that can be copied; each on one line, however long."""
    url = urlsplit(door.url)
    line = f"{url.hostname} {' '.join(door.hosts)} {MARK}"
    file, bundle = _quoted(door.ca_file), _quoted(door.ca_bundle)
    installed = PurePath(door.ca_file).name
    port = "" if url.port == 443 else f":{url.port}"
    return [
        Heading(t("trust.title", hosts=", ".join(door.hosts), url=door.url)),
        Paragraph(t("trust.hosts")),
        _commands(
            ("Linux, macOS", f"echo '{line}' | sudo tee -a /etc/hosts"),
            ("Windows", f'Add-Content "{_WINDOWS_HOSTS}" "{line}"'),
        ),
        *([Paragraph(t("trust.port", host=door.hosts[0], port=url.port), style="warn")] if port else []),
        Paragraph(t("trust.system", until=door.until)),
        _commands(
            ("Debian, Ubuntu", f"sudo install -m 644 {file} {_DEBIAN}/{installed} && sudo update-ca-certificates"),
            ("Fedora, RHEL", f"sudo install -m 644 {file} {_FEDORA}/{installed} && sudo update-ca-trust"),
            ("macOS", f"sudo security add-trusted-cert -d -k {_KEYCHAIN} {file}"),
            ("Windows", f'certutil -addstore -f Root "{door.ca_file}"'),
        ),
        Paragraph(t("trust.own", bundle=door.ca_bundle)),
        _commands(
            ("Node", f"NODE_EXTRA_CA_CERTS={file}"),
            ("Python", f"REQUESTS_CA_BUNDLE={bundle} SSL_CERT_FILE={bundle}"),
            ("Java", f"sudo keytool -importcert -noprompt {_JAVA} -file {file}"),
            ("PHP", f"php -d curl.cainfo={bundle} -d openssl.cafile={bundle}"),
            ("Go", f"SSL_CERT_FILE={bundle}"),
            ("curl", f"CURL_CA_BUNDLE={bundle}"),
        ),
        Paragraph(t("trust.try")),
        Verbatim(f"curl 'https://{door.hosts[0]}{port}/cgi-bin/token'"),
        Paragraph(t("trust.undo")),
        _commands(
            ("Linux, macOS", f"sudo sed -i.bak '/{MARK}$/d' /etc/hosts"),
            ("Windows", f'(Get-Content "{_WINDOWS_HOSTS}") -notmatch \'{MARK}\' | Set-Content "{_WINDOWS_HOSTS}"'),
            ("Debian, Ubuntu", f"sudo rm {_DEBIAN}/{installed} && sudo update-ca-certificates --fresh"),
            ("Fedora, RHEL", f"sudo rm {_FEDORA}/{installed} && sudo update-ca-trust"),
            ("macOS", f'sudo security delete-certificate -c "{door.ca_name}" {_KEYCHAIN}'),
            ("Windows", f'certutil -delstore Root "{door.ca_name}"'),
            ("Java", f"sudo keytool -delete {_JAVA}"),
        ),
        Paragraph(t("trust.run"), style="dim"),
    ]


def _commands(*rows: tuple[str, str]) -> Verbatim:
    return Verbatim("\n".join(f"{system:<14}  {command}" for system, command in rows))


def _quoted(path: str) -> str:
    """As a POSIX shell wants it."""
    return "'" + path.replace("'", "'\\''") + "'"
