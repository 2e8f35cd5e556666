import time

import pytest
from axe_playwright_python.sync_playwright import Axe


@pytest.mark.parametrize("scripts", [True, False])
def test_try(walks, cora, scripts):
    w = walks(320, scripts); w.page.set_default_timeout(5000)
    w.page.goto(w.address + "/accounts/sign-in/")
    print(w.page.url, w.context.cookies())
    w.page.get_by_label("Your phone number or email").fill("cora@example.org")
    w.page.get_by_role("button", name="Send me a code").click()
    print(w.page.url, w.page.evaluate("document.documentElement.scrollWidth"))
    for _ in range(3):
        t=time.time()
        try:
            r = Axe().run(w.page)
            print(r.violations_count, time.time()-t)
        except Exception as e:
            print("AXE", str(e)[:300], time.time()-t)
