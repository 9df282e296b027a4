import socket
import sys

import pytest

from ketaref import screen

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these systems always have a screen")


@pytest.fixture
def x11(tmp_path, monkeypatch):
    """A folder where X servers of this test listen."""
    monkeypatch.setattr(screen, "_X11", str(tmp_path / "X"))
    monkeypatch.setattr(screen, "_FIRST_TCP_PORT", 1)  # nobody listens at 1 and the ports after it
    return tmp_path


@pytest.fixture
def listening():
    """`listening(family, address)` -> an address where somebody answers."""
    made = []

    def listen(family, address):
        server = socket.socket(family, socket.SOCK_STREAM)
        made.append(server)
        server.bind(address)
        server.listen()
        return server.getsockname()

    yield listen
    for server in made:
        server.close()


@pytest.mark.parametrize("display", [":7", ":7.0", "unix:7", "localhost:7", "nonsense", ""])
def test_screen_where_nobody_listens_is_dead(x11, display):
    assert screen.is_dead(display)


def test_socket_that_a_server_left_behind_is_dead(x11, listening):
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(str(x11 / "X7"))
    server.close()
    assert screen.is_dead(":7")


@pytest.mark.parametrize("prefix", ["", "\0"])
def test_server_that_listens_is_found(x11, listening, prefix):
    listening(socket.AF_UNIX, f"{prefix}{x11 / 'X7'}")
    assert not screen.is_dead(":7")


def test_screen_forwarded_to_this_machine_is_found(x11, listening, monkeypatch):
    _, port = listening(socket.AF_INET, ("127.0.0.1", 0))
    monkeypatch.setattr(screen, "_FIRST_TCP_PORT", port - 10)
    assert not screen.is_dead("localhost:10.0")


@pytest.mark.parametrize("display", ["elsewhere:0", ":x", "/private/launch:0", "[::1]:0"])
def test_what_cannot_be_told_is_left_to_qt(x11, display):
    assert not screen.is_dead(display)


def test_no_screen_at_all_is_dead():
    assert screen.is_dead("")
