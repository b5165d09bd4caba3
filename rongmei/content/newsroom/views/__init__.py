"""Screens of the newsroom."""
