"""The figures of a day as claims ask for them, and the ways in which a claim can mean them."""
