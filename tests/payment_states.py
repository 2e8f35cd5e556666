"""Draws the states of a payment from their table: `python -m tests.payment_states > docs/payment-states.md`."""

from participants.payments import life

HEAD = """# The states of a payment

Drawn from `participants/payments/life.py` by `python -m tests.payment_states`; a test holds the two together.
"""


def drawing():
    steps = [(step, start) for step in (*life.STAFF_STEPS, *life.PERSON_STEPS) for start in step.takes]
    arrows = [f"    {start} --> {step.to or start}: {step.label}" for step, start in steps]
    rows = [
        f"| {start} | {step.label} | {step.to or 'on from where it was'} | {step.by.value} | {not_by(step)} |"
        for step, start in steps
    ]
    states = [f"| {state} | {state.label} | {life.SHOWN[state].to_the_person} |" for state in life.State]
    return "\n".join(
        [
            HEAD,
            "```mermaid",
            "stateDiagram-v2",
            *arrows,
            "```",
            "",
            "| state | staff read | the person reads |",
            "| --- | --- | --- |",
            *states,
            "",
            "| from | step | to | by | never by |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def not_by(step):
    names = {life.PAYEE: "the payee", life.DRAFTER: "who wrote it down", life.APPROVER: "who checked it"}
    return ", ".join(names[party] for party in step.not_by)


if __name__ == "__main__":
    print(drawing(), end="")
