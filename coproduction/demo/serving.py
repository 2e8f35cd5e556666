"""How granian serves the app: in the demo, in tests, in the bench; and live, where README.md says the same words."""

HOST = "127.0.0.1"


def serve(port):
    """Two threads: while one waits for the database the other works. More of them in one process work no faster, and
    each holds a connection and what that has read in memory.
    """
    yield from ("--interface", "wsgi", "--host", HOST, "--port", str(port), "--no-ws")
    yield from ("--workers", "2", "--blocking-threads", "2", "--log-level", "warning")
    yield "coproduction.wsgi:application"
