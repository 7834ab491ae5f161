# Searches with Net::LDAP: ldap.rb HOST PORT AUTHORITY
require "net/ldap"

host, port, authority = ARGV
tls = { method: :start_tls, tls_options: { ca_file: authority, verify_mode: OpenSSL::SSL::VERIFY_PEER } }
client = Net::LDAP.new(host: host, port: port, encryption: tls)
client.search(base: "", scope: Net::LDAP::SearchScope_BaseObject) { |entry| puts entry[:description] }
abort client.get_operation_result.to_s unless client.get_operation_result.code.zero?
