"""The archive to take away: tables, packages, snapshots of days."""
