from django import forms


class Lines(forms.CharField):
    """Several short answers, one a line. Gives a list; an empty one is an answer too."""

    widget = forms.Textarea(attrs={"rows": 3})
    longest = 200

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if (long := max(map(len, lines), default=0)) > self.longest:
            raise forms.ValidationError(
                f"One line has {long} letters; {self.longest} fit. Take out {long - self.longest}, or use more lines."
            )
        return list(dict.fromkeys(lines))

    def has_changed(self, initial, data):
        """Whether the lines are others than stood there; how they were broken is no change."""
        return (initial or []) != [line.strip() for line in (data or "").splitlines() if line.strip()]

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else "\n".join(value)
