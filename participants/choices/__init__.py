"""What a person chose: being paid, named, told, taking part."""
