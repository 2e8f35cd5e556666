"""Pictures of the main pages, on a phone and on a desk, light and dark: `make pictures`.

Starts the demo on a free port with a data folder of its own. They land in build/pictures/, six in docs/pictures/.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from .browser import find_or_install

ROOT = Path(__file__).resolve().parent.parent
BUILD, KEPT = ROOT / "build" / "pictures", ROOT / "docs" / "pictures"
WIDTHS, SCHEMES = (390, 1280), ("light", "dark")
# A picture's name, whose eyes it is seen through, and the way there: a path, then what is pressed.
PAGES = (
    ("home", None, "/"),
    ("sign-in", None, "/accounts/sign-in/"),
    ("principles", None, "/principles/"),
    ("how-we-keep-you-safe", None, "/safety/"),
    ("accessibility", None, "/accessibility/"),
    ("gallery", None, "/gallery/"),
    ("today", "cora", "/today/"),
    ("projects", "cora", "/projects/"),
    ("plan-a-project", "cora", "/projects/new/"),
    ("project", "cora", "/projects/", "Drop-in redesign"),
    ("stages", "cora", "/projects/", "Drop-in redesign", "Stages"),
    ("stage", "cora", "/projects/", "Drop-in redesign", "Stages", "People and briefings"),
    ("people-of-a-project", "cora", "/projects/", "Drop-in redesign", "People"),
    ("team", "cora", "/projects/", "Drop-in redesign", "Team"),
    ("sessions", "cora", "/projects/", "Drop-in redesign", "Sessions"),
    ("plan-a-session", "cora", "/projects/", "Drop-in redesign", "Sessions", "Plan a session"),
    ("log-a-session", "cora", "/projects/", "Hostel food", "Sessions", "Log it"),
    ("updates", "cora", "/projects/", "Drop-in redesign", "Updates"),
    ("tell-people", "cora", "/projects/", "Drop-in redesign", "Tell people"),
    ("decisions", "cora", "/projects/", "Drop-in redesign", "Decisions"),
    ("money-of-a-project", "cora", "/projects/", "Drop-in redesign", "Money"),
    ("people", "cora", "/people/"),
    ("welcome-a-person", "cora", "/people/", "Welcome someone"),
    ("person", "cora", "/people/", "Asha"),
    ("what-each-role-can-do", "cora", "/roles/"),
    ("dashboard", "mina", "/dashboard/"),
    ("principle", "mina", "/projects/", "Drop-in redesign", "Resources"),
    ("finding", "mina", "/projects/", "Drop-in redesign", "Resources", "behind: "),
    ("owed", "mina", "/dashboard/", "owed"),
    ("principles-of-a-project", "mina", "/projects/", "Drop-in redesign", "Principles"),
    ("organisation", "mina", "/organisation/"),
    ("invite-someone", "mina", "/organisation/", "Invite someone"),
    ("settings", "mina", "/organisation/", "Change the settings"),
    ("money", "fin", "/money/"),
    ("my-page", "asha", "/me/"),
    ("my-news", "asha", "/me/news/"),
    ("my-news-item", "asha", "/me/news/", "Drop-in redesign"),
    ("my-money", "asha", "/me/money/"),
    ("my-payment", "asha", "/me/money/", "£62.50"),
    ("my-sessions", "asha", "/me/sessions/"),
    ("my-choices", "asha", "/me/choices/"),
    ("six-questions", "asha", "/me/", "Six short questions"),
    ("how-we-work", "asha", "/me/", "How we work together"),
    ("say", "asha", "/me/say/"),
    ("what-we-keep", "asha", "/me/data/"),
    ("text-size", "asha", "/looks/"),
)
# For the README: the picture, its width, and how much of its height.
CHOSEN = {
    ("dashboard", 1280): 1500,
    ("today", 1280): 1250,
    ("project", 1280): 1250,
    ("log-a-session", 1280): 1250,
    ("my-page", 390): 844,
    ("my-payment", 390): 844,
}


def main():
    for folder in (BUILD, KEPT):
        folder.mkdir(parents=True, exist_ok=True)
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_or_install(), args=["--no-sandbox"])
        for width in WIDTHS:
            take(browser, address, width)
        browser.close()
    print(f"Pictures are in {BUILD.relative_to(ROOT)}, and {len(CHOSEN)} of them in {KEPT.relative_to(ROOT)}.")


@contextlib.contextmanager
def demo():
    """The made-up people's house, for as long as pictures are taken; yields its address."""
    with tempfile.TemporaryDirectory(prefix="coproduction-pictures-") as folder:
        port = free_port()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("COPRODUCTION_")}
        environment |= {"COPRODUCTION_DEMO": "1", "COPRODUCTION_DATA": folder}
        command = [sys.executable, "manage.py", "start_demo", "--port", str(port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        server = subprocess.Popen(command, cwd=ROOT, env=environment, **quiet)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/healthz", server)
            yield address
        finally:
            server.terminate()
            server.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, server, seconds=90):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.poll() is not None:
            sys.exit("The demo did not start.")
        with contextlib.suppress(urllib.error.URLError):
            urllib.request.urlopen(address, timeout=5)
            return
        time.sleep(0.3)
    sys.exit(f"The demo did not answer within {seconds} seconds.")


def take(browser, address, width):
    view = {"viewport": {"width": width, "height": 900}, "locale": "en-GB", "reduced_motion": "reduce"}
    for who in dict.fromkeys(page[1] for page in PAGES):
        context = browser.new_context(**view)
        context.set_default_timeout(10_000)
        page = context.new_page()
        if who:
            page.goto(f"{address}/accounts/sign-in/")
            page.locator("form", has=page.locator(f"input[name=who][value={who}]")).get_by_role("button").click()
        for name, whose, path, *presses in PAGES:
            if whose == who:
                go(page, name, address + path, presses)
                keep(page, name, width)
        context.close()


def go(page, name, address, presses):
    answer = page.goto(address)
    if answer.status != 200:
        sys.exit(f"No picture of {name}: {address} answered {answer.status}.")
    for words in presses:
        # The whole of what a link says, or else a part of it.
        exact, in_part = (page.locator("main").get_by_role("link", name=words, exact=exact) for exact in (True, False))
        (exact if exact.count() else in_part).first.click()
        page.wait_for_load_state()


def keep(page, name, width):
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=BUILD / f"{name}-{width}-{scheme}.png", full_page=True)
    if height := CHOSEN.get((name, width)):
        page.emulate_media(color_scheme="light")
        tall = page.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, tall)}
        page.screenshot(path=KEPT / f"{name}.png", full_page=True, clip=clip)


if __name__ == "__main__":
    shutil.rmtree(BUILD, ignore_errors=True)
    main()
