# SPDX-License-Identifier: Apache-2.0
"""Coming in to the office with a browser, and the pictures that ./run.sh --offscreen leaves of it."""
import pathlib
import re
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "integration" / "office"))
from browser import Browser  # noqa: E402
from office_client import code_of  # noqa: E402

PASSWORD = "fietsen langs het kanaal"


def accept_invitation(web, url, said):
    """Makes the account of the link in `said`, as who was invited does; what their codes are made of."""
    web.open(url + re.search(r"/invite/[0-9a-f]{64}", said).group(0))
    secret = web.run("return document.querySelector('.secret').textContent").replace(" ", "")
    web.type("#password", PASSWORD)
    web.type("#again", PASSWORD)
    web.type("#code", code_of(secret, -1))
    web.follow("main button")
    return secret


def own_button(web, selector):
    """One of what stands behind the account's name in the header."""
    web.click("button[popovertarget='who']")
    web.follow(selector)


def in_dutch(web):
    if not web.run("return document.documentElement.lang === 'nl'"):
        own_button(web, "button[name='language'][value='nl']")


def demo_pictures(home, matcher, label, folder):
    """Worklist, case and sheet at two widths; how many pictures. None where there is no Chromium."""
    if not shutil.which("chromedriver"):
        return 0
    said = (home.folder / "matcher.out.log").read_text(encoding="utf-8")
    url = [line for line in said.splitlines() if line.startswith("office ")][-1].split()[1]
    program = home.program("samen-matcher")
    invited = home.run(program, "office", "invite", "--data", matcher, "pictures", "--role", "coordinator")
    if invited.code != 0:  # the account is there from last time
        invited = home.run(program, "office", "reset", "--data", matcher, "pictures")
    taken = 0
    with Browser() as web:
        accept_invitation(web, url, invited.out)
        in_dutch(web)
        for name, path in (("worklist", "/"), ("case", f"/case/{label}"), ("sheet", f"/case/{label}/sheet")):
            web.open(url + path)
            for width in (1280, 390):
                taken += 1
                web.picture(str(pathlib.Path(folder) / f"office-{name}-{width}.png"), width)
    return taken
