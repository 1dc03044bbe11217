"""The only SQL: tables, and functions over them, on SQLite and PostgreSQL alike."""
