from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "coproduction.demo"
    label = "demo"
