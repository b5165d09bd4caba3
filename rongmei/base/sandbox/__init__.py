"""Files nobody here has seen are parsed in a child process: bounds on everything, no network, no secrets. A library: no Django in it.

The child's module has a `main()` that reads standard input and writes standard output; `ask` or `start` runs it.
"""

from .asking import Ended, ask, start
from .bounds import MB, Bounds

__all__ = ["MB", "Bounds", "Ended", "ask", "start"]
