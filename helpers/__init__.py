"""The code that the chapters teach, and the live pictures that they show."""
