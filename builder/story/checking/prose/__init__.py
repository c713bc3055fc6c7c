"""From a file of Markdown to sentences whose every character knows its place."""
