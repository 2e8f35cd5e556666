from coproduction.base.access import ANYONE, COORDINATOR, MANAGER, Door

DOORS = [
    Door("principles:index", ANYONE, does="read the six principles", why="the six principles are public"),
    Door("principles:dashboard", MANAGER, does="see how the six principles stand, with small numbers hidden"),
    Door("principles:late", MANAGER, does="see which payments are late, and whose step was late"),
    Door("principles:unanswered", MANAGER, does="see how much of what people said has no answer yet"),
    Door("principles:heard", MANAGER, does="see how many people were heard, with small numbers hidden"),
    Door("principles:agreed", MANAGER, does="see how much money was agreed"),
    Door("principles:sent", MANAGER, does="see how much money was sent"),
    Door("principles:project", COORDINATOR | MANAGER, does="see how the six principles stand in a project"),
    Door("principles:principle", COORDINATOR | MANAGER, does="see how the six principles stand in a project"),
    Door("principles:owed", COORDINATOR | MANAGER, does="see what is owed to people in a project"),
    Door("principles:finding", COORDINATOR | MANAGER, does="see why a principle stands as it does"),
    Door("principles:reflect", COORDINATOR, does="answer the six questions too, before they see what people say"),
]
