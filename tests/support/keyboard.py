# SPDX-License-Identifier: Apache-2.0
"""Somebody at a browser without a mouse: Tab, Enter, Space, arrows and letters, nothing else.

    hand = Keyboard(web)
    hand.type("#password", "…")
    hand.press("main button")   # a link or a button, until the page behind it is there

Each stop on the way is looked at: what has the focus must be on the screen and show that it has it.
"""
import time

TAB, ENTER, SHIFT, RIGHT, CONTROL = "\ue004", "\ue007", "\ue008", "\ue014", "\ue009"
DOWN = "\ue015"
_MOST_STOPS = 120  # on one page
# What is wrong with where the focus is, or nothing; and whether it is what was meant.
_STOP = """
const wanted = arguments[0], at = document.activeElement;
if (!at || at === document.body) { window.samenLast = null; return ['', false]; }
const box = at.getBoundingClientRect(), look = getComputedStyle(at);
// A radio button or box that is drawn by its label shows the focus there.
const shown = [at, at.parentElement].some((one) => {
  const style = getComputedStyle(one);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
});
const name = at.tagName.toLowerCase() + (at.id ? '#' + at.id : '') + ' ' + (at.textContent || at.value || '').trim().slice(0, 30);
// The frame stands out from what is around it, three to one (WCAG 1.4.11).
const parts = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
const light = (c) => parts(c).slice(0, 3).map((v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4))
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
let around = at.parentElement;
while (around && parts(getComputedStyle(around).backgroundColor)[3] === 0) around = around.parentElement;
const framed = [at, at.parentElement].map((one) => getComputedStyle(one)).find((style) => style.outlineStyle !== 'none');
const pair = framed ? [light(framed.outlineColor), around ? light(getComputedStyle(around).backgroundColor) : 1] : [1, 0];
const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
const last = window.samenLast;
window.samenLast = at;
let wrong = '';
if (ratio < 3) wrong = name + ' shows the focus with ' + ratio.toFixed(1) + ' to 1';
else if (last && last !== at && last.isConnected && !(last.compareDocumentPosition(at) & 4))
  wrong = name + ' comes before ' + last.tagName + ' ' + last.textContent.trim().slice(0, 30) + ' on the page';
else if (!shown) wrong = name + ' has the focus and does not show it';
else if (box.width < 1 || box.height < 1 || look.visibility === 'hidden') wrong = name + ' has the focus and is not there';
else if (box.bottom <= 0 || box.top >= innerHeight) wrong = name + ' has the focus off the screen';
return [wrong, at.matches(wanted)];
"""


class Keyboard:
    def __init__(self, web):
        self._web = web
        self.keys = 0  # pressed, without letters typed
        self.letters = 0
        self.acts = 0  # links and buttons: what would have been clicks
        self.wrong = []  # what was in the way, a line each

    def _strike(self, *keys, hold=None):
        actions = [{"type": "keyDown", "value": hold}] if hold else []
        for key in keys:
            actions += [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        if hold:
            actions.append({"type": "keyUp", "value": hold})
        self._web.keys(actions)

    def to(self, selector):
        """Tab until what fits has the focus."""
        for _ in range(_MOST_STOPS):
            wrong, there = self._web.run(_STOP, selector)
            if wrong and wrong not in self.wrong:
                self.wrong.append(wrong)
            if there:
                return
            self._strike(TAB)
            self.keys += 1
        raise AssertionError(f"no Tab leads to {selector} on {self._web.url()}")

    def type(self, selector, text):
        self.to(selector)
        self._strike("a", hold=CONTROL)
        self._strike(*text)
        self.letters += len(text)

    def day(self, selector, day):
        """A day in a field of the browser's own, in the order that it asks for."""
        self.to(selector)
        order = self._web.run("return new Intl.DateTimeFormat().formatToParts(new Date())"
                              ".map((part) => part.type).filter((type) => type !== 'literal')")
        digits = {"day": f"{day:%d}", "month": f"{day:%m}", "year": f"{day:%Y}"}
        text = "".join(digits[part] for part in order)
        self._strike(*text)
        self.letters += len(text)

    def choose(self, selector):
        """A radio button: its group is one stop, and what is in it is chosen by arrows."""
        name = self._web.run("return document.querySelector(arguments[0]).name", selector)
        self.to(f"input[name='{name}']")
        self._strike(" ")
        self.keys += 1
        for _ in range(_MOST_STOPS):
            if self._web.run("return document.querySelector(arguments[0]).checked", selector):
                return
            self._strike(RIGHT)
            self.keys += 1
        raise AssertionError(f"no arrow chooses {selector}")

    def pick(self, selector, value):
        """An entry of a list, by arrows."""
        self.to(selector)
        for _ in range(_MOST_STOPS):
            if self._web.run("return document.querySelector(arguments[0]).value", selector) == value:
                return
            self._strike(DOWN)
            self.keys += 1
        raise AssertionError(f"no arrow leads to {value} in {selector}")

    def tick(self, selector):
        self.to(selector)
        self._strike(" ")
        self.keys += 1

    def stops(self, back=False):
        """What Tab comes by from the top of the page to its end, or Shift and Tab from the end to the top."""
        found = []
        for _ in range(_MOST_STOPS):
            self._strike(TAB, hold=SHIFT if back else None)
            self.keys += 1
            name = self._web.run("const at = document.activeElement; return !at || at === document.body ? '' : "
                                 "String([...document.querySelectorAll('*')].indexOf(at))")
            if not name or name in found:
                return found
            found.append(name)
        raise AssertionError(f"Tab does not come to an end on {self._web.url()}")

    def press(self, selector):
        """Enter on a link or a button, until another page is there."""
        self.to(selector)
        self._web.run("window.samenBefore = true")
        self._strike(ENTER)
        self.keys += 1
        self.acts += 1
        self._web.wait_for_another_page(selector)

    def enter(self, selector):
        """Enter on what leads to no other page: a heading of something folded, a link within the page."""
        self.to(selector)
        self._strike(ENTER)
        self.keys += 1
        self.acts += 1
