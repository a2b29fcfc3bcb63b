"""What is drawn. Widgets get data and post messages; they know no sibling, no play and no store."""
