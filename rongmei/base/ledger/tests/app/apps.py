from django.apps import AppConfig


class LedgerTestsConfig(AppConfig):
    name = "rongmei.base.ledger.tests.app"
    label = "ledgertests"
