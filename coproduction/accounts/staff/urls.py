"""Where an organisation begins and its staff come in."""

from django.urls import include, path

from .views import coming_in, organisation

of_the_organisation = [
    path("", organisation.organisation, name="home"),
    path("<uuid:organisation_id>/settings/", organisation.settings, name="settings"),
    path("<uuid:organisation_id>/invite/", organisation.invite_someone, name="invite"),
    path("<uuid:organisation_id>/people/<uuid:member_id>/", organisation.roles, name="roles"),
    path("<uuid:organisation_id>/people/<uuid:member_id>/second-factor/", organisation.lost_factor, name="lost_factor"),
    path("invitations/<uuid:invitation_id>/withdraw/", organisation.withdraw_invitation, name="withdraw"),
]

urlpatterns = [
    path("set-up/", coming_in.set_up, name="set_up"),
    path("accounts/invited/<uuid:invitation_id>/", coming_in.invitation, name="invitation"),
    path("organisation/", include((of_the_organisation, "organisation"))),
]
