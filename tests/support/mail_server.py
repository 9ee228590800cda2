# SPDX-License-Identifier: Apache-2.0
"""A real mail server for tests: Debian's Exim on loopback, with mailboxes in a folder.

    with MailServer(["anna"]) as server:
        ... smtps://localhost:{server.port}, trusted root {server.certificate} ...
        server.mails("anna")            # email.message.EmailMessage, oldest first

Speaks TLS from the first byte. Asks for the user and the password it was given, if it was given one. Whoever
begins with "grey" is asked to come back later, everybody who is not in the list is unknown. (OpenSMTPD of
Debian 12 cannot speak TLS with the OpenSSL beside it: OpenSMTPD issue 1171.) Started by root it runs as
nobody, because Exim delivers nothing as root.
"""
import email
import email.policy
import grp
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import tempfile

from house import _die_with_parent, free_port, wait_until

PROGRAM = "/usr/sbin/exim4"
DOMAIN = "voorbeeld.nl"

_CONFIGURATION = """
exim_user = @user@
exim_group = @group@
never_users =
primary_hostname = localhost
spool_directory = @folder@/spool
log_file_path = @folder@/%slog
pid_file_path = @folder@/exim.pid
daemon_smtp_ports = @port@
tls_on_connect_ports = @port@
local_interfaces = 127.0.0.1
tls_advertise_hosts = *
tls_certificate = @certificate@
tls_privatekey = @key@
acl_smtp_rcpt = recipients
deliver_drop_privilege = true
keep_environment =
smtp_receive_timeout = 20s
begin acl
recipients:
  deny condition = ${if and{{bool{@asks@}}{eq{$authenticated_id}{}}}}
       message = first say who you are
  defer local_parts = ^grey
       message = 4.7.1 come back later
  accept local_parts = @names@
         domains = @domain@
  deny message = 5.1.1 nobody here has that name
begin routers
boxes:
  driver = accept
  local_parts = @names@
  transport = box
begin transports
box:
  driver = appendfile
  maildir_format
  directory = @folder@/boxes/$local_part_data
  create_directory
  user = @user@
  group = @group@
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${if and{{eq{$auth2}{@login@}}{eq{$auth3}{@password@}}}}
  server_set_id = $auth2
"""


def why_not():
    """Why there can be no server here; None: there can."""
    return None if os.path.exists(PROGRAM) else "Exim is not installed"


class MailServer:
    def __init__(self, names, login="", password=""):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="samen-mail-"))
        self._as = {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}
        self.port = free_port()
        self.certificate = self.folder / "mail.pem"
        self._names, self._login, self._password = names, login, password

    def __enter__(self):
        key = self.folder / "mail.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", key, "-out", self.certificate, "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True)
        os.chmod(key, 0o600)
        configuration = self.folder / "exim.conf"
        user = self._as.get("user", pwd.getpwuid(os.geteuid()).pw_name)
        group = self._as.get("group", grp.getgrgid(os.getegid()).gr_name)
        given = {"user": user, "group": group, "folder": self.folder, "port": self.port, "certificate": self.certificate, "key": key,
                 "domain": DOMAIN, "names": " : ".join(self._names), "asks": "yes" if self._login else "no",
                 "login": self._login or "-", "password": self._password or "-"}
        text = _CONFIGURATION
        for name, value in given.items():
            text = text.replace(f"@{name}@", str(value))
        configuration.write_text(text)
        os.chmod(configuration, 0o600)
        for path in [self.folder, *self.folder.iterdir()]:
            shutil.chown(path, user, group)
        self._log = open(self.folder / "exim.out", "w+", encoding="utf-8")
        self._process = subprocess.Popen([PROGRAM, "-bdf", "-q1m", "-C", configuration], stdout=self._log,
                                         stderr=self._log, preexec_fn=_die_with_parent, extra_groups=[] if self._as else None,
                                         **self._as)
        wait_until("the mail server listens", self._listens, 20)
        return self

    def _listens(self):
        if self._process.poll() is not None:
            logs = [path.read_text(errors="replace") for path in self.folder.glob("*log")]
            raise AssertionError(f"Exim ended: {pathlib.Path(self._log.name).read_text()} {logs}")
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(20)
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def mails(self, name, at_least=0):
        new = self.folder / "boxes" / name / "new"
        if at_least:
            wait_until(f"{at_least} mails for {name}",
                       lambda: new.exists() and len(list(new.iterdir())) >= at_least, 20)
        files = sorted(new.iterdir(), key=lambda path: path.stat().st_mtime_ns) if new.exists() else []
        return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in files]
