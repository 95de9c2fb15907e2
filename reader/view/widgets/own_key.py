"""Keys of a widget that is typed into, acted on before those that come behind them."""

from __future__ import annotations

from textual.events import Key
from textual.widget import Widget


async def own_key(widget: Widget, event: Key) -> bool:
    """Do at once what a key is bound to in the widget that has the focus; whether it is bound
    there.

    Textual looks a key up only after its event has bubbled to the application: of keys that come
    in one burst, the letters behind it would have had their turn before it.
    """
    active = widget.screen.active_bindings.get(event.key)
    if active is None or active.node is not widget or active.binding.priority:
        return False
    event.stop()
    event.prevent_default()
    await widget.run_action(active.binding.action)
    return True
