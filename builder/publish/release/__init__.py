"""How a finished site becomes public in one step: made beside, looked over, exchanged, kept."""
