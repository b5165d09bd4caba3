"""Public pages over the wire: nginx as our manual says beside nginx with the same bytes as plain files; our one process; WordPress. One run.

    .venv/bin/python bench/served_speed.py [--stories 1000] [--rounds 5] [--wordpress]

documented  nginx with the very configuration of docs/manual/sites.md in front of one of our processes, pages baked on first reading
plain       the same nginx, another port, the same files and no rule but `root`
process     our one process (granian, one worker) without anything in front, from the files it keeps and, for once, rendering
correction  a story corrected and signed in another process: how long nginx still gives the old words, in the story, lists and feeds
wordpress   --wordpress: Debian's WordPress, php-fpm with opcache, MariaDB, behind nginx without page cache, with as many stories

Slices of two seconds of wrk, the sides in turn; the ratio of each pair, the median. CPU is what the servers spent on a request, from
/proc, and tells more on a busy machine. Wanted: documented ≥ 0.8 × plain; a correction seen within 1 s everywhere; process ≥ 8 × WordPress.
Everything is on 127.0.0.1 and below a temporary folder. Nothing is installed: what is missing is named.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from sides.processes import Load, free_port, load, missing, running, wait_for  # noqa: E402

HOST = "127.0.0.1"
PAGES = {"story": "/news/2026/b500", "column": "/c1/", "home": "/"}
FILES = {"story": "/news/2026/b500.html", "column": "/c1/index.html", "home": "/index.html"}
SEEN_IN = ("/", "/c1/", "/rss.xml", "/atom.xml", "/feed.json", "/c1/rss.xml")
OLD, NEW = "图书馆夜间开放自习室", "图书馆通宵开放自习室"


def set_up(folder: Path) -> None:
    """The tests' settings on a database and folders of our own, which the served process shares."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.test_settings", RONGMEI_TEST_VAR=str(folder), DATABASE_URL=f"sqlite:///{folder}/rongmei.sqlite3"
    )
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from tests import databases

    settings.BAKED_DIR = folder / "baked"
    if databases.whole().exists():
        shutil.copy(databases.whole(), folder / "rongmei.sqlite3")
    call_command("migrate", verbosity=0)


def nginx_configuration(folder: Path, app: int, front: int, plain: int) -> str:
    """Two servers: the manual's own words, and plain files."""
    manual = re.search(r"```\n(# .*?location @app.*?)\n```", (ROOT / "docs/manual/sites.md").read_text(encoding="utf-8"), re.DOTALL)
    assert manual, "docs/manual/sites.md has lost its configuration of nginx"
    ours = manual[1].replace("/srv/rongmei/var/baked", f"{folder}/baked").replace(f"{HOST}:8000", f"{HOST}:{app}")
    kept, locations = re.match(r"(.*?\})\n(location.*)", ours, re.DOTALL).groups()  # type: ignore[union-attr]
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = " ".join(f"{name}_temp_path {folder}/nginx-{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return f"""{user} worker_processes 2; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types; access_log off; sendfile on; {temporary}
    {kept}
    server {{ listen {HOST}:{front}; {locations} }}
    server {{ listen {HOST}:{plain}; root {folder}/plain; }}
}}"""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[tuple[int, int, int, dict[str, int]]]:
    """Ports of our process, of nginx in front of it and of the plain one; numbers of the processes."""
    app, front, plain = free_port(), free_port(), free_port()
    (folder / "nginx.conf").write_text(nginx_configuration(folder, app, front, plain), encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'bench'}", "DJANGO_SETTINGS_MODULE": "sides.served_settings"}
    granian = [Path(sys.executable).parent / "granian", "--interface", "wsgi", "--no-ws", "--workers", "1", "--blocking-threads", "4"]
    granian += ["--log-level", "warning", "--host", HOST, "--port", str(app), "config.wsgi:application"]
    with running(granian, folder / "app.log", env=env, cwd=ROOT) as ours:
        wait_for(app, folder / "app.log")
        with running(["nginx", "-p", folder, "-c", folder / "nginx.conf"], folder / "nginx.log") as nginx:
            wait_for(front, folder / "nginx.log")
            yield app, front, plain, {"ours": ours, "nginx": nginx}


def get(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://{HOST}:{port}{path}", timeout=60) as answer:
        return bytes(answer.read())


def told(name: str, found: list[Load]) -> str:
    return f"{name:22} {statistics.median(one.rps for one in found):9,.0f} requests/s   {statistics.median(one.cpu for one in found):8.4f} ms CPU"


def in_front(folder: Path, front: int, plain: int, pids: dict[str, int], rounds: int) -> bool:
    for path in PAGES.values():
        get(front, path)  # the first reading bakes it
    shutil.copytree(folder / "baked" / HOST, folder / "plain")
    fine = True
    for name, path in PAGES.items():
        assert get(front, path) == get(plain, FILES[name]), name
        pairs = [
            (load(f"http://{HOST}:{front}{path}", [pids["nginx"]]), load(f"http://{HOST}:{plain}{FILES[name]}", [pids["nginx"]]))
            for _round in range(rounds)
        ]
        rate, cost = (statistics.median(values) for values in zip(*((a.rps / b.rps, b.cpu / a.cpu) for a, b in pairs), strict=True))
        print(told(f"documented {name}", [a for a, _b in pairs]))
        print(told(f"plain {name}", [b for _a, b in pairs]))
        print(f"  documented : plain = {rate:.2f} in requests, {cost:.2f} in CPU (wanted ≥ 0.8)", flush=True)
        fine &= max(rate, cost) >= 0.8
    return fine


def corrected(site: Any, front: int) -> bool:
    """One story through all its steps, then a correction; seconds until nginx gives the new words everywhere."""
    from rongmei.content.newsroom import actions
    from rongmei.content.newsroom.models import Publication, Subject
    from rongmei.content.newsroom.tests.office import Office, fresh

    office = Office()
    office.site = site.outlet
    office.procedure()
    manuscript = office.published(headline=OLD, subjects=[Subject.objects.get(name="科研").pk])
    publication = Publication.objects.get(manuscript=manuscript)
    story = f"/news/{publication.first_published_at.year}/{publication.public_id}"
    places = (story, *SEEN_IN)
    for path in places:
        assert OLD in get(front, path).decode(), path
    actions.open_correction(actor=office.editor, manuscript=manuscript, kind="wording", text="标题有误，已更正。")
    office.save(manuscript, by=office.editor2, headline=NEW)
    office.sign(fresh(manuscript), "editor")
    began = time.perf_counter()
    actions.publish_manuscript(actor=office.editor, manuscript=fresh(manuscript), outlet=site.outlet)
    published = time.perf_counter()

    def asked_when_new(path: str) -> float:
        """When the first answer with the new words was asked for, seconds after publication; every address in a thread of its own."""
        while True:
            asked = time.perf_counter() - published
            if NEW in get(front, path).decode() or asked > 30:
                return asked

    with ThreadPoolExecutor(len(places)) as threads:
        waited = dict(zip(places, threads.map(asked_when_new, places), strict=True))
    print(f"correction: the action took {published - began:.2f} s; seconds after it at which the new words were asked for and given:")
    print("  " + "   ".join(f"{path} {seconds:.2f}" for path, seconds in waited.items()) + "   (wanted ≤ 1)", flush=True)
    return max(waited.values()) <= 1


def alone(app: int, pids: dict[str, int], rounds: int) -> dict[str, list[Load]]:
    """Our one process with nothing in front."""
    found = {name: [load(f"http://{HOST}:{app}{path}", [pids["ours"]]) for _round in range(rounds)] for name, path in PAGES.items()}
    for name, loads in found.items():
        print(told(f"process {name}", loads), flush=True)
    return found


def beside_wordpress(folder: Path, ours: dict[str, list[Load]], stories: int, rounds: int) -> bool:
    from sides import wordpress

    fine = True
    with wordpress.served(folder, stories) as other:
        for name, path in {"story": other.story, "home": "/"}.items():
            assert "</html>" in get(other.port, path).decode(), "WordPress shows no page"  # and its code is compiled before it is timed
            theirs = [load(f"http://{HOST}:{other.port}{path}", other.pids, seconds=4, connections=4) for _round in range(rounds)]
            print(told(f"wordpress {name}", theirs))
            mine = statistics.median(one.cpu for one in ours[name])
            cost = statistics.median(one.cpu for one in theirs) / mine
            rate = statistics.median(one.rps for one in ours[name]) / statistics.median(one.rps for one in theirs)
            print(f"  process : wordpress = {rate:.1f} in requests, {cost:.1f} in CPU (wanted ≥ 8)", flush=True)
            fine &= max(rate, cost) >= 8
    return fine


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--wordpress", action="store_true")
    asked = parser.parse_args()
    wanted = {"nginx": "nginx", "wrk": "wrk"}
    if asked.wordpress:
        from sides.wordpress import PROGRAMS

        wanted |= PROGRAMS
    if lacking := missing(wanted):
        print(f"not measured; it needs: sudo apt-get install {' '.join(lacking)}")
        return 1 if asked.wordpress else 0
    with tempfile.TemporaryDirectory(prefix="served-") as name:
        folder = Path(name)
        set_up(folder)
        import site_speed

        site = site_speed.fill(asked.stories, HOST)
        print(f"{asked.stories} stories")
        with served(folder) as (app, front, plain, pids):
            fine = [in_front(folder, front, plain, pids, asked.rounds), corrected(site, front)]
            ours = alone(app, pids, asked.rounds)
        if asked.wordpress:
            fine.append(beside_wordpress(folder, ours, asked.stories, asked.rounds))
    print("as wanted" if all(fine) else "not as wanted on this machine, at this moment")
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
