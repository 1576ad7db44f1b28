"""Live pictures: `explore` shows one with its controls, `still` one as it stands at some values."""

from helpers.live.stage import Stage, Still, explore, stages, still

__all__ = ["Stage", "Still", "explore", "stages", "still"]
