"""The charts of pages: which figures they show, with their captions and tables."""
