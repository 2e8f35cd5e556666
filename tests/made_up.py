"""The made-up organisations, as the demo loads them."""

from coproduction.demo.load import load as load_anew

from .kept import once

load = once(load_anew)
