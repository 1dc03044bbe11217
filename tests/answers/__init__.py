"""Answers to questions: what they say, and from where."""
