"""One module for each screen. A screen calls the play, keeps the value, and shows it."""
