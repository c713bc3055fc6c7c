"""What builds keep of pages, so that only what changed is made anew, and why."""
