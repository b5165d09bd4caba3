"""Debian's WordPress with php-fpm, opcache and MariaDB below a temporary folder, behind nginx without a page cache."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import random
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .processes import free_port, running, wait_for

CODE = Path("/usr/share/wordpress")
FPM = next(iter(sorted(Path("/usr/sbin").glob("php-fpm*"))), Path("/usr/sbin/php-fpm"))
MYSQLI = next(iter(Path("/usr/lib/php").glob("2*/mysqli.so")), Path("/usr/lib/php/mysqli.so"))
PROGRAMS = {
    str(MYSQLI): "php-mysql",
    str(CODE / "wp-load.php"): "wordpress",
    str(FPM): "php-fpm",
    "/usr/sbin/mariadbd": "mariadb-server",
    "php": "php-cli",
    str(CODE / "wp-content/themes/twentytwentythree"): "wordpress-theme-twentytwentythree",
}
OWN_INI = {**os.environ, "PHP_INI_SCAN_DIR": ""}  # only our php.ini, not what the machine adds
SYLLABLES = "学校教学科研师生文化建设会议活动图书馆学院大学新闻工作推进讲座项目团队青年志愿服务改革发展实践创新成果发布运动比赛优秀"


@dataclass(frozen=True)
class Site:
    """Where it answers, the address of a story, the processes that serve it."""

    port: int
    story: str
    pids: list[int]


@contextlib.contextmanager
def served(folder: Path, stories: int) -> Iterator[Site]:
    """With so many stories of 720 characters; the front page lists twenty."""
    root = folder / "wordpress"
    shutil.copytree(CODE, root / "code", ignore_dangling_symlinks=True)
    port = free_port()
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(_database(root))
        _configure(root, port)
        number = _fill(root, stories)
        php = stack.enter_context(
            running([FPM, "-F", "-R", "-c", root / "php.ini", "-y", root / "fpm.conf"], root / "fpm.log", env=OWN_INI)
        )
        wait_for((root / "fpm.sock").exists, root / "fpm.log")
        nginx = stack.enter_context(running(["nginx", "-p", root, "-c", root / "nginx.conf"], root / "nginx.log"))
        wait_for(port, root / "nginx.log")
        yield Site(port, f"/?p={number}", [database, php, nginx])


@contextlib.contextmanager
def _database(root: Path) -> Iterator[int]:
    data, user = root / "data", "mysql" if os.geteuid() == 0 else ""
    as_user = [f"--user={user}"] if user else []
    (root / "run").mkdir()
    if user:
        for path in (root.parent, root, root / "run"):
            path.chmod(0o755)
        shutil.chown(root / "run", user)
    subprocess.run(
        [
            "mariadb-install-db",
            "--no-defaults",
            f"--datadir={data}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            *as_user,
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    socket = root / "run" / "sql.sock"
    command = ["/usr/sbin/mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={socket}", "--skip-networking", *as_user]
    command += [f"--pid-file={root}/run/sql.pid", "--innodb-buffer-pool-size=256M"]
    with running(command, root / "sql.log") as pid:
        wait_for(socket.exists, root / "sql.log")
        client = ["mariadb", "--no-defaults", f"--socket={socket}", "-u", "root", "-e", "CREATE DATABASE wordpress CHARACTER SET utf8mb4"]
        wait_for(lambda: subprocess.run(client, capture_output=True, check=False).returncode == 0, root / "sql.log")
        yield pid


def _configure(root: Path, port: int) -> None:
    extensions = sorted(path.stem for path in next(iter(Path("/usr/lib/php").glob("2*"))).glob("*.so"))
    wanted = [name for name in ("mysqlnd", "mysqli", "mbstring", "xml", "dom", "ctype", "tokenizer") if name in extensions]
    lines = [*(f"extension={name}" for name in wanted), "zend_extension=opcache", "opcache.enable=1", "opcache.validate_timestamps=0"]
    (root / "php.ini").write_text("\n".join([*lines, "memory_limit=256M"]), encoding="utf-8")
    salts = "\n".join(
        f"define('{name}', '{secrets.token_hex(32)}');"
        for name in (
            "AUTH_KEY",
            "SECURE_AUTH_KEY",
            "LOGGED_IN_KEY",
            "NONCE_KEY",
            "AUTH_SALT",
            "SECURE_AUTH_SALT",
            "LOGGED_IN_SALT",
            "NONCE_SALT",
        )
    )
    (root / "code" / "wp-config.php").unlink(missing_ok=True)
    (root / "code" / "wp-config.php").write_text(
        f"""<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:{root}/run/sql.sock');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', ''); $table_prefix = 'wp_';
define('WP_HOME', 'http://127.0.0.1:{port}'); define('WP_SITEURL', WP_HOME);
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true); define('AUTOMATIC_UPDATER_DISABLED', true);
{salts}
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
""",
        encoding="utf-8",
    )
    root_only = "user = root\ngroup = root\n" if os.geteuid() == 0 else ""
    (root / "fpm.conf").write_text(
        f"[global]\nerror_log = {root}/fpm.log\ndaemonize = no\n[www]\n{root_only}listen = {root}/fpm.sock\npm = static\npm.max_children = 6\n",
        encoding="utf-8",
    )
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = " ".join(f"{name}_temp_path {root}/nginx-{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (root / "nginx.conf").write_text(
        f"""{user} worker_processes 2; daemon off; pid {root}/nginx.pid; error_log {root}/nginx.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types; access_log off; {temporary}
    server {{
        listen 127.0.0.1:{port}; root {root}/code; index index.php;
        location / {{ try_files $uri $uri/ /index.php?$args; }}
        location ~ \\.php$ {{
            include /etc/nginx/fastcgi_params; fastcgi_param HTTP_HOST $http_host; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
            fastcgi_pass unix:{root}/fpm.sock;
        }}
    }}
}}""",
        encoding="utf-8",
    )


def _fill(root: Path, stories: int) -> int:
    rng, start = random.Random(7), dt.datetime(2026, 10, 1)

    def text(length: int) -> str:
        return "".join(rng.choice(SYLLABLES) for _ in range(length))

    made = [
        {
            "title": text(18),
            "text": "".join(f"<!-- wp:paragraph --><p>{text(240)}。</p><!-- /wp:paragraph -->" for _ in range(3)),
            "at": (start - dt.timedelta(minutes=37 * number)).strftime("%Y-%m-%d %H:%M:%S"),
        }
        for number in range(stories)
    ]
    (root / "stories.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    script = root / "code" / "wordpress_fill.php"
    shutil.copy(Path(__file__).with_name("wordpress_fill.php"), script)
    command = ["php", "-c", root / "php.ini", script, root / "stories.json"]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, cwd=root / "code", env=OWN_INI)
    if done.returncode or not done.stdout.strip().split("\n")[-1].isdecimal():
        raise SystemExit(f"WordPress was not filled: {done.stdout[-1500:]} {done.stderr[-1500:]}")
    script.unlink()
    return int(done.stdout.strip().split("\n")[-1])
