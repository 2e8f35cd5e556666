"""From an empty house to its first person at work, and a colleague who is asked in: all in a browser."""

from coproduction.accounts.models import Membership, Organisation, User
from coproduction.accounts.organisations import setup_token
from coproduction.base import outbox


def test_an_organisation_begins_and_its_first_person_comes_in(walks, post_folder):
    walk = walks(width=320, scripts=False).open("/set-up/")
    walk.write("The set-up word", "not it").write("What is it called?", "Riverside")
    walk.write("Smallest group whose figures are shown to others", "3")
    walk.press_in_vain("Set up and invite them", "set-up word", "10 or more", "Write their name", "email address")
    walk.write("The set-up word", setup_token().lower()).write("Smallest group whose figures are shown to others", "10")
    walk.tick("Saturday").write("Name of the first coordinator", "Cora").write("Their email", "Cora@example.org")
    walk.press("Set up and invite them").reads("Cora is invited")
    assert Organisation.objects.get().working_days == "123456"
    assert outbox.send_due() == 1
    (letter,) = post_folder.glob("*.txt")
    assert "You are invited" in letter.read_text()
    # The next message is the code.
    letter.unlink()
    walk.write("Your phone number or email", "cora@example.org").press("Send me a code")
    walk.write("Your code", walk.code()).press("Sign me in")
    walk.reads("You are invited to work at Riverside", "Coordinator: runs projects")
    walk.write("Your name", "").press_in_vain("Yes, I work there", "Write your name")
    walk.write("Your name", "Cora Bell").press("Yes, I work there").reads("Welcome.")
    assert {one.role for one in Membership.objects.filter(user__name="Cora Bell")} == {"coordinator", "manager"}
    assert not walk.faults, "\n".join(walk.faults)


def test_one_that_was_taken_back_says_so_kindly(walks, organisation, mina):
    from coproduction.accounts.invitations import invite, withdraw

    asked = invite(organisation=organisation, name="Kim", email="kim@example.org", roles=["finance"], by=mina)
    walk = walks(width=320).sign_in_by_code("kim@example.org").reads("Mina invites you")
    walk.press("Not now").reads("You are signed in")
    walk.open(f"/accounts/invited/{asked.pk}/")
    withdraw(invitation=asked, by=mina)
    walk.open(f"/accounts/invited/{asked.pk}/").reads("does not stand any more", "ask Mina")
    walk.press("Go on").reads("You are signed in")
    assert not User.objects.get(email="kim@example.org").roles
    assert not walk.faults, "\n".join(walk.faults)
