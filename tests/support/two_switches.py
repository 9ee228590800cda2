# SPDX-License-Identifier: Apache-2.0
"""Somebody with two switches: a kiosk whose tap() presses Space ("next") and Enter ("choose") only.

    journey.sign_up(TwoSwitches(kiosk), "household", journey.YONAS, by_keys=("name", ...))

Looks at nothing but what has the frame on the screen. typing by type() is not theirs.
"""


class TwoSwitches:
    def __init__(self, kiosk):
        self._kiosk = kiosk
        self.presses = 0

    def __getattr__(self, name):
        return getattr(self._kiosk, name)

    def type(self, text):
        raise AssertionError("two switches have no letters")

    def pointer(self, *arguments):
        raise AssertionError("two switches have no finger")

    def tap(self, *ids, hold_ms=0):
        for node_id in ids:
            if hold_ms:  # a switch cannot be held: the key beside the space bar does it
                self.tap("key.more")
            self._choose(node_id)

    def _choose(self, node_id):
        for _ in range(150):
            nodes = self._kiosk.do("nodes")["nodes"]
            framed = [node["id"] for node in nodes if node["focused"]]
            here = node_id in framed
            self._kiosk.key("enter" if here else "space")
            self._kiosk.wait_idle()
            self.presses += 1
            if here and len(framed) == 1:
                return
        raise AssertionError(f"{node_id} never had its turn on {self._kiosk.screen()}")
