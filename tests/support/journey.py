# SPDX-License-Identifier: Apache-2.0
"""People and a caseworker at the kiosk's screens, step by step: for the tests and the demo.

    kiosk = kiosk_driver.Kiosk.start(...)
    shots = Shots(folder)                      # or Shots(None): no pictures
    receipt = sign_up(kiosk, "household", NOUR, language="ar", shots=shots)
    group = sign_up(kiosk, "group", GROUP[0])
    sign_up(kiosk, "member", {**GROUP[1], "join_code": group.join_code})
    ... a round at the matcher ...
    open_staff_page(kiosk, pin)
    accept(kiosk, household_label)

Everything goes through taps and typing on the real screens. The forms in assets/forms say which
question is of which kind, so a new question needs an answer here and nothing else. All people are
made up.
"""
import collections
import json
import pathlib
import time

import kiosk_driver
from screen_typist import ScreenTypist

ASSETS = pathlib.Path(__file__).resolve().parents[2] / "assets"
Receipt = collections.namedtuple("Receipt", "code join_code secret")
_forms = {}

# --- the people of the demo. Answers by question; a question about each adult has a list, one
# answer an adult. What is not here is skipped.

CONSENT = ["service", "research"]

# A couple from Almere, answered in Arabic, helped by a caseworker.
NOUR = {
    "name": "نور", "contact": ("caseworker", "VluchtelingenWerk"), "postcode": "1315", "adults": 2,
    "called": [None, "زوجي"], "children": {"4_11": 1}, "arrival": "under_1_year", "company": "no_wish",
    "languages": [{"ar": "fluent", "nl": "basic"}, {"ar": "fluent", "en": "conversational"}],
    "goals": [["work", "dutch"], ["dutch", "friends", "children"]],
    "sectors": [["hospitality"], ["care"]],
    "interests": [["cooking", "music"], ["cooking", "gardening"]],
    "age": ["25_34", "25_34"], "interpreter": True,
    "times": ["wed_evening", "sat_morning", "sat_afternoon"], "audio": True, "consent": CONSENT,
    "their_consent": [None, ["service"]],
}

# A man alone, also in Almere, in Dutch.
YONAS = {
    "name": "Yonas", "contact": ("phone", "0612345678"), "postcode": "1325", "adults": 1,
    "arrival": "under_2_years", "company": "no_wish",
    "languages": [{"ti": "fluent", "nl": "conversational", "en": "conversational"}],
    "goals": [["work", "education", "sport"]], "sectors": [["technology"]],
    "interests": [["football", "cycling"]], "age": ["25_34"], "interpreter": False,
    "times": ["tue_evening", "sat_morning", "sat_afternoon"], "consent": ["service"],
}


def _volunteer(name, phone, **more):
    return {
        "adult": True, "twelve_months": True, "name": name, "contact": ("phone", phone),
        "postcode": "1315", "languages": {"nl": "fluent", "en": "conversational"},
        "times": ["wed_evening", "sat_morning", "sat_afternoon"],
        "help": ["work", "dutch", "friends"], "sectors": ["hospitality", "care"],
        "interests": ["cooking", "gardening"], "age": "35_44", "children": ["4_11"],
        "consent": ["service"], **more,
    }


# Five neighbours; the first one starts the group.
GROUP = [
    _volunteer("Marijke", "0620000001", largest=6, offers=["step_free", "no_smoke"],
               languages={"nl": "fluent", "ar": "conversational"}),
    _volunteer("Joost", "0620000002", help=["work", "education"], sectors=["technology", "office"]),
    _volunteer("Fatima", "0620000003", languages={"nl": "fluent", "ar": "fluent"},
               help=["dutch", "children", "paperwork"], interests=["cooking", "music"]),
    _volunteer("Bram", "0620000004", interests=["football", "cycling"], age="25_34"),
    _volunteer("Anneke", "0620000005", age="55_64", children=[]),
]


class Shots:
    """Numbered pictures in a folder; with None it takes none."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder) if folder else None
        self.taken = []

    def take(self, kiosk, name):
        if self.folder is None:
            return
        path = self.folder / f"{len(self.taken) + 1:02d}-{name}.png"
        kiosk.screenshot(path)
        self.taken.append(path)


def screen(house, kiosk, size="1280x800", **more):
    """The kiosk's program over this kiosk's data, as somebody stands before it."""
    return kiosk_driver.Kiosk.start(house.program("samen-kiosk"), data=kiosk.data, assets=ASSETS,
                                    size=size, stderr=house.folder / f"{kiosk.name}-ui.log", **more)


def languages():
    """The tags of all catalogues, in the order of the first screen."""
    orders = {path.stem: json.loads(path.read_text(encoding="utf-8"))["_header"]["order"]
              for path in (ASSETS / "locales").glob("*.json")}
    return sorted(orders, key=orders.get)


def words(language, key):
    """What the screens say for this message."""
    text = (ASSETS / "locales" / f"{language}.json").read_text(encoding="utf-8")
    return json.loads(text)[key]["text"]


# --- signing up

def _whole_form(name):
    if name not in _forms:
        path = max((ASSETS / "forms").glob(f"{name}.v*.json"))
        _forms[name] = json.loads(path.read_text(encoding="utf-8"))
    return _forms[name]


def form(name):
    """Its questions, by their id."""
    return {question["id"]: question for question in _whole_form(name)["questions"]}


def minutes_said(name):
    """How long it takes, as the page of roles says."""
    return _whole_form(name)["minutes"]


def needed(form_name, answers):
    """What must be answered before a sign-up can be sent, and nothing for later."""
    questions = form(form_name)
    return {name: value for name, value in answers.items()
            if name not in questions or not questions[name].get("later")}


def choose_language(kiosk, language):
    kiosk.wait_screen("first")
    kiosk.tap(f"first.language.{language}")
    kiosk.wait_screen("role")


def _options(question, names):
    return [f"option.{question['vocabulary']}.{name}" for name in names]


def answer(kiosk, question, value, by_keys=False):
    """Gives one answer on the screen that shows this question; the caller continues."""
    kind = question["kind"]
    if kind in ("name", "postcode", "join_code"):
        ScreenTypist(kiosk).type(value) if by_keys else kiosk.type(value)
    elif kind == "contact":
        channel, text = value
        kiosk.tap(f"answer.{channel}")
        if text:
            ScreenTypist(kiosk).type(text) if by_keys else kiosk.type(text)
    elif kind == "yes_no":
        kiosk.tap("answer.yes" if value else "answer.no")
    elif kind == "single":
        kiosk.tap(*_options(question, [value]))
    elif kind in ("multi", "ranked"):
        kiosk.tap(*_options(question, value))
    elif kind == "stepper":
        change = value - question.get("initial", question["min"])
        kiosk.tap(*["answer.more" if change > 0 else "answer.less"] * abs(change))
    elif kind == "children":
        for band, count in value.items():
            kiosk.tap(*[f"answer.{band}.more"] * count)
    elif kind == "languages":
        for language, level in value.items():
            if not kiosk.has(f"level.{language}.{level}"):
                if not kiosk.has(f"option.language.{language}"):
                    kiosk.tap("languages.all")
                kiosk.tap(f"option.language.{language}")
            kiosk.tap(f"level.{language}.{level}")
        listed = {node_id.split(".")[1] for node_id in kiosk.ids("level.")}
        for language in sorted(listed - set(value)):  # put there by the kiosk itself
            kiosk.tap(f"level.{language}.none")
    elif kind == "times":
        kiosk.tap(*[f"time.{block}" for block in value])
    elif kind == "consent":
        kiosk.tap(*[f"consent.{purpose}" for purpose in value])
    else:
        raise AssertionError(f"no way to answer a question of kind {kind}")


def _value_for(answers, question, adult):
    value = answers.get(question["id"])
    if value is None or not question.get("repeat"):
        return value
    return value[adult] if adult < len(value) else None


def fill_in(kiosk, form_name, answers, shots=Shots(None), pictures=(), by_keys=()):
    """From the first question to the check page, and through the questions for later when `answers`
    has any of them. `pictures`: questions to take a picture of, "all" for every one; `by_keys`:
    questions typed key by key on the screen's own keyboard."""
    questions = form(form_name)
    tells_more = any(answers.get(name) for name, question in questions.items() if question.get("later"))
    seen = None
    for _ in range(200):  # far more than any form asks
        screen = kiosk.state()["screen"]
        if screen == "check":
            if not tells_more:
                return
            tells_more = False
            kiosk.tap("check.more")
            continue
        if screen.startswith("outside."):  # no group will be found: said once, and one may go on
            kiosk.tap("outside.go_on")
            continue
        assert screen.startswith("question."), f"expected a question, the screen is {screen}"
        assert screen != seen, f"{screen} does not let go; it says {complaint(kiosk)}"
        seen = screen
        _, question_id, *adult = screen.split(".")
        question = questions[question_id]
        value = _value_for(answers, question, int(adult[0]) if adult else 0)
        if value is not None:
            answer(kiosk, question, value, question_id in by_keys)
        if kiosk.state()["screen"] != screen:  # a single choice goes on by itself
            continue
        if pictures == "all" or question_id in pictures:
            shots.take(kiosk, screen.replace(".", "-"))
        kiosk.tap("question.continue")
    raise AssertionError(f"{form_name} asks on and on; the last question was {seen}")


def complaint(kiosk):
    """What the screen says is wrong, if it says anything."""
    return [node["label"] for node in kiosk.nodes().values() if node["role"] == "error"]


def to_receipt(kiosk):
    """From the check page to the receipt, which stays on the screen."""
    kiosk.tap("check.send")
    kiosk.wait_screen("receipt")
    nodes = kiosk.nodes()
    join_code = nodes["receipt.join.code"]["label"] if "receipt.join.code" in nodes else None
    return Receipt(nodes["receipt.reference.code"]["label"], join_code,
                   nodes["receipt.own.code"]["label"])


def send(kiosk, shots=Shots(None), picture=""):
    """From the check page to the receipt and back to the first screen."""
    if picture:
        shots.take(kiosk, f"{picture}-check")
    receipt = to_receipt(kiosk)
    if picture:
        shots.take(kiosk, f"{picture}-receipt")
    kiosk.tap("receipt.finish")
    kiosk.wait_screen("first")
    return receipt


def sign_up(kiosk, form_name, answers, language="nl", shots=Shots(None), picture="", pictures=(),
            by_keys=()):
    """One person from the first screen to the receipt. `picture`: a name for the pictures of the
    role, check and receipt screens; none when empty."""
    choose_language(kiosk, language)
    if picture:
        shots.take(kiosk, f"{picture}-role")
    kiosk.tap(f"role.{form_name}")
    fill_in(kiosk, form_name, answers, shots, pictures, by_keys)
    return send(kiosk, shots, picture)


def sign_up_group(kiosk, people=None, language="nl", shots=Shots(None), picture=""):
    """The first starts a group, the others join with its code. All receipts, the first one's first."""
    people = GROUP if people is None else people
    receipts = [sign_up(kiosk, "group", people[0], language, shots, picture)]
    for person in people[1:]:
        receipts.append(sign_up(kiosk, "member", {**person, "join_code": receipts[0].join_code},
                                language))
    return receipts


# --- the staff page

def open_staff_page(kiosk, pin, shots=Shots(None)):
    kiosk.wait_screen("first")
    kiosk.tap("first.staff")
    kiosk.wait_screen("staff_pin")
    kiosk.tap(*[f"key.{digit}" for digit in pin])
    shots.take(kiosk, "staff-pin")
    kiosk.tap("staff.pin.open")
    kiosk.wait_screen("staff_home")


def wait_for_card(kiosk, household_label, seconds=30):
    """Looks through the proposals, and refreshes them, until this household's card is there."""
    card = f"card.{household_label}"
    end = time.monotonic() + seconds
    while not kiosk.has(card):
        assert time.monotonic() < end, f"no {card} on the staff page after {seconds} s: {kiosk.ids('card.')}"
        # A long list holds only the rows near the view: down to its end first, as people do.
        if kiosk.nodes().get("page.down", {}).get("enabled"):
            kiosk.tap("page.down")
            continue
        while kiosk.nodes().get("page.up", {}).get("enabled"):
            kiosk.tap("page.up")
        time.sleep(0.2)
        kiosk.tap("header.refresh")


def read_card(kiosk):
    """The reasons and cautions on the open card, as words."""
    nodes = kiosk.nodes().values()
    return [node["label"] for node in nodes
            if node["id"].startswith(("card.reason.", "card.caution."))]


def accept(kiosk, household_label, shots=Shots(None)):
    """Opens the card, accepts it; the words of its reasons."""
    kiosk.tap(f"card.{household_label}")
    kiosk.wait_screen("staff_card")
    shots.take(kiosk, "staff-card")
    words = read_card(kiosk)
    kiosk.tap("card.accept")
    shots.take(kiosk, "staff-after-accepting")
    kiosk.tap("header.back")  # the card stays and says that the decision is saved here
    kiosk.wait_screen("staff_home")
    return words


def close_staff_page(kiosk):
    kiosk.tap("header.back")
    kiosk.wait_screen("first")
