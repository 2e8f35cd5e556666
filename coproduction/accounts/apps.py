from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "coproduction.accounts"
    label = "accounts"

    def ready(self):
        from . import devices, sessions  # noqa: F401 - their receivers
