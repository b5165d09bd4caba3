from rongmei.cli import script

script()
