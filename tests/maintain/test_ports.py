"""Ports and addresses."""

import socket

import pytest

from maintain.ports import PortBusy, answers, free_port, port_of, require_free


def test_a_busy_port_is_named_with_its_setting() -> None:
    """Whoever starts the service reads what to change, and nothing is started."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(PortBusy, match=rf"port {port} .*CHAT_PORT in \.env"):
            require_free("127.0.0.1", port, "CHAT_PORT")


def test_a_free_port_is_let_pass() -> None:
    """Looking must not take it."""
    port = free_port()

    require_free("127.0.0.1", port, "CHAT_PORT")
    require_free("127.0.0.1", port, "CHAT_PORT")


def test_the_port_of_an_address_is_read() -> None:
    """Rasa's port stands in RASA_URL only."""
    assert port_of("http://127.0.0.1:5005/webhooks") == 5005
    assert port_of("http://rasa") == 80


def test_where_nobody_listens_nothing_answers() -> None:
    """Waiting for a start begins with this."""
    assert answers(f"http://127.0.0.1:{free_port()}/", timeout=0.5) is False
