class Refused(Exception):
    """A write that the rules do not allow. Its words are for the person who tried."""
