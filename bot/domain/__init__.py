"""Pure rules and values of co-op claims: values in, values out; no clock, no I/O, no SDK."""
