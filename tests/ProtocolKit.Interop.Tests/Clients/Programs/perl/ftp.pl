# Logs in with Net::FTP: ftp.pl HOST PORT AUTHORITY
use strict;
use warnings;
use IO::Socket::SSL;
use Net::FTP;

my ($host, $port, $authority) = @ARGV;
my $client = Net::FTP->new($host, Port => $port, Timeout => 30, SSL_ca_file => $authority) or die "$@\n";
$client->starttls or die $client->message, $IO::Socket::SSL::SSL_ERROR // '', "\n";
$client->login('user', 'secret') or die $client->message;
print $client->message;
$client->quit;
