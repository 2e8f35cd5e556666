from coproduction.base.rooms import Link, Place

LINKS = (
    Link(Place.STAGE, "gatherings:learning", "What we learned"),
    Link(Place.CLOSING, "gatherings:learning", "Write down what you learned"),
    Link(Place.SAYING, "me:learning", "What we learned"),
)
