# SPDX-License-Identifier: Apache-2.0
"""People at the kiosk's screens with the secret of their receipt: for the tests."""
import journey
from house import wait_until


def town(house, *names):
    """A matcher, and kiosks that are enrolled."""
    matcher = house.matcher()
    matcher.start()
    kiosks = [house.kiosk(name.capitalize(), name) for name in names]
    for kiosk in kiosks:
        kiosk.enrol(matcher)
    return matcher, *kiosks


def come_back(kiosk, secret, language):
    """To the page that says where one stands; the answer may still be on its way."""
    journey.choose_language(kiosk, language)
    kiosk.tap("role.secret")
    kiosk.wait_screen("secret")
    kiosk.type(secret)
    kiosk.tap("secret.open")
    kiosk.wait_screen("standing")


def stands(kiosk, language, standing):
    title = journey.words(language, f"standing.{standing}.title")
    wait_until(f"the screen says {standing}",
               lambda: kiosk.nodes().get("standing.title", {}).get("label") == title, every=0.02)


def want(kiosk, wish):
    """Taps it once it can be had: not while the answer to the question before is awaited."""
    wait_until(f"{wish} can be asked", lambda: kiosk.has(f"wish.{wish}"), every=0.02)
    kiosk.tap(f"wish.{wish}")


def finish(kiosk):
    kiosk.advance(1)
    kiosk.tap("standing.finish")
    kiosk.wait_screen("first")
