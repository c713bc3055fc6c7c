"""Invents a realistic archive from a seed, so that a newcomer sees a full site.

Assets are taken from a table (`assets`), a market is simulated (`simulation`), what happened is
turned into the figures a provider would report (`figures`), some of them get lost (`gaps`); what is
left is the archive (`archive`), which is written down (`files`). Every page built from it says
that its figures are not real, because its `sources.yml` does.
"""

from builder.demo.archive import LAST_DAY, Demo, draw_demo
from builder.demo.files import DemoRefused, print_files, write_demo

__all__ = ["LAST_DAY", "Demo", "DemoRefused", "draw_demo", "print_files", "write_demo"]
