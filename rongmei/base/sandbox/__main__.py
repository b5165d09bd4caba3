"""The child: `python -m rongmei.base.sandbox MODULE BOUNDS ARGUMENT …` binds itself, then runs the `main()` of the module."""

from __future__ import annotations

import importlib
import json
import sys

from .bounds import Bounds, give_up_network


def main() -> None:
    _ours, name, bounds, *arguments = sys.argv
    give_up_network()
    module = importlib.import_module(name)
    Bounds(**json.loads(bounds)).bind()
    sys.argv = [name, *arguments]
    module.main()


if __name__ == "__main__":
    main()
