"""What people on a project are told, in four parts, and when an update breaks a silence."""
