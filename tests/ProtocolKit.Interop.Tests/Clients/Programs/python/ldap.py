"""Searches with ldap3: ldap.py HOST PORT AUTHORITY"""
import ssl
import sys

import ldap3

host, port, authority = sys.argv[1:]
tls = ldap3.Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=authority)
server = ldap3.Server(host, int(port), tls=tls, get_info=ldap3.NONE, connect_timeout=30)
with ldap3.Connection(server, auto_bind=ldap3.AUTO_BIND_TLS_BEFORE_BIND, receive_timeout=30) as client:
    client.search("", "(objectClass=*)", ldap3.BASE, attributes=["description"])
    print(client.entries)
