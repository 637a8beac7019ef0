"""How many simple requests a second the sandbox answers on one core.

The server runs as a process of its own, on one core by its nature; this process is the load: a few
keep-alive connections, raw sockets, no client library in the way.

    python benchmarks/sandbox_rate.py [--seconds 3] [--minimum 1500]
"""

from __future__ import annotations

import argparse
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from assay.run.embedded import embedded
from contracts import load

CONNECTIONS = 4
MINIMUM = 1500


def request(method: str, path: str, key: str, body: str = "") -> bytes:
    """Return the bytes of one request."""
    lines = [
        f"{method} {path} HTTP/1.1", "Host: sandbox", f"Authorization: Bearer {key}",
        "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
    ]  # fmt: skip
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def answer(connection: socket.socket) -> bytes:
    """Read one response with a Content-Length; return its status line."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, rest = data.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    while len(rest) < length:
        rest += connection.recv(65536)
    return head.partition(b"\r\n")[0]


def press(address: tuple[str, int], data: bytes, seconds: float) -> tuple[int, int]:
    """Send one request over and over for some seconds; return how many, and how many failed."""
    done = [0] * CONNECTIONS
    failed = [0] * CONNECTIONS
    end = time.perf_counter() + seconds

    def work(number: int) -> None:
        with socket.create_connection(address) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while time.perf_counter() < end:
                connection.sendall(data)
                failed[number] += b" 200 " not in answer(connection)
                done[number] += 1

    threads = [threading.Thread(target=work, args=(n,)) for n in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done), sum(failed)


def measure(seconds: float, show: Callable[[str], None] = print) -> float:
    """Return the lowest rate of the simple requests, in requests a second."""
    rates = []
    with embedded(load()) as (config, keys):
        if hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > 1:
            os.sched_setaffinity(0, {1})  # the load stays off the other core
        parts = urlsplit(str(config.base_url))
        address = (str(parts.hostname), int(parts.port or 80))
        intent = "amount=2000&currency=usd"
        simple = {
            "retrieve": request("GET", "/v1/payment_intents/search?query=amount:1", keys.secret),
            "list": request("GET", "/v1/issuing/cardholders?limit=3", keys.secret),
            "create": request("POST", "/v1/payment_intents", keys.secret, intent),
        }  # fmt: skip
        for name, data in simple.items():
            press(address, data, 0.3)
            count, failed = press(address, data, seconds)
            rates.append(count / seconds)
            show(f"{name:>9}: {count / seconds:7.0f} requests a second, {failed} failed")
    return min(rates)


def main() -> int:
    """Measure and compare with the minimum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--minimum", type=float, default=MINIMUM)
    options = parser.parse_args()
    rate = measure(options.seconds)
    print(f"  minimum: {options.minimum:.0f}, found {rate:.0f}")
    return 0 if rate >= options.minimum else 1


if __name__ == "__main__":
    sys.exit(main())
