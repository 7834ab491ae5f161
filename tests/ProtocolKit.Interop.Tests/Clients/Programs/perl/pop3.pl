# Gets a mail with Net::POP3: pop3.pl HOST PORT AUTHORITY
use strict;
use warnings;
use IO::Socket::SSL;
use Net::POP3;

my ($host, $port, $authority) = @ARGV;
my $client = Net::POP3->new($host, Port => $port, Timeout => 30) or die "$@\n";
$client->starttls(SSL_ca_file => $authority) or die $client->message, $IO::Socket::SSL::SSL_ERROR // '', "\n";
defined $client->login('user', 'secret') or die $client->message;
print @{ $client->get(1) };
$client->quit;
