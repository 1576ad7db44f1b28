"""A Jupyter server extension: answers to a dragged slider leave the server at once.

A kernel's answers are many small messages. Jupyter's server lets TCP hold each back until the browser has confirmed
the one before (Nagle's algorithm), which halves the pictures a second; this sets TCP_NODELAY on the websockets that
carry them. server.json beside this file, installed under etc/jupyter, switches it on; without it all works, slower.
"""


def prompt(connection_class):
    """Return the server's class of kernel connections, with TCP_NODELAY on its websocket."""

    class PromptConnection(connection_class):
        def connect(self):
            self.websocket_handler.set_nodelay(True)
            return super().connect()

    return PromptConnection


def _load_jupyter_server_extension(app):
    settings = app.web_app.settings
    settings["kernel_websocket_connection_class"] = prompt(settings["kernel_websocket_connection_class"])
