"""Who is in the demo: made-up people alone, with addresses and numbers that lead nowhere."""

from coproduction.accounts.models import Membership, User
from participants.contact.actions import recheck_contact
from participants.welcome.actions import welcome

# Whom the sign-in page offers to be.
SIGN_IN = {who: f"{who}@brambleside.example" for who in ("cora", "asha", "mina", "fin")}

# Contact, deputy, manager, finance: name, address before the @, role, last digits of a number kept for drama.
BRAMBLESIDE_STAFF = (
    ("Cora", "cora", "coordinator", "000"),
    ("Sam", "sam", "coordinator", "001"),
    ("Mina", "mina", "manager", "002"),
    ("Fin", "fin", "finance", "003"),
)
HARBOUR_STAFF = (
    ("Orla", "orla", "coordinator", "010"),
    ("Per", "per", "coordinator", "011"),
    ("Oli", "oli", "manager", "012"),
    ("Otis", "otis", "finance", "013"),
)

# What helps each person, what they are good at, how they like to be paid, named, told and to take part.
BRAMBLESIDE_PEOPLE = {
    "Asha": ("Papers in large print", "I notice what a room feels like", "bank", "name", "page", "any"),
    "Ben": ("A break every half hour", "I know every hostel in the city", "cash", "group", "call", "room"),
    "Cleo": ("", "I draw", "voucher", "name", "page", "room"),
    "Dev": ("Somebody to travel with", "I explain forms to people", "bank", "group", "page", "phone"),
    "Esme": ("", "I cook for forty", "cash", "name", "person", "room"),
    "Femi": ("Captions when online", "I speak three languages", "bank", "none", "page", "online"),
    "Gwen": ("A seat near the door", "I listen", "bank", "group", "letter", "room"),
    "Hugo": ("", "I mend things", "charity", "group", "page", "one_to_one"),
    "Ines": ("A taxi there and back", "I ask the plain question", "bank", "name", "page", "room"),
    "Jude": ("", "I chair a meeting well", "decline", "name", "page", "online"),
    "Kit": ("Papers read out by phone", "I keep time", "bank", "group", "call", "phone"),
    "Lena": ("", "I write short sentences", "bank", "name", "page", "writing"),
    "Moss": ("", "I know the night bus", "voucher", "group", "page", "any"),
    "Nell": ("Childcare paid up front", "I organise", "bank", "group", "page", "room"),
}
HARBOUR_PEOPLE = {
    "Pia": ("", "I paint", "bank", "name", "page", "room"),
    "Quinn": ("A quiet room", "I build websites", "bank", "group", "page", "online"),
    "Rosa": ("", "I translate", "cash", "group", "page", "room"),
    "Stan": ("Step-free door", "I play the accordion", "bank", "none", "call", "room"),
    "Tove": ("", "I remember names", "voucher", "name", "page", "room"),
}


def hire_staff(organisation, people, domain):
    """Users, in the order in which they stand above."""
    return [hire(organisation, *person, domain) for person in people]


def hire(organisation, name, local, role, digits, domain):
    user = User.objects.create_user(name=name, email=f"{local}@{domain}", phone=f"+447700900{digits}")
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


def welcome_people(organisation, rows, domain, digits, *, on, by, signed_in=()):
    """Participants by name. `digits` is the first of the drama numbers they get; the `signed_in` have a sign-in."""
    welcomed = {}
    for number, (name, (need, strength, pay, credit, news, join)) in enumerate(rows.items(), start=digits):
        phone = f"+447700900{number}"
        welcomed[name] = welcome(
            organisation=organisation,
            name=name,
            phone="",
            email=f"{name.lower()}@{domain}" if name in signed_in else "",
            contact=contact_of(name),
            channels=channels_of(name, phone),
            needs=[need] if need else [],
            strengths=[strength],
            choices={"pay": pay, "credit": credit, "news": news, "join": join},
            on=on,
            by=by,
        )
    return welcomed


def contact_of(name):
    shared = name in ("Ben", "Rosa")
    return {
        "hours": "Weekdays after ten",
        "voicemail": not shared,
        "shared_phone": shared,
        "say_from": "Say it is the drop-in" if shared else "",
        "dont_chase": name == "Hugo",
    }


def channels_of(name, phone):
    text = "no" if name in ("Ben", "Rosa") else "yes"
    return {"text": (text, phone), "call": ("ask" if name == "Gwen" else "yes", phone)}


def ask_again(people, names, *, on, by):
    """Ninety days go by: what is safe is asked again."""
    for name in names:
        channels = people[name].contact.channels.values_list("kind", "safe", "address")
        recheck_contact(
            participant=people[name],
            contact=contact_of(name),
            channels={kind: (safe, address) for kind, safe, address in channels},
            on=on,
            by=by,
        )
