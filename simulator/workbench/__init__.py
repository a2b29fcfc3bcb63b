"""The trainer's workbench: what is done with many files at once, and what is written back into them."""
