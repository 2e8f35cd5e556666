"""Where a Chromium is: one that is installed, else Playwright's own, else Debian's package."""

import os
import shutil
import subprocess
import sys

# The shell draws the same pages without the window round them, in two thirds of the time.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def installed():
    """The path of a Chromium on this machine, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None) or playwrights_own()


def playwrights_own():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def find_or_install():
    return installed() or from_playwright() or from_debian()


def from_playwright():
    """With the libraries it needs, where there is the right to install them."""
    command = [sys.executable, "-m", "playwright", "install", *(["--with-deps"] if can_apt() else []), "chromium"]
    return playwrights_own() if subprocess.run(command).returncode == 0 else None


def from_debian():
    if not can_apt():
        sys.exit("The tests need a browser. Install Chromium or Chrome, then start them again.")
    subprocess.run(["apt-get", "update", "-qq"], check=True)
    for name in (SHELL, "chromium"):
        if apt_installs(name):
            return shutil.which(name)
    return sys.exit("Debian's packages hold no Chromium. Install one, then start the tests again.")


def apt_installs(name):
    """Whether it could."""
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", name]
    return subprocess.run(command, env=quietly, stdout=subprocess.DEVNULL).returncode == 0


def can_apt():
    return bool(shutil.which("apt-get")) and os.geteuid() == 0
