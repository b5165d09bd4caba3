"""The main path in a real browser, in Chinese, as each role: clicked and typed, nothing posted behind the screen's back."""
