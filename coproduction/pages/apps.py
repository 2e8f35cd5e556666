from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "coproduction.pages"
    label = "pages"
