"""A free loopback port to serve on."""

import socket


def listen() -> socket.socket:
    """Return a listening socket on a free port, whose answers leave at once.

    asyncio does that only for sockets it makes itself; without it each answer waits 40 ms.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
