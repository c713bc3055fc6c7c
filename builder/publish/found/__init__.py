"""How a site is found and followed: sitemaps, feeds, and what hosts and programs are told."""
