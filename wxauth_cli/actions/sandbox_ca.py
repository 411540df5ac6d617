"""The CA of `sandbox serve --tls`: its certificate in a file for trust stores, its key in memory or where asked for."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from wxauth_cli.actions.context import Context

if TYPE_CHECKING:
    from wxauth_cli.sandbox.authority import Authority

CERTIFICATE = "wxauth-sandbox-ca.crt"
KEY = "wxauth-sandbox-ca.key"
_LIMIT = 64 * 1024


def ca_for(run: Context, folder: str | None, now: float) -> Authority:
    """The CA that is kept in `folder`, else a new one, which is kept there if there is a folder.

    StoreError if the folder or a file in it is another user's or cannot be written.
    """
    from wxauth_cli.sandbox.authority import KEPT_LIFE_S, load_authority, make_authority
    from wxauth_cli.stores.files import ensure_folder, read_plain, replace_file

    if folder is None:
        return make_authority(now)
    place = Path(os.path.abspath(folder))
    ensure_folder(place)
    certificate, key = (read_plain(place / name, _LIMIT) for name in (CERTIFICATE, KEY))
    if certificate and key:
        with contextlib.suppress(ValueError):
            kept = load_authority(certificate, key)
            if kept.usable(now):
                return kept
    authority = make_authority(now, KEPT_LIFE_S)
    replace_file(place / KEY, authority.key_pem)
    replace_file(place / CERTIFICATE, authority.certificate_pem)
    run.notify(run.t("sandbox.serve.new-ca", folder=place))
    return authority


@contextlib.contextmanager
def ca_files(run: Context, authority: Authority, name: str, folder: str | None) -> Iterator[tuple[Path, Path]]:
    """The certificate, and one file of it and the CAs trusted before: in `folder`, else among our own for this long."""
    from wxauth_cli.actions.sandbox_environment import trusted_before
    from wxauth_cli.stores.files import delete_file, replace_file

    if folder is not None:
        file = Path(os.path.abspath(folder)) / CERTIFICATE
    else:
        file = run.paths.state / "sandbox" / f"wxauth-{name}-ca.crt"
        replace_file(file, authority.certificate_pem)
    bundle = file.with_name(f"{file.stem}-bundle.pem")
    replace_file(bundle, trusted_before(run.env) + b"\n" + authority.certificate_pem)
    try:
        yield file, bundle
    finally:
        delete_file(bundle)
        if folder is None:
            delete_file(file)
