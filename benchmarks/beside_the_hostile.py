"""How long one client of the sandbox waits while another does its worst, beside how long alone.

    python -m benchmarks.beside_the_hostile [--seconds 0.8] [--rounds 7] [--most 3] [NAME …]

The sandbox, each hostile client and the one that waits are processes of their own. The one that
waits creates payment intents one after the other; told are the means of what they take, alone and
beside, in alternating rounds, the longest that one took, and the median of the rounds' ratios:
what else the machine does weighs on both sides of a round alike.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import socket
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.synchronize import Event
from urllib.parse import urlsplit

from assay.run.embedded import embedded
from benchmarks.sandbox_rate import answer, request
from contracts import load

Address = tuple[str, int]
MOST = 3.0  # times as long as alone
_HEAD = b"GET /v1/payment_intents HTTP/1.1\r\nHost: a\r\n"


def email(key: str) -> bytes:
    """A megabyte of an e-mail address."""
    return request("POST", "/v1/issuing/cardholders", key, "email=a@" + "." * 1_000_000 + "@")


def digits(key: str) -> bytes:
    """An index of five thousand digits, two hundred times."""
    form = "&".join(f"payment_method_types[{'9' * 5_000}{n}]=card" for n in range(200))
    return request("POST", "/v1/payment_intents", key, f"amount=1&currency=usd&{form}")


def form(key: str) -> bytes:
    """Three megabytes of small pairs."""
    pairs = "&".join(f"metadata[{n}]=x" for n in range(180_000))
    return request("POST", "/v1/payment_intents", key, f"amount=1&currency=usd&{pairs}")


def nested_form(key: str) -> bytes:
    """Pairs whose names go down five thousand levels."""
    pairs = "&".join("a" + "[b]" * 5_000 for _ in range(60))
    return request("POST", "/v1/payment_intents", key, pairs)


def search(key: str) -> bytes:
    """A search of many words."""
    words = "%20AND%20".join("amount%3A1" for _ in range(1_000))
    return request("GET", f"/v1/payment_intents/search?query={words}", key)


def multipart(key: str) -> bytes:
    """A part within a part, a hundred levels, with a megabyte of text."""
    body = "".join(
        f"--B{n}\r\nContent-Type: multipart/mixed; boundary=B{n + 1}\r\n"
        f'Content-Disposition: form-data; name="a{n}"\r\n\r\n'
        for n in range(100)
    )
    data = request("POST", "/v1/files", key, body + "x" * 1_000_000)
    return data.replace(b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=B0")


def parts(key: str) -> bytes:
    """A megabyte of empty parts."""
    data = request("POST", "/v1/files", key, "--B\r\n" + "\r\n--B\r\n" * 150_000)
    return data.replace(b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=B")


ASKED: dict[str, Callable[[str], bytes]] = {
    each.__name__: each for each in (email, digits, form, nested_form, search, multipart, parts)
}


def asking(address: Address, data: bytes, over: Event) -> None:
    """Send one request over and over, whatever comes of it."""
    while not over.is_set():
        with contextlib.suppress(OSError, ValueError), socket.create_connection(address) as found:
            found.settimeout(30)
            while not over.is_set():
                found.sendall(data)
                answer(found)


def heads(address: Address, piece: bytes, over: Event) -> None:
    """Send heads that do not end, one after the other."""
    while not over.is_set():
        with contextlib.suppress(OSError), socket.create_connection(address) as found:
            found.settimeout(30)
            found.sendall(_HEAD)
            while not over.is_set():
                found.sendall(piece)


def unfinished(address: Address, _data: bytes, over: Event) -> None:
    """Begin two hundred heads, go on with each now and then, and begin others for those lost."""
    open_: list[socket.socket] = []
    while not over.is_set():
        while len(open_) < 200:
            with contextlib.suppress(OSError):
                open_.append(socket.create_connection(address))
                open_[-1].sendall(_HEAD)
        for one in list(open_):
            try:
                one.sendall(b"A: b\r\n")
            except OSError:
                open_.remove(one)
        over.wait(0.05)


def breaking(address: Address, data: bytes, over: Event) -> None:
    """Connect, say half a request, and leave."""
    while not over.is_set():
        with contextlib.suppress(OSError), socket.create_connection(address) as found:
            found.sendall(data[: len(data) // 2])


Client = Callable[[Address, bytes, Event], None]
ODDLY: dict[str, tuple[Client, bytes]] = {
    "headers": (heads, b"A: b\r\n" * 10_000),
    "long_headers": (heads, b"A: " + b"b" * 60_000 + b"\r\n"),
    "one_header": (heads, b"b" * 65_536),
    "unfinished": (unfinished, b""),
    "breaking": (breaking, request("POST", "/v1/payment_intents", "k", "a=b")),
}


def took(address: Address, key: str, seconds: float) -> list[float]:
    """Return how long each request of a client takes, for so many seconds."""
    found: list[float] = []
    data = request("POST", "/v1/payment_intents", key, "amount=2000&currency=usd")
    end = time.perf_counter() + seconds
    with socket.create_connection(address) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.perf_counter() < end:
            began = time.perf_counter()
            connection.sendall(data)
            answer(connection)
            found.append(time.perf_counter() - began)
    return found


@contextlib.contextmanager
def beside(client: Client, address: Address, data: bytes) -> Iterator[None]:
    """Let a hostile client do its worst until the block ends."""
    over = multiprocessing.Event()
    process = multiprocessing.Process(target=client, args=(address, data, over), daemon=True)
    process.start()
    time.sleep(0.5)
    try:
        yield
    finally:
        over.set()
        process.join(5)
        process.kill()


def measure(name: str, seconds: float, rounds: int) -> float:
    """Print and return how many times as long a client waits beside a hostile one."""
    alone: list[list[float]] = []
    hostile: list[list[float]] = []
    with embedded(load()) as (config, keys):
        parts = urlsplit(str(config.base_url))
        address = (str(parts.hostname), int(parts.port or 80))
        client, data = (asking, ASKED[name](keys.secret)) if name in ASKED else ODDLY[name]
        took(address, keys.secret, 0.3)
        for _ in range(rounds):
            alone.append(took(address, keys.secret, seconds))
            with beside(client, address, data):
                hostile.append(took(address, keys.secret, seconds))
    ratio = statistics.median(map(_ratio, hostile, alone))
    print(
        f"{name:>13}: {1000 * _mean(alone):.1f} ms alone, {1000 * _mean(hostile):.1f} ms beside it "
        f"(at most {1000 * max(map(max, hostile)):.0f}): {ratio:.1f} times",
        flush=True,
    )
    return ratio


def _ratio(hostile: list[float], alone: list[float]) -> float:
    return statistics.mean(hostile) / statistics.mean(alone)


def _mean(rounds: list[list[float]]) -> float:
    return statistics.mean(one for each in rounds for one in each)


def main() -> int:
    """Measure and compare with what another may have to wait."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=[*ASKED, *ODDLY])
    parser.add_argument("--seconds", type=float, default=0.8)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--most", type=float, default=MOST)
    options = parser.parse_args()
    found = [measure(name, options.seconds, options.rounds) for name in options.names]
    return 0 if max(found) <= options.most else 1


if __name__ == "__main__":
    sys.exit(main())
