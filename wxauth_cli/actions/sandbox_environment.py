"""The environment in which a command reaches the sandbox where it means WeChat."""

from __future__ import annotations

import contextlib
import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography import x509

KEPT = ("WXAUTH_HOME", "WXAUTH_LANG")
"""Of our own variables a command inherits these; AppSecrets, tokens and profiles of real apps stay out."""
PROXY_VARIABLES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
DIRECT = ("localhost", "127.0.0.1", "::1")
_JAVA_PASSWORD = "changeit"  # noqa: S105 - what every Java trust store has; it holds public certificates only


@dataclass(frozen=True)
class Reach:
    """Where a sandbox is, and the files that lead to it."""

    appid: str
    secret: str
    url: str
    control_url: str
    control_token: str
    tls_port: int
    proxy_url: str
    ca: Path
    """Our CA certificate alone, behind what NODE_EXTRA_CA_CERTS named before."""
    bundle: Path
    """The CAs that were trusted before, and ours."""
    java_store: Path
    """The same as a PKCS#12 trust store."""
    php_folder: Path
    """With an ini file that names the bundle."""
    node_preload: Path


def child_environment(env: Mapping[str, str], reach: Reach, hosts: tuple[str, ...]) -> dict[str, str]:
    """`env` without what is ours, and with what points to the sandbox."""
    child = {name: value for name, value in env.items() if not name.startswith("WXAUTH_") or name in KEPT}
    for name in ("ALL_PROXY", "all_proxy"):
        child.pop(name, None)
    direct = ",".join(
        [*DIRECT, *_harmless(env.get("NO_PROXY") or env.get("no_proxy") or "", hosts)],
    )
    _, _, proxy_port = reach.proxy_url.rpartition(":")
    java = [
        env.get("JAVA_TOOL_OPTIONS", ""),
        *(f"-D{scheme}.proxyHost=127.0.0.1 -D{scheme}.proxyPort={proxy_port}" for scheme in ("https", "http")),
        f'"-Djavax.net.ssl.trustStore={reach.java_store}"',
        f"-Djavax.net.ssl.trustStorePassword={_JAVA_PASSWORD} -Djavax.net.ssl.trustStoreType=PKCS12",
    ]
    return {
        **child,
        "WXAUTH_APPID": reach.appid,
        "WXAUTH_SECRET": reach.secret,
        "WXAUTH_API_BASE": reach.url,
        "WXAUTH_SANDBOX_URL": reach.control_url,
        "WXAUTH_SANDBOX_TOKEN": reach.control_token,
        "WXAUTH_SANDBOX_TLS_PORT": str(reach.tls_port),
        **dict.fromkeys(PROXY_VARIABLES, reach.proxy_url),
        "NO_PROXY": direct,
        "no_proxy": direct,
        "SSL_CERT_FILE": str(reach.bundle),
        "REQUESTS_CA_BUNDLE": str(reach.bundle),
        "CURL_CA_BUNDLE": str(reach.bundle),
        "NODE_EXTRA_CA_CERTS": str(reach.ca),
        "NODE_OPTIONS": f"{env.get('NODE_OPTIONS', '')} --require {_quoted(reach.node_preload)}".strip(),
        "JAVA_TOOL_OPTIONS": " ".join(java).strip(),
        # An empty first entry means the folder that PHP was built with.
        "PHP_INI_SCAN_DIR": f"{env.get('PHP_INI_SCAN_DIR', '')}{os.pathsep}{reach.php_folder}",
    }


def write_files(folder: Path, certificate_pem: bytes, env: Mapping[str, str]) -> dict[str, Path]:
    """Write what `Reach` names into `folder`: public certificates, and code of ours for Node."""
    from importlib.resources import files

    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    trusted = trusted_before(env)
    everything = trusted + b"\n" + certificate_pem
    php = folder / "php"
    php.mkdir()
    paths = {
        "ca": folder / "ca.pem",
        "bundle": folder / "bundle.pem",
        "java_store": folder / "truststore.p12",
        "node_preload": folder / "node_preload.cjs",
    }
    paths["ca"].write_bytes(_content(env.get("NODE_EXTRA_CA_CERTS")) + certificate_pem)
    paths["bundle"].write_bytes(everything)
    certificates = [
        pkcs12.PKCS12Certificate(certificate, f"ca-{number}".encode())
        for number, certificate in enumerate(_certificates(everything))
    ]
    encryption = BestAvailableEncryption(_JAVA_PASSWORD.encode())
    paths["java_store"].write_bytes(pkcs12.serialize_java_truststore(certificates, encryption))
    paths["node_preload"].write_bytes(files("wxauth_cli.sandbox").joinpath("node_preload.cjs").read_bytes())
    ini = f'curl.cainfo = "{paths["bundle"]}"\nopenssl.cafile = "{paths["bundle"]}"\n'
    (php / "wxauth.ini").write_text(ini, encoding="utf-8")
    return {**paths, "php_folder": php}


def trusted_before(env: Mapping[str, str]) -> bytes:
    """The CAs that clients trust here: of SSL_CERT_FILE or REQUESTS_CA_BUNDLE, else the system's, else certifi's."""
    import ssl

    import certifi

    system = ssl.get_default_verify_paths().cafile
    named = (env.get("SSL_CERT_FILE"), env.get("REQUESTS_CA_BUNDLE"), system, *_SYSTEM_BUNDLES, certifi.where())
    return next((data for path in named if (data := _content(path))), b"")


_SYSTEM_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)


def _content(path: str | None) -> bytes:
    try:
        data = Path(path).read_bytes() if path else b""
    except OSError:
        return b""
    return data.rstrip() + b"\n" if b"-----BEGIN" in data else b""


def _certificates(pem: bytes) -> list[x509.Certificate]:
    """Those of a bundle that can be read: some systems carry one that breaks the rules."""
    from cryptography import x509

    found = []
    for piece in pem.split(b"-----BEGIN ")[1:]:
        with contextlib.suppress(ValueError), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found.append(x509.load_pem_x509_certificate(b"-----BEGIN " + piece))
    return found


def _harmless(no_proxy: str, hosts: tuple[str, ...]) -> list[str]:
    """The entries of NO_PROXY that do not send WeChat's hosts past the sandbox."""
    entries = [entry.strip() for entry in no_proxy.split(",")]
    return [entry for entry in entries if entry and entry not in DIRECT and not _means_any(entry, hosts)]


def _means_any(entry: str, hosts: tuple[str, ...]) -> bool:
    name = entry.lower().lstrip("*").lstrip(".").partition(":")[0]
    return not name or any(host == name or host.endswith(f".{name}") for host in hosts)


def _quoted(path: Path) -> str:
    """As NODE_OPTIONS wants a path: in quotes, where a backslash stands for the next character."""
    escaped = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
