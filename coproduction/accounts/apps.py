from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "coproduction.accounts"
    label = "accounts"

    def ready(self):
        from . import sessions  # noqa: F401 - its receivers
