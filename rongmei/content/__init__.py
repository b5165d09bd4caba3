"""Words we write: checked, reviewed, printed."""
