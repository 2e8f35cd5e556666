"""What stands round every page: the navigation of the person's roles."""


def frame(request):
    return {"nav": []}
