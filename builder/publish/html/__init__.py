"""How pages become HTML, by MkDocs, with what stands beside each."""
