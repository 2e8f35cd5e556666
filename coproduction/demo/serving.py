"""How granian serves the app: in the demo, in tests, in the bench; and live, where README.md says the same words."""

HOST = "127.0.0.1"


def serve(port):
    yield from ("--interface", "wsgi", "--host", HOST, "--port", str(port), "--no-ws")
    yield from ("--workers", "2", "--blocking-threads", "4", "--log-level", "warning")
    yield "coproduction.wsgi:application"
