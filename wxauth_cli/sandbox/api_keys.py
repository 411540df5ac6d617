"""The keys of API signing and encryption: one symmetric, the developer's pair, and the platform's pair."""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from wxauth_cli.core.api_security import SM4_KEY_BYTES
from wxauth_cli.sandbox.dice import Dice

_PRIME_BITS = 1024
_EXPONENT = 65537
_ROUNDS = 20
"""Of Miller–Rabin. Random numbers of this size are composite after five with less than 2**-100 already."""


@dataclass(frozen=True)
class ApiKeys:
    """What the console shows under "API 安全", and the platform's half that it does not show. All synthetic."""

    sym_key: str
    """Base64 of 32 bytes, or of 16 where the app has chosen SM4_GCM."""
    sym_sn: str
    private_key_pem: str
    """The developer's; PKCS#1, as the console hands it out."""
    public_key_pem: str
    sn: str
    platform_private_key_pem: str
    platform_public_key_pem: str
    platform_sn: str

    def shown(self) -> dict[str, object]:
        """What the developer gets."""
        hidden = ("public_key_pem", "platform_private_key_pem")
        return {name: value for name, value in vars(self).items() if name not in hidden}


class ApiCipher(str, Enum):
    """What bodies are encrypted with; the console offers both."""

    AES = "AES256_GCM"
    SM4 = "SM4_GCM"


def make_keys(appid: str, dice: Dice, cipher: ApiCipher = ApiCipher.AES) -> ApiKeys:
    """The keys of an app: always the same ones for a seed, so a test's fixtures may hold them.

    Signatures are RSAwithSHA256 with either cipher: the console offers SM2withSM3 too, which no library of ours has.
    """
    own, platform = (_pair(dice.stable("rsa", appid, whose, length=43)) for whose in ("developer", "platform"))
    numbers = (dice.stable_hex("number", appid, of) for of in ("symmetric", "developer", "platform"))
    sym_sn, sn, platform_sn = numbers
    symmetric = bytes.fromhex(dice.stable_hex("sym", appid) + dice.stable_hex("metric", appid))
    sym_key = base64.b64encode(symmetric if cipher is ApiCipher.AES else symmetric[:SM4_KEY_BYTES])
    return ApiKeys(sym_key.decode(), sym_sn, own[0], own[1], sn, platform[0], platform[1], platform_sn)


@dataclass(frozen=True)
class Certificate:
    """The platform's half that follows the present one."""

    private_key_pem: str
    public_key_pem: str
    sn: str


def following(appid: str, dice: Dice) -> Certificate:
    """What takes the place of the platform's certificate when that is exchanged; always the same one for a seed."""
    private, public = _pair(dice.stable("rsa", appid, "platform, following", length=43))
    return Certificate(private, public, dice.stable_hex("number", appid, "platform, following"))


@lru_cache(maxsize=64)
def _pair(seed: str) -> tuple[str, str]:
    """An RSA pair of 2048 bits, PEM, that depends on the seed only; it takes about half a second."""
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    # Keys of an emulator: that they can be repeated is the point.
    numbers = random.Random(seed)  # noqa: S311
    p, q = _prime(numbers), _prime(numbers)
    d = pow(_EXPONENT, -1, (p - 1) * (q - 1))
    key = rsa.RSAPrivateNumbers(
        p,
        q,
        d,
        rsa.rsa_crt_dmp1(d, p),
        rsa.rsa_crt_dmq1(d, q),
        rsa.rsa_crt_iqmp(p, q),
        rsa.RSAPublicNumbers(_EXPONENT, p * q),
    ).private_key()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), public.decode()


def _prime(numbers: random.Random) -> int:
    """A prime whose two highest bits are set, so that a product of two has 2048 bits."""
    small = _small_primes()
    while True:
        number = numbers.getrandbits(_PRIME_BITS) | 3 << (_PRIME_BITS - 2) | 1
        if all(number % prime for prime in small) and (number - 1) % _EXPONENT and _probably_prime(number, numbers):
            return number


def _probably_prime(number: int, numbers: random.Random) -> bool:
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(_ROUNDS):
        power = pow(numbers.randrange(2, number - 1), odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True


@lru_cache(maxsize=1)
def _small_primes() -> tuple[int, ...]:
    limit = 5_000
    sieve = bytearray([1]) * limit
    for number in range(2, int(limit**0.5) + 1):
        if sieve[number]:
            sieve[number * number :: number] = bytes(len(range(number * number, limit, number)))
    return tuple(number for number in range(3, limit) if sieve[number])
