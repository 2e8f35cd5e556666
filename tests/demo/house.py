"""The house as it stands in demo mode: its paths and its doors, with those to try it out."""

from coproduction import doors, urls

urlpatterns = [*urls.urlpatterns, *urls.to_try_it_out()]
handler400, handler500 = urls.handler400, urls.handler500
DOORS = [*doors.DOORS, *doors.TO_TRY_IT_OUT]
