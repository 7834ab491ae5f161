# Asks for the time with Net::NNTP: nntp.pl HOST PORT AUTHORITY
use strict;
use warnings;
use IO::Socket::SSL;
use Net::NNTP;

my ($host, $port, $authority) = @ARGV;
my $client = Net::NNTP->new($host, Port => $port, Timeout => 30) or die "$@\n";
$client->starttls(SSL_ca_file => $authority) or die $client->message, $IO::Socket::SSL::SSL_ERROR // '', "\n";
print @{ $client->help };
$client->quit;
