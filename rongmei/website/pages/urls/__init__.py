"""Two doors: `public` for readers, `console` for who arranges the sites."""
