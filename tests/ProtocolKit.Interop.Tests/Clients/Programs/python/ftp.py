"""Logs in with ftplib: ftp.py HOST PORT AUTHORITY"""
import ftplib
import ssl
import sys

host, port, authority = sys.argv[1:]
with ftplib.FTP_TLS(context=ssl.create_default_context(cafile=authority), timeout=30) as client:
    client.connect(host, int(port))
    print(client.login("user", "secret"))
    print(client.prot_p())
