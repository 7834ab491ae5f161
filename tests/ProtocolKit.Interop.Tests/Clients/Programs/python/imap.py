"""Lists the mailboxes with imaplib: imap.py HOST PORT AUTHORITY"""
import imaplib
import ssl
import sys

host, port, authority = sys.argv[1:]
client = imaplib.IMAP4(host, int(port), timeout=30)
client.starttls(ssl_context=ssl.create_default_context(cafile=authority))
client.login("user", "secret")
print(client.list())
client.logout()
