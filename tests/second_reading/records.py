# SPDX-License-Identifier: Apache-2.0
"""The plain records of a matcher's store: households, and groups as their members make them."""
import json
import pathlib
import sys
from dataclasses import dataclass, field

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from sealed_store import SealedStore  # noqa: E402

DAY_MS = 86_400_000


@dataclass
class Group:
    label: str
    screened: bool
    trained: bool
    largest_household: int = 0
    offers: set = field(default_factory=set)
    members: list = field(default_factory=list)  # the coordinator first; those who count
    everybody: list = field(default_factory=list)


@dataclass
class Household:
    label: str
    days: int
    body: dict

    @property
    def adults(self):
        return self.body["adults"]

    @property
    def people(self):
        return len(self.body["adults"]) + len(self.body["children"])

    def consents_to_ask(self):
        return sum(1 for adult in self.adults[1:] if not adult.get("consents"))


def read_store(folder):
    """Households by label and groups by label, as they stood at the store's only round; and its log."""
    sealed = SealedStore(folder)
    store = sealed.database
    now_ms, log = store.execute("SELECT made_ms, log FROM round ORDER BY id LIMIT 1").fetchone()
    households = {}
    for label, since_ms, record in sealed.people("household", "label, waiting_since_ms"):
        households[label] = Household(label, (now_ms - since_ms) // DAY_MS, record["body"])
    groups = {}
    by_code = {}
    # By the built-in policy: everybody in the group, and nothing made up has run out.
    lacks = ("EXISTS (SELECT 1 FROM volunteer v WHERE v.join_code = g.join_code AND NOT EXISTS "
             "(SELECT 1 FROM paper p WHERE p.volunteer = v.id AND p.paper = '{}'))")
    for code, label, screened, trained in store.execute(
            f"SELECT join_code, label, NOT {lacks.format('conduct')}, NOT "
            f"{lacks.format('training')} FROM welcome_group g"):
        groups[label] = by_code[code] = Group(label, bool(screened), bool(trained))
    rows = sealed.people("volunteer", "join_code", "WHERE join_code IS NOT NULL "
                         "ORDER BY join_code, role, arrived_ms, id")
    for code, record in rows:
        body = record["body"]
        group = by_code[code]
        if "coordinator" in body:
            group.largest_household = body["largest_household"]
            group.offers = set(body["offers"])
        person = body.get("coordinator") or body["member"]
        group.everybody.append(person)
        if person["adult"] and person["twelve_months"]:
            group.members.append(person)
    return households, groups, json.loads(log)
