"""The Teams edge: everything between an HTTP request of the channel and the root dialog.

What dialogs may rely on
========================

The root dialog is a `botbuilder.dialogs.Dialog` handed to `TurnHandler`. In a turn it is continued
when it is on the stack and begun (without options) otherwise. It is called for these kinds of
`Incoming`: `MESSAGE`, `INSTALLED`, `EDITED`, `DELETED`, `REACTION`. `UNINSTALLED` is recorded here
and shown to no dialog (the next `INSTALLED` may greet again); `OTHER` (typing, other members) ends
at the edge.

`context.turn_state` holds

    "incoming"      bot.domain.inputs.Incoming: all that came in; use it, not `context.activity`
    "conversation"  bot.domain.conversation.TurnConversation: change its fields, they are saved
    "now"           datetime: the instant of this turn, UTC
    "claim"         what `read_claim` gave for the claim that a button names or, without one, for
                    `claim_id` in the state of the dialog that listens; rights are not checked
    "answer"        set it: bot.domain.conversation.ActionAnswer, how an Action.Execute
                    (`incoming.is_invoke`) is answered; left alone, the press is acknowledged
                    without a message

`context.activity` is a small SDK activity with type, id, text (None when empty), ids, names and
locale; no value, no attachments, no channel data.

`await context.send_activity(activity | text)` returns a `ResourceResponse` whose `id` is the
channel's id of the message (also "" when the channel gave none). `await
context.update_activity(activity)` replaces the message named by `activity.id`; `await
context.delete_activity(id)` removes it. They raise `ConnectorError`. Cards are taken as plain JSON
mappings in `Attachment(content_type="application/vnd.microsoft.card.adaptive", content=card)`;
nothing is copied, so a card is not changed after it was sent. A typing indicator is sent as
`Activity(type="typing")`; its errors are ignored.

Dialog state (`dc.active_dialog.state`, waterfall values and options) is plain JSON: text, numbers,
booleans, None, lists, mappings with text keys. Anything else fails the turn with `NotStorable`. It
is dropped, never the claim, when `schema_version` of the handler differs from the stored one.

A turn that raises saves nothing: no dialog state, no `TurnConversation`, no mark that the activity
was seen. The partner is told a reference number, and the log has the same one.
"""

from bot.lean_sdk import leave_out

leave_out()
