"""Asks with PyMySQL: mysql.py HOST PORT AUTHORITY"""
import sys

import pymysql

host, port, authority = sys.argv[1:]
tls = {"ca": authority, "check_hostname": True}
client = pymysql.connect(host=host, port=int(port), user="test", password="secret", ssl=tls, connect_timeout=30)
with client.cursor() as cursor:
    cursor.execute("select answer")
    print(cursor.fetchall())
client.close()
