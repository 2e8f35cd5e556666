import re

from django.utils.html import format_html


class Pattern:
    """HTML that was drawn once, to stand on a page several times with other words in its gaps."""

    def __init__(self, drawn: str, **gaps: str) -> None:
        """`drawn` came out of a template. `gaps`: by the name of each, what stands there in it."""
        # How it was indented in the template would stand there as often as it does.
        self.text = re.sub(r">\s+<", ">\n<", drawn).replace("{", "{{").replace("}", "}}")
        for name, stands_there in gaps.items():
            self.text = self.text.replace(stands_there, f"{{{name}}}")

    def filled(self, **words: object) -> str:
        """What goes into a gap is escaped, as in a template."""
        return format_html(self.text, **words)
