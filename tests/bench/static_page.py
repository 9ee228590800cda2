# SPDX-License-Identifier: Apache-2.0
"""nginx (Debian's nginx-light) on loopback as an ordinary user, with one page that never changes: what TLS, this
machine and the asking program themselves take, beside which a page that is made can be read."""
import contextlib
import pathlib
import shutil
import ssl
import subprocess
import tempfile
import time
import urllib.request

CONFIGURATION = """daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/errors;
events {{ worker_connections 512; }}
http {{
  access_log off; keepalive_requests 100000; default_type text/html;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port} ssl; root {folder}/pages;
    ssl_certificate {certificate}; ssl_certificate_key {key}; ssl_protocols TLSv1.3; }}
}}
"""


@contextlib.contextmanager
def served(page, port, certificate, key):
    """The address of that page; None where there is no nginx."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        yield None
        return
    folder = pathlib.Path(tempfile.mkdtemp(prefix="samen-nginx-"))
    folder.chmod(0o755)
    (folder / "pages").mkdir()
    (folder / "pages" / "index.html").write_text(page, encoding="utf-8")
    settings = folder / "nginx.conf"
    settings.write_text(CONFIGURATION.format(folder=folder, port=port, certificate=certificate, key=key), encoding="ascii")
    process = subprocess.Popen([program, "-c", settings, "-e", folder / "errors"])
    try:
        url = f"https://127.0.0.1:{port}"
        trust = ssl.create_default_context(cafile=certificate)
        for _ in range(100):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(url + "/", timeout=5, context=trust).close()
                break
            time.sleep(0.1)
        else:
            raise AssertionError((folder / "errors").read_text(encoding="utf-8"))
        yield url
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)
