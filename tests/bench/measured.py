"""What one answer cost, written on it: read by the bench alone."""

import time

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext


class Measured:
    """CPU of the thread that answers, in milliseconds; how many statements there were, and their time.

    Where the bench asks for it, each statement is written down, which itself costs; else CPU alone is measured.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "X-Bench-Statements" in request.headers:
            with CaptureQueriesContext(connection) as asked:
                answer = self.undone(request) if "X-Bench-Undo" in request.headers else self.get_response(request)
            answer["X-Bench-Statements"] = str(len(asked))
            answer["X-Bench-Sql"] = f"{1000 * sum(float(query['time']) for query in asked.captured_queries):.1f}"
            return answer
        began = time.thread_time()
        answer = self.undone(request) if "X-Bench-Undo" in request.headers else self.get_response(request)
        answer["X-Bench-Cpu"] = f"{1000 * (time.thread_time() - began):.3f}"
        return answer

    def undone(self, request):
        """What it wrote is not written: the same form can be sent again. Without the time to commit."""
        with transaction.atomic():
            answer = self.get_response(request)
            transaction.set_rollback(True)
        return answer
