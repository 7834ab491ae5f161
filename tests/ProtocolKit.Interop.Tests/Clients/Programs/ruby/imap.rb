# Lists the mailboxes with Net::IMAP: imap.rb HOST PORT AUTHORITY
require "net/imap"

host, port, authority = ARGV
client = Net::IMAP.new(host, port: port, open_timeout: 30)
client.starttls(ca_file: authority, verify_mode: OpenSSL::SSL::VERIFY_PEER)
client.login("user", "secret")
puts client.list("", "*").map(&:name)
client.logout
