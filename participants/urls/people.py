"""The names people:…, joined from the rooms."""

from participants.adaptations.urls import urlpatterns as adaptations
from participants.choices.urls import urlpatterns as choices
from participants.contact.urls import urlpatterns as contact
from participants.notes.urls import urlpatterns as notes
from participants.people.urls import urlpatterns as people
from participants.person.urls import urlpatterns as person
from participants.sign_in.urls import urlpatterns as sign_in
from participants.welcome.urls import urlpatterns as welcome

app_name = "people"

urlpatterns = [*person, *welcome, *contact, *people, *choices, *adaptations, *sign_in, *notes]
