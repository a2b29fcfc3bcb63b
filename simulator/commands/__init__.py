"""The commands of `roleplay`, a file each. A file is imported when its command is asked for."""
