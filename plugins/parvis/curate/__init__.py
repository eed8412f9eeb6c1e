"""What is shown, and why: pure decisions from records to the Hub."""
