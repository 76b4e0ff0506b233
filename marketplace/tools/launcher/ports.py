"""Free TCP ports on this machine's own address."""

import secrets
import socket

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """Whether a server could listen on the port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A free port below the range from which the kernel takes the ports of outgoing connections."""
    candidates = (20_000 + secrets.randbelow(12_000) for _ in range(1000))
    return next(port for port in candidates if is_free(port))
