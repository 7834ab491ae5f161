# Searches with Net::LDAP: ldap.pl HOST PORT AUTHORITY
use strict;
use warnings;
use Net::LDAP;

my ($host, $port, $authority) = @ARGV;
my $client = Net::LDAP->new($host, port => $port, timeout => 30) or die "$@\n";
my $tls = $client->start_tls(verify => 'require', cafile => $authority);
die $tls->error, "\n" if $tls->code;
print $client->search(base => '', scope => 'base', filter => '(objectClass=*)')->entry(0)->get_value('description'), "\n";
$client->unbind;
