"""The benchmark: a fake channel, reference bots, the figures to reach. See docs/performance.md."""
