"""What the bot says and asks: no rule (they are in bot.domain), no sentence in two
places, no SQL.
"""

from bot.lean_sdk import leave_out

leave_out()
