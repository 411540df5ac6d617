"""What every place for secret items does; and how the keyring's many failures are told apart."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.stores.processes import APPID, SECRET, Machine
from wxauth_cli.core.errors import StoreError
from wxauth_cli.stores.backend import ITEM_LIMIT, Backend, MemoryBackend, utf16_units
from wxauth_cli.stores.file_backend import FileBackend
from wxauth_cli.stores.keyring_backend import KeyringBackend


class BackendContract:
    """The promises of `Backend`."""

    @pytest.fixture
    def backend(self, tmp_path: Path) -> Backend:
        raise NotImplementedError

    def test_what_was_stored_is_read(self, backend: Backend) -> None:
        backend.set("item-000", "one")
        assert backend.get("item-000") == "one"

    def test_unicode_and_controls(self, backend: Backend) -> None:
        value = "密钥 \U0001f511 \x01\n\t\u202e" + "é"
        backend.set("item-001", value)
        assert backend.get("item-001") == value

    def test_missing(self, backend: Backend) -> None:
        assert backend.get("item-002") is None
        assert backend.delete("item-002") is False

    def test_overwritten(self, backend: Backend) -> None:
        backend.set("item-000", "one, and longer")
        backend.set("item-000", "two")
        assert backend.get("item-000") == "two"

    def test_deleted(self, backend: Backend) -> None:
        backend.set("item-000", "one")
        backend.set("item-001", "two")
        assert backend.delete("item-000") is True
        assert backend.get("item-000") is None
        assert backend.get("item-001") == "two"

    def test_as_large_as_allowed(self, backend: Backend) -> None:
        backend.set("item-000", "x" * ITEM_LIMIT)
        assert backend.get("item-000") == "x" * ITEM_LIMIT

    def test_tells_what_it_is(self, backend: Backend) -> None:
        assert backend.info().kind in ("memory", "keyring", "file")


class TestMemory(BackendContract):
    @pytest.fixture
    def backend(self, tmp_path: Path) -> Backend:
        return MemoryBackend()


class TestFiles(BackendContract):
    @pytest.fixture
    def backend(self, tmp_path: Path) -> Backend:
        return FileBackend(tmp_path / "insecure")

    def test_only_the_owner_can_read(self, backend: Backend, tmp_path: Path) -> None:
        backend.set("item-000", "one")
        assert (tmp_path / "insecure").stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "insecure" / "item-000").stat().st_mode & 0o777 == 0o600


@pytest.fixture
def fake_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring.core

    from tests.stores.keyrings import Good

    folder = tmp_path / "keyring"
    folder.mkdir()
    monkeypatch.setenv("WXAUTH_TEST_KEYRING", str(folder))
    monkeypatch.setattr(keyring.core, "_keyring_backend", Good())


@pytest.mark.usefixtures("fake_keyring")
class TestKeyring(BackendContract):
    @pytest.fixture
    def backend(self, tmp_path: Path) -> Backend:
        return KeyringBackend("wxauth-test")

    def test_too_large_is_refused_before_the_keyring_sees_it(self, backend: Backend) -> None:
        with pytest.raises(StoreError) as caught:
            backend.set("item-000", "\U0001f511" * (ITEM_LIMIT // 2) + "x")
        assert caught.value.code == "keyring-oversize"
        assert caught.value.params["units"] == ITEM_LIMIT + 1

    def test_services_are_apart(self, backend: Backend) -> None:
        backend.set("item-000", "one")
        assert KeyringBackend("wxauth-other").get("item-000") is None

    def test_a_hanging_call_is_given_up_and_not_tried_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import keyring.core

        from tests.stores.keyrings import HangsOnGet

        monkeypatch.setattr(keyring.core, "_keyring_backend", HangsOnGet())
        backend = KeyringBackend("wxauth-test", call_limit_s=0.2)
        for _ in range(2):
            with pytest.raises(StoreError) as caught:
                backend.get("item-000")
            assert caught.value.code == "keyring-timeout"
        hanging = [thread for thread in threading.enumerate() if thread.name == "keyring"]
        assert all(thread.daemon for thread in hanging)

    def test_slow_because_the_machine_is_crowded_is_not_hanging(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import time

        import keyring.core

        from tests.stores.keyrings import Good

        class Computes(Good):
            def get_password(self, service: str, username: str) -> str | None:
                end = time.monotonic() + 0.8
                while time.monotonic() < end:
                    pass
                return "at last"

        monkeypatch.setattr(keyring.core, "_keyring_backend", Computes())
        assert KeyringBackend("wxauth-test", call_limit_s=0.2).get("item-000") == "at last"

    def test_a_keyring_found_once_is_kept(self, backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
        import keyring

        calls = []
        found = keyring.get_keyring
        monkeypatch.setattr(keyring, "get_keyring", lambda: (calls.append(1), found())[1])
        for number in range(5):
            backend.set(f"item-00{number}", "x")
        assert len(calls) == 1


def test_utf16_units_count_astral_characters_twice() -> None:
    assert utf16_units("a密\U0001f511") == 4


def test_code_of_a_keyring_never_comes_from_the_current_folder(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    (machine.folder / "cwd" / "planted.py").write_text("open('ran', 'w').close()")
    done = machine.run(
        "profile", "add", "dev", APPID, "--secret-file", "-", stdin=SECRET, env={"PYTHON_KEYRING_BACKEND": "planted.K"}
    )
    assert done.exit_code == 6
    assert "[keyring-broken]" in done.stderr
    assert not (machine.folder / "cwd" / "ran").exists()


FAULTY = {
    "keyring.backends.fail.Keyring": "keyring-unavailable",
    "keyring.backends.null.Keyring": "keyring-null",
    "no.such.module.Keyring": "keyring-broken",
    "tests.stores.keyrings.NoSuchClass": "keyring-broken",
    "tests.stores.keyrings.HangsOnGet": "keyring-timeout",
    "tests.stores.keyrings.HangsOnSet": "keyring-timeout",
    "tests.stores.keyrings.HangsOnDelete": "keyring-timeout",
    "tests.stores.keyrings.HangsInPriority": "keyring-timeout",
    "tests.stores.keyrings.HangsAtImport": "keyring-timeout",
    "tests.stores.keyrings.Locked": "keyring-locked",
    "tests.stores.keyrings.Dismissed": "keyring-denied",
    "tests.stores.keyrings.Denied": "keyring-denied",
    "tests.stores.keyrings.Fails": "keyring-failed",
    "tests.stores.keyrings.Forgets": "keyring-not-stored",
    "tests.stores.keyrings.Truncates": "keyring-truncates",
    "tests.stores.keyrings.TooSmall": "keyring-oversize",
    "tests.stores.keyrings.OthersEntry": "keyring-altered",
    "tests.stores.keyrings.Undeletable": "keyring-not-deleted",
    "tests.stores.keyrings.PlaintextKeyring": "keyring-plaintext",
}


@pytest.mark.parametrize("name", FAULTY, ids=lambda name: name.rpartition(".")[2] or name)
def test_a_faulty_keyring_is_named_in_time_and_leaves_nothing_in_clear(tmp_path: Path, name: str) -> None:
    machine = Machine(tmp_path, keyring=name)
    done = machine.run("profile", "add", "dev", APPID, "--secret-file", "-", stdin=SECRET)
    assert done.exit_code == 6, done.stderr
    assert f"[{FAULTY[name]}]" in done.stderr
    assert "hint: " in done.stderr
    assert done.took_s < 5
    assert SECRET not in done.stdout + done.stderr
    assert machine.files_with(SECRET) == []
    assert not (machine.home / "config" / "profiles.toml").exists()


def test_process_with_a_hanging_keyring_really_ends(tmp_path: Path) -> None:
    machine = Machine(tmp_path, keyring="tests.stores.keyrings.HangsOnSet")
    process = machine.start("profile", "add", "dev", APPID, "--secret-file", "-")
    process.communicate(SECRET, timeout=10)
    assert process.returncode == 6


def test_interpreter_can_end_beside_a_hanging_call(tmp_path: Path) -> None:
    """Without the quick end of the command line too: the thread is a daemon."""
    code = (
        "from wxauth_cli.stores.keyring_backend import KeyringBackend\n"
        "from wxauth_cli.core.errors import StoreError\n"
        "try: KeyringBackend('t', call_limit_s=0.3).get('x')\n"
        "except StoreError as exc: print(exc.code)\n"
    )
    machine = Machine(tmp_path, keyring="tests.stores.keyrings.HangsOnGet")
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=machine.env(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=10,
        check=True,
    )
    assert done.stdout.strip() == "keyring-timeout"


NEEDS_KEYRING = [
    ("profile", "show"),
    ("profile", "remove", "dev"),
    ("profile", "add", "two", APPID, "--secret-file", "-"),
    ("access-token", "get"),
    ("access-token", "check"),
    ("session", "show", "o-user"),
    ("session", "forget", "o-user"),
    ("purge",),
]
NEEDS_NONE = [("profile", "list"), ("profile", "use", "dev"), ("access-token", "show"), ("session", "list")]


@pytest.fixture
def used(tmp_path: Path) -> Machine:
    """A machine on which a profile, a token and a session were stored while its keyring was good."""
    machine = Machine(tmp_path)
    code = (
        "import os\n"
        "from wxauth_cli.actions.context import Paths, SystemClock\n"
        "from wxauth_cli.core.secret import Secret\n"
        "from wxauth_cli.stores import CachedToken, Stores\n"
        "stores = Stores(Paths.of(os.environ), os.environ, SystemClock())\n"
        f"stores.profiles.add('dev', '{APPID}', Secret('{SECRET}'), api_base='http://127.0.0.1:9')\n"
        f"stores.sessions.put('{APPID}', 'o-user', Secret('{SECRET}'))\n"
        "now = SystemClock().now()\n"
        f"token = CachedToken('{APPID}', 'http://127.0.0.1:9', Secret('{SECRET}'), 'stable', now, now + 7200)\n"
        "stores.tokens.put(token)\n"
    )
    subprocess.run([sys.executable, "-c", code], env=machine.env(), cwd=tmp_path, timeout=30, check=True)
    return machine


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        *((argv, name) for argv in NEEDS_KEYRING for name in ("Locked", "OthersEntry")),
        (("access-token", "get"), "HangsOnGet"),
        (("purge",), "HangsOnDelete"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_commands_with_a_keyring_that_went_bad(used: Machine, argv: tuple[str, ...], name: str) -> None:
    used.keyring = f"tests.stores.keyrings.{name}"
    done = used.run(*argv, stdin=SECRET)
    if name == "OthersEntry":
        # Every item is somebody else's text: nothing of ours is found, and nothing of it is shown.
        assert done.exit_code in (0, 3, 6), done.stderr
    else:
        assert done.exit_code == 6, done.stderr
        assert f"[{FAULTY[used.keyring]}]" in done.stderr
    assert done.took_s < 5
    assert "Traceback" not in done.stderr
    assert "somebody else" not in done.stdout + done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert used.files_with(SECRET) == []


@pytest.mark.parametrize("argv", NEEDS_NONE, ids=" ".join)
def test_commands_that_need_no_secret_ask_no_keyring(used: Machine, argv: tuple[str, ...]) -> None:
    used.keyring = "tests.stores.keyrings.HangsAtImport"
    done = used.run(*argv)
    assert done.exit_code == 0, done.stderr
    assert done.took_s < 3


def test_purge_with_a_good_keyring_leaves_it_empty(used: Machine) -> None:
    assert len(list((used.folder / "keyring").iterdir())) == 3
    assert used.run("purge").exit_code == 0
    assert list((used.folder / "keyring").iterdir()) == []
