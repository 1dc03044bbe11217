"""The claims bot: everything below the conversation."""
