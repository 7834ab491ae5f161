"""Asks for help with nntplib: nntp.py HOST PORT AUTHORITY"""
import ssl
import sys
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
import nntplib  # noqa: E402

host, port, authority = sys.argv[1:]
client = nntplib.NNTP(host, int(port), timeout=30)
client.starttls(ssl.create_default_context(cafile=authority))
print(client.getcapabilities())
print(client.help())
client.quit()
