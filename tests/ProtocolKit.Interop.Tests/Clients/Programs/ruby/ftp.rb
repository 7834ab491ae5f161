# Logs in and asks for help with Net::FTP: ftp.rb HOST PORT AUTHORITY
require "net/ftp"

host, port, authority = ARGV
Net::FTP.open(host, port: port, ssl: { ca_file: authority }, username: "user", password: "secret", open_timeout: 30) do |client|
  puts client.sendcmd("HELP")
end
