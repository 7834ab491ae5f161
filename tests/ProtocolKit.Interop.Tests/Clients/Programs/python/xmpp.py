"""Starts a session with slixmpp: xmpp.py DOMAIN PORT AUTHORITY"""
import asyncio
import sys

import slixmpp

domain, port, authority = sys.argv[1:]


class Client(slixmpp.ClientXMPP):
    def __init__(self):
        super().__init__(f"user@{domain}", "secret")
        self.ca_certs = authority
        self.failure = "no session"
        self.add_event_handler("session_start", self.on_session)
        for event in ("ssl_invalid_chain", "ssl_invalid_cert", "connection_failed", "stream_error", "failed_all_auth"):
            self.add_event_handler(event, self.on_failure)

    def on_session(self, _):
        print(self.boundjid.resource)
        self.failure = None
        self.disconnect()

    def on_failure(self, reason):
        self.failure = repr(reason)
        self.abort()


client = Client()
client.dns_service = None
client.use_ipv6 = False
client.default_port = int(port)  # what is passed to connect is not used with a name
client.connect((domain, int(port)))
client.loop.run_until_complete(asyncio.wait_for(client.disconnected, 30))
sys.exit(client.failure)
