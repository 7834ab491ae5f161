"""Sends a mail with smtplib: lmtp.py HOST PORT AUTHORITY"""
import smtplib
import ssl
import sys

host, port, authority = sys.argv[1:]
with smtplib.LMTP(host, int(port), local_hostname="client.example", timeout=30) as client:
    client.starttls(context=ssl.create_default_context(cafile=authority))
    client.sendmail("a@client.example", "b@mail.example", "Subject: From Python\r\n\r\nHello\r\n")
    print(client.noop())
