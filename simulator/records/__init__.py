"""What is kept on the trainee's own machine: plays, the scenarios they were played by, settings."""
