"""Keeps what was read of a data folder, so that only what changed is read and derived again.

`files`
    one snapshot file: what it says as columns, and a digest of what it says of each day.
`register`
    which files were read, under hashes of their bytes, with those digests.
`part_files`
    the rows of each month, under a hash of all that they depend on.
`sealed`
    files with a digest of what they hold: one that is damaged is the same as none.
`reading`
    puts these together.

Modification times mean nothing here: a fresh checkout has new ones for old files.
"""
