"""What no browser sends by itself: odd values, headers and bodies, to be sent to every route."""

from urllib.parse import urlencode

# In a field, in a query parameter, or in place of an id.
VALUES = (
    "", "²", "१२", "-1", "32768", "2147483648", "99999999999999999999", "9" * 5000, "1e9", "NaN", "21,474,836.48",
    "0", "false", "a\x00b", "\x00", "\ufffd\u202e\U0001f600", "0000-00-00", "31/12/99999", "99:99", "x" * 20_000,
    "00000000-0000-0000-0000-00000000000", "{}[]'\";--%s %(a)s", '{"id": "\\ud800"}', "\r\nSet-Cookie: a=b", "//[bad",
)  # fmt: skip
# In what says how many rows a form has, and in its own token. None leaves it out.
COUNTS = ("", "abc", "-1", "²", "1001", "99999999999", "a\x00b", None)
TOKENS = ("", "abc", "\x00", "x" * 20_000, "²", "00000000-0000-0000-0000-000000000000", None)
BY_HTMX = {"HX-Request": "true", "HX-Target": "list"}
AUTO = {f"{name}-URI-AutoEncoded": "true" for name in ("HX-Current-URL", "HX-Target", "HX-Trigger", "Triggering-Event")}
HEADERS = (
    BY_HTMX | {"HX-Current-URL": "http://[bad"},
    BY_HTMX | {"HX-Current-URL": "http%3A//%5Bbad", **AUTO},
    BY_HTMX | {"HX-Current-URL": "http://a:port/%ff", **AUTO},
    BY_HTMX | {"HX-Current-URL": "%5B%00", "HX-Target": "²", **AUTO},
    BY_HTMX | {"HX-Target": "a" * 5000, "HX-Trigger": "\x7f", "HX-Prompt": "%", "HX-Boosted": "x"},
    BY_HTMX | {"HX-Target": "../base", "Triggering-Event": "{", **AUTO},
    {"Referer": "http://[bad"},
    {"Referer": "https://testserver/looks/?next=//[bad"},
    {"Origin": "https://[bad"},
    {"Origin": "null"},
    {"Host": "[bad"},
    {"Host": "a b"},
    {"Host": "testserver:99999999"},
    {"Cookie": "s=; c=;;=; __Host-s=\xff; __Host-c=x"},
    {"Cookie": "__Host-s=" + "²" * 50},
    {"Cookie": "__Host-s=" + "a" * 5000 + "; messages=x; sessionid=x"},
    {"Accept": "application/json;q=x,*/*"},
    {"Accept-Language": "xx-%%;q=²,en"},
    {"Accept-Encoding": ";q=-1"},
    {"Range": "bytes=-²-", "If-Range": "x"},
    {"If-Modified-Since": "Thu, 99 Foo 99999 99:99:99 GMT", "If-None-Match": '"'},
    {"User-Agent": "\xff²" * 200},
    {"X-Forwarded-For": "²,[bad,,", "X-Forwarded-Proto": "gopher", "X-Forwarded-Host": "[bad"},
    {"X-CSRFToken": "²" * 32},
    {"Date": "no day", "Content-Language": "²"},
    {"Content-Length": "abc"},
    {"Content-Length": "-5"},
    {"Content-Length": "²"},
    {"Content-Length": "99999999999"},
    {"Content-Encoding": "nonsense", "Transfer-Encoding": "²"},
)
CHARSETS = (
    "utf-16", "utf-32", "utf-7", "idna", "punycode", "nonsense", "base64", "hex", "rot13", "undefined",
    '"utf-8', '""', "", "'", "utf-8; charset=utf-16", "latin-1", "unicode_escape", "x" * 5000,
)  # fmt: skip
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=b"
A_PART = b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
END = b"--b--\r\n"
WHOLE = A_PART % (b"token", b"", b"abc") + A_PART % (b"words", b"", b"Some words.")
BODIES = (
    (PARTS, b""),
    (PARTS, WHOLE),
    (PARTS, WHOLE[:-20]),
    (PARTS, b"--b\r\n"),
    (PARTS, b'--b\r\nContent-Disposition: form-data; name="words\r\n\r\n'),
    (PARTS, b"--b\r\nContent-Disposition: form-data\r\n\r\na\r\n" + END),
    (PARTS, A_PART % (b"w", b"\r\nContent-Transfer-Encoding: base64", b"\xff=") + END),
    (PARTS, A_PART % (b"w", b'; filename="\x00/../a"', b"a") + END),
    (PARTS, A_PART % (b"w", b"; name*=utf-9''%ff", b"a") + END),
    (PARTS, b"".join(A_PART % (b"f", b'; filename="a"', b"a") for _ in range(7)) + END),
    ("multipart/form-data", WHOLE),
    ("multipart/form-data; boundary=" + "b" * 300, WHOLE),
    ("multipart/form-data; boundary=\xff", WHOLE),
    ("application/json", b'{"token": "\\ud800"'),
    ("nonsense/²;;=;", WHOLE),
    (FORM, "&".join(f"a{number}=b" for number in range(2100)).encode()),
    (FORM, b"%=%&&&=&token=%00&\xff\xfe=%ff%fe&%u0000;"),
    (FORM, b"token=" + b"x" * (5 * 2**20 + 1)),
    *((f"{FORM}; charset={charset}", b"token=abc&words=a") for charset in CHARSETS),
    *((f"{PARTS}; charset={charset}", WHOLE + END) for charset in CHARSETS),
)
QUERIES = (
    "%", "%00=%00", "=&=&&", "a=%ff%fe", "page=1&page=%C2%B2", "next=//%5Bbad", "next=/%0d%0aa", ";" * 50,
    "&".join(f"a{number}=b" for number in range(2100)),
)  # fmt: skip
# All that some page takes from its address, and from forms beside their own fields: each is tried everywhere.
IN_ADDRESSES = (
    "page", "next", "stage", "state", "project", "who", "kind", "later", "quarter", "principle", "since", "until", "q",
)  # fmt: skip
IN_FORMS = (
    "place", "next", "action", "answer", "at", "says", "who", "session", "size", "contrast", "code", "credential",
    "token", "look", "skip", "where",
)  # fmt: skip


def queries():
    yield from QUERIES
    for name in IN_ADDRESSES:
        for value in VALUES:
            yield urlencode({name: value[:2000]})


def mutations(data):
    """What is sent in place of `data`, {name: values}: one field at a time is odd; then all are, or none is there."""
    data = {**{name: [""] for name in IN_FORMS}, **data}
    for name in data:
        kind = name.rpartition("-")[2]
        for value in TOKENS if kind == "token" else COUNTS if kind.endswith("_FORMS") else VALUES:
            yield {**data, name: [] if value is None else [value]}
        yield {**data, name: [*data[name], "x", "²"]}
    for value in VALUES:
        yield {name: kept if name == "token" else [value] for name, kept in data.items()}
    yield {}
