"""The local chat page of sandbox mode: Web Chat, Direct Line, Bot Connector; loopback only.

It stands in for Teams: uploads and people reach the bot in the shapes in which Teams sends them.
What it does not prove about Teams is written in the README.
"""

from bot.channel.webchat.page import ensure_bundle
from bot.channel.webchat.routes import WebChatSettings, add_webchat

__all__ = ["WebChatSettings", "add_webchat", "ensure_bundle"]
