"""Lists the messages with poplib: pop3.py HOST PORT AUTHORITY"""
import poplib
import ssl
import sys

host, port, authority = sys.argv[1:]
client = poplib.POP3(host, int(port), timeout=30)
client.stls(context=ssl.create_default_context(cafile=authority))
client.user("user")
client.pass_("secret")
print(client.list())
client.quit()
