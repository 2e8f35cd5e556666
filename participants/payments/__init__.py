"""A payment's life, its ledger, and the steps that staff and the person take."""
