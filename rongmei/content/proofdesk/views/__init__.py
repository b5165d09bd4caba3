"""Screens and endpoints of the proof desk."""
