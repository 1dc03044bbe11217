"""Adaptive Cards: one template and one frozen view each."""
