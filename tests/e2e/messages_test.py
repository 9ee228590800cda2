#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""People who wait are told so, by the ways they gave: through a real mail server (Exim) into a real
mailbox, and through the Notify API as it is published. What cannot be delivered is on the list for staff.
Ends with 77 where no mail server can run."""
import json
import pathlib
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import journey  # noqa: E402
from cases import main  # noqa: E402
from house import wait_until  # noqa: E402
from mail_server import DOMAIN, MailServer, why_not  # noqa: E402
from notify_server import NotifyServer  # noqa: E402

ALONE = journey.GROUP[2]
DAY_MS = 86_400_000
PASSWORD = "een heel geheim wachtwoord"


def programme(house, **more):
    """A matcher whose people signed up at a kiosk, in four languages and five ways to reach them."""
    matcher = house.matcher()
    matcher.start()
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    kiosk.start_courier()
    people = [("nl", ("email", f"anna@{DOMAIN}")), ("ar", ("email", f"nour@{DOMAIN}")),
              ("ti", ("email", f"greta@{DOMAIN}")), ("uk", ("email", f"grey@{DOMAIN}")),
              ("nl", ("phone", "0612345678"))]
    receipts = []
    with journey.screen(house, kiosk) as screen:
        for number, (language, contact) in enumerate(people):
            answers = {**ALONE, "name": f"Kanarie{number}", "contact": contact}
            receipts.append(journey.sign_up(screen, "single", journey.needed("single", answers), language))
    wait_until("all have arrived", lambda: volunteers(matcher) == len(people))
    settings = {"programme": "Samen Hier", "reach": "036 123 4567", "hours": [0, 24], **more}
    (matcher.data / "messages.json").write_text(json.dumps(settings))
    return matcher


def volunteers(matcher):
    with sqlite3.connect(f"file:{matcher.database}?mode=ro", uri=True) as store:
        return store.execute("SELECT count(*) FROM volunteer").fetchone()[0]


def let_weeks_pass(matcher):
    """The clock of a real program cannot be turned: everybody came five weeks ago."""
    matcher.process.stop()
    with sqlite3.connect(matcher.database) as store:
        store.execute("UPDATE volunteer SET arrived_ms = arrived_ms - ?", (35 * DAY_MS,))


def listed(matcher):
    done = matcher.cli("messages", "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def send(matcher):
    return matcher.cli("messages", "--send")


def test_mail_and_text_messages(house):
    names = ["anna", "nour", "grey"]
    with MailServer(names, "samen", PASSWORD) as server, NotifyServer() as notify:
        matcher = programme(house, smtp={"url": f"smtps://localhost:{server.port}", "from": f"post@{DOMAIN}",
                                         "user": "samen", "password_file": "smtp.password",
                                         "certificates": str(server.certificate)},
                            notify={"url": notify.url, "key_file": "notify.key",
                                    "sms_template": notify.template})
        (matcher.data / "notify.key").write_text(notify.key + "\n")
        (matcher.data / "smtp.password").write_text("wrong\n")
        refused = matcher.cli("messages", "--test", f"anna@{DOMAIN}")
        assert refused.code == 1 and "does not accept user and password" in refused.err, refused.err
        (matcher.data / "smtp.password").write_text(PASSWORD + "\n")
        assert "0 noted" in send(matcher).out, "they came today"
        let_weeks_pass(matcher)
        done = send(matcher)
        assert done.code == 0, done.err
        print(done.out.strip())
        assert "5 noted" in done.out and "3 handed over" in done.out and "1 for staff" in done.out, done.out
        check_mails(server)
        check_text_message(notify)
        check_list(matcher)
        assert "0 noted, 0 dropped, 0 handed over" in send(matcher).out, "nobody is told twice"
        check_test_option(matcher, server)


def check_mails(server):
    for name, language, words in [("anna", "nl", "Je staat nog op de lijst."), ("nour", "ar", "ما زلتم على القائمة.")]:
        mail, = server.mails(name, at_least=1)
        text = mail.get_body(("plain",)).get_content()
        print(f"--- {mail['subject']} ({mail['content-language']})\n{text}")
        assert mail["content-language"] == language and words in text, text
        assert "Samen Hier" in mail["subject"] and "036 123 4567" in text
        assert mail["auto-submitted"] == "auto-generated" and mail["message-id"] and mail["date"]
        assert "Kanarie" not in mail.as_string() and "Kanarie" not in text, "no names"


def check_text_message(notify):
    taken, = notify.taken
    assert taken["phone_number"] == "+31612345678", taken
    assert taken["personalisation"]["message"].startswith("Samen Hier: we zijn je niet vergeten"), taken
    assert "\u2068" not in taken["personalisation"]["message"], "marks cost a text message half its room"


def check_list(matcher):
    """The unknown mailbox is for staff, the greylisted one is tried again; what staff said is off the list."""
    now = listed(matcher)
    unknown, = now["for_staff"]
    assert unknown["failure"] == "the mail server said 550", unknown
    assert now["counts"]["failed"] == 1, now
    number = str(unknown["number"])
    shown = matcher.cli("messages", "--show", number)
    assert "Kanarie2" in shown.out and f"greta@{DOMAIN}" in shown.out and "ኣብ ዝርዝር" in shown.out, shown.out
    audit = matcher.cli("audit").out
    assert "contacts" in audit and "Kanarie" not in audit, "who looked is known, whom they are is not"
    assert matcher.cli("messages", "--done", number).code == 0
    assert listed(matcher)["for_staff"] == []
    assert "waits for staff" in matcher.cli("messages", "--done", number).err
    for log in [*matcher.data.parent.glob("*.log")]:
        assert "Kanarie" not in log.read_text(errors="replace").replace(shown.out, ""), log


def check_test_option(matcher, server):
    assert matcher.cli("messages", "--test", f"anna@{DOMAIN}").code == 0
    server.mails("anna", at_least=2)
    refused = matcher.cli("messages", "--test", f"nobody-here@{DOMAIN}")
    assert refused.code == 1 and "550" in refused.err and "nobody-here" not in refused.err, refused.err


def test_a_server_that_is_not_trusted_or_not_there_gets_nothing(house):
    with MailServer(["anna"]) as server:
        matcher = programme(house, smtp={"url": f"smtps://localhost:{server.port}", "from": f"post@{DOMAIN}"})
        let_weeks_pass(matcher)
        refused = send(matcher)
        assert refused.code == 1 and "certificate" in refused.err, refused.err
        assert not server.mails("anna")
        assert listed(matcher)["counts"]["queued"] == 4, listed(matcher)
    settings = matcher.data / "messages.json"
    settings.write_text(settings.read_text().replace(str(server.port), "9"))
    assert send(matcher).code == 1
    assert listed(matcher)["counts"]["queued"] == 4, "nothing is lost, and nobody is blamed"
    assert [one["kind"] for one in listed(matcher)["for_staff"]] == ["waiting"], "the telephone: no Notify here"


if __name__ == "__main__":
    if why_not():
        print(f"{why_not()}: skipped")
        sys.exit(77)
    main(globals())
