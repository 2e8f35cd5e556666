"""For Django alone, which looks for models here: all else imports the room."""

from coproduction.base.rooms import modules

from .rooms import ROOMS

modules("projects", ROOMS, "models")
