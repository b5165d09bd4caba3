"""Words onto paper: which fonts there are, which characters they lack, and PDF set by Typst. A library: no Django in it."""
