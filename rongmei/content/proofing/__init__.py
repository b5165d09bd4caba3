"""Proofreading of Chinese text: finds, explains, never changes text by itself. A library: no Django in it."""
