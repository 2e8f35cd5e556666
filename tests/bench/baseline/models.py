from django.db import models


class Line(models.Model):
    owner = models.IntegerField(db_index=True)
    words = models.CharField(max_length=100)
    written_at = models.DateTimeField(auto_now_add=True)
