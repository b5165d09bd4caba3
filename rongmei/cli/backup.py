"""`rongmei backup FILE`, `rongmei restore FILE`: the whole installation in one file, and back again.

The file is a ZIP: the database as one consistent snapshot taken while people work (SQLite's backup interface; pg_dump), every media file,
the anchor of history, and a manifest that names each member's sha256, the migrations applied and where history stood. The key that seals
history is not in it: whoever has the backup must not be able to write a history that verifies. The manifest holds the key's
fingerprint, so that a restore under another key is refused before anything is written.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory.models import User
from rongmei.base.history import chain
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.models import Event, Head
from rongmei.base.history.queries import verify
from rongmei.cli.frame import Command, Context, Result

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
ANCHOR: Final = "history.anchor"
DATABASE: Final = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
PIECE: Final = 1 << 20
# What is compressed already is stored as it is.
PACKED: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".zip", ".xlsx", ".docx", ".pptx", ".pdf", ".mp4", ".mp3", ".pgdump"})


# ---- out -------------------------------------------------------------------------------------------------------------------


def back_up(options: argparse.Namespace, context: Context) -> Result:
    """Written beside its place and moved there when whole. Raises Refused when the file is there already."""
    target = Path(options.file)
    if target.exists():
        raise Refused(_("“%(name)s” is there already: give another name; a backup is never written over.") % {"name": target})
    with tempfile.TemporaryDirectory(prefix="rongmei-backup-", dir=settings.VAR_DIR) as name:
        folder = Path(name)
        # The anchor before the database: what it names must be in the snapshot. Media after it: a file is there before its row.
        anchor, source = folder / ANCHOR, Path(settings.HISTORY_ANCHOR)
        anchor.write_bytes(source.read_bytes() if source.exists() else b"")
        standing = _standing()
        database = folder / DATABASE[connection.vendor]
        _snapshot(database)
        part = target.with_name(f".{target.name}.part")
        try:
            manifest = _write(part, standing, [(anchor, ANCHOR), (database, database.name), *_media_files()])
            part.rename(target)
        finally:
            part.unlink(missing_ok=True)
    size = target.stat().st_size
    said = _("%(files)d files and the database, history up to event %(seq)d: %(name)s, %(size).1f MB.") % {
        "files": len(manifest["members"]) - 2,
        "seq": manifest["history"]["seq"],
        "name": target,
        "size": size / 1e6,
    }
    apart = _("Keep the key %(key)s in another place: it is not in the backup, and nothing can be restored without it.")
    key = settings.VAR_DIR / "keys" / "history_key"
    return Result({**manifest, "members": len(manifest["members"]), "size": size}, [said, apart % {"key": key}])


def _snapshot(path: Path) -> None:
    """The database as it stands at one moment, while others write."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(path)
        try:
            connection.connection.backup(copy)
        finally:
            copy.close()
        return
    _run_postgres("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")


def _run_postgres(program: str, *arguments: str) -> None:
    known = connection.settings_dict
    given = {"PGHOST": known["HOST"], "PGPORT": known["PORT"], "PGUSER": known["USER"], "PGPASSWORD": known["PASSWORD"]}
    env = {**os.environ, **{name: str(value) for name, value in given.items() if value}, "PGDATABASE": str(known["NAME"])}
    found = shutil.which(program)
    if found is None:
        raise Refused(_("The program %(name)s is missing: install PostgreSQL's client programs.") % {"name": program})
    done = subprocess.run([found, *arguments], env=env, capture_output=True, text=True, check=False)  # noqa: S603  -- our own words
    if done.returncode:
        raise Refused(_("%(name)s failed: %(why)s") % {"name": program, "why": done.stderr.strip()[-500:]})


def _media_files() -> Iterator[tuple[Path, str]]:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")) if root.exists() else ():
        if path.is_file() and not path.is_symlink():
            yield path, f"media/{path.relative_to(root).as_posix()}"


def _write(target: Path, standing: dict[str, Any], members: list[tuple[Path, str]]) -> dict[str, Any]:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    sums: dict[str, str] = {}
    with os.fdopen(handle, "wb") as file:
        with zipfile.ZipFile(file, "w", allowZip64=True) as pack:
            for path, name in members:
                how = zipfile.ZIP_STORED if path.suffix.lower() in PACKED else zipfile.ZIP_DEFLATED
                entry = zipfile.ZipInfo(name, dt.datetime.now().timetuple()[:6])
                entry.compress_type = how
                with path.open("rb") as source, pack.open(entry, "w", force_zip64=True) as sink:
                    sums[name] = _copy(source, sink)
            manifest = {**standing, "members": sums}
            pack.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1), zipfile.ZIP_DEFLATED)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _standing() -> dict[str, Any]:
    """What the manifest says of the installation. Asked before the snapshot: history has come at least so far in it."""
    seq, mac = Head.objects.filter(pk=1).values_list("seq", "mac").first() or (0, chain.GENESIS)
    return {
        "format": FORMAT,
        "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
        "history": {"seq": seq, "mac": mac, "key": key_mark()},
    }


def key_mark() -> str:
    """Tells one key of history from another without telling the key."""
    return chain.Sealer(settings.HISTORY_KEY).mac(b"rongmei backup")[:16]


def _copy(source: IO[bytes], sink: IO[bytes]) -> str:
    """Copied in pieces; the sha256 of what went through."""
    digest = hashlib.sha256()
    while piece := source.read(PIECE):
        digest.update(piece)
        sink.write(piece)
    return digest.hexdigest()


# ---- back ------------------------------------------------------------------------------------------------------------------


def restore(options: argparse.Namespace, context: Context) -> Result:
    """Into an empty installation only. Everything is unpacked and compared before anything is put in place; then history is verified."""
    _require_empty()
    with tempfile.TemporaryDirectory(prefix="rongmei-restore-", dir=settings.VAR_DIR) as name:
        folder = Path(name)
        try:
            manifest = _unpack(Path(options.file), folder)
        except (zipfile.BadZipFile, KeyError, ValueError) as problem:
            raise Invalid(_("this is no backup, or it is damaged (%(why)s).") % {"why": problem}, str(options.file)) from None
        _put_in_place(folder)
    call_command("migrate", verbosity=0)
    found = verify()
    head = Head.objects.filter(pk=1).first()
    seq = head.seq if head else 0
    files = sum(name.startswith("media/") for name in manifest["members"])
    line = _("%(files)d files and the database of %(at)s are back. %(history)s") % {
        "files": files,
        "at": manifest["made_at"],
        "history": found.sentence,
    }
    data = {"files": files, "made_at": manifest["made_at"], "seq": seq, "history": found.as_dict()}
    return Result(data, [line], failed="" if found.ok else found.sentence)


def _require_empty() -> None:
    there = set(connection.introspection.table_names())
    models = (Event, User)
    anchor = Path(settings.HISTORY_ANCHOR)
    used = any(model._meta.db_table in there and model._default_manager.exists() for model in models)
    if used or any(True for _file in _media_files()) or (anchor.exists() and anchor.stat().st_size):
        raise Refused(_("This installation is in use: restore into an empty one (a new RONGMEI_VAR, a new database)."))


def _unpack(path: Path, folder: Path) -> dict[str, Any]:
    """Every member, compared with the manifest. Raises BadZipFile, KeyError or ValueError for a file that is none of ours."""
    with zipfile.ZipFile(path) as pack:
        manifest: dict[str, Any] = json.loads(pack.read(MANIFEST))
        _require_fits(manifest)
        names = set(pack.namelist()) - {MANIFEST}
        if names != set(manifest["members"]):
            raise ValueError(sorted(names ^ set(manifest["members"]))[0])
        for name, digest in manifest["members"].items():
            parts = PurePosixPath(name).parts
            if name not in (ANCHOR, *DATABASE.values()) and (parts[0] != "media" or ".." in parts or len(parts) < 2):
                raise ValueError(name)
            target = folder.joinpath(*parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            with pack.open(name) as source, target.open("wb") as sink:
                if _copy(source, sink) != digest:
                    raise ValueError(name)
    return manifest


def _require_fits(manifest: dict[str, Any]) -> None:
    """Raises Refused for a backup this installation cannot take, with what to do."""
    if manifest["format"] != FORMAT:
        raise Refused(_("The backup has form %(form)s: restore it with a newer version.") % {"form": manifest["format"]})
    if manifest["database"] != connection.vendor:
        raise Refused(
            _("The backup is of %(theirs)s, this installation runs on %(ours)s: set DATABASE_URL accordingly.")
            % {"theirs": manifest["database"], "ours": connection.vendor}
        )
    if manifest["history"]["key"] != key_mark():
        raise Refused(
            _("History was sealed with another key: put the old installation's history_key at %(path)s (or set HISTORY_KEY), then repeat.")
            % {"path": settings.VAR_DIR / "keys" / "history_key"}
        )
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    replaced = [pair for one in known.values() for pair in one.replaces]
    newer = sorted(set(manifest["migrations"]) - {f"{app}.{name}" for app, name in (*known, *replaced)})
    if newer:
        raise Refused(
            _("The backup was made by a newer version (%(name)s is unknown here): restore it with that one.") % {"name": newer[0]}
        )


def _put_in_place(folder: Path) -> None:
    if connection.vendor == "sqlite":
        target = Path(str(connection.settings_dict["NAME"]))
        connection.close()
        for rest in ("-wal", "-shm"):
            target.with_name(target.name + rest).unlink(missing_ok=True)
        shutil.move(folder / DATABASE["sqlite"], target)
    else:
        # An empty installation has its tables already, maybe of a newer version: the dump brings its own.
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        connection.close()
        name, dump = str(connection.settings_dict["NAME"]), str(folder / DATABASE["postgresql"])
        _run_postgres("pg_restore", "--no-owner", "--no-privileges", "--single-transaction", f"--dbname={name}", dump)
    if (folder / "media").exists():
        root = Path(settings.MEDIA_ROOT)
        root.mkdir(parents=True, exist_ok=True)
        for path in (folder / "media").iterdir():
            shutil.move(path, root / path.name)
    anchor = Path(settings.HISTORY_ANCHOR)
    anchor.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(folder / ANCHOR, anchor)


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("the backup (a ZIP file)"))


BACKUP = Command(
    "backup", gettext_lazy("Put the database, all files and the anchor of history into one file, while people work."), back_up, _file
)
RESTORE = Command("restore", gettext_lazy("Bring a backup back into an empty installation, and verify its history."), restore, _file)
