from django.shortcuts import render
from django.urls import path

from .models import Line


def page(request):
    return render(request, "page.html", {"lines": Line.objects.filter(owner=request.session["owner"])})


urlpatterns = [path("", page)]
