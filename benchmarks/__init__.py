"""How fast, against what else. Speed is measured here, and never in a test."""
