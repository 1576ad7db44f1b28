"""Live pictures: `explore` shows one with its controls."""

from helpers.live.stage import Stage, explore, stages

__all__ = ["Stage", "explore", "stages"]
