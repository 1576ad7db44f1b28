"""What pictures share: one of each."""
