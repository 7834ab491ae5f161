# Sends a mail with Net::SMTP: smtp.pl HOST PORT AUTHORITY
use strict;
use warnings;
use IO::Socket::SSL;
use Net::SMTP;

my ($host, $port, $authority) = @ARGV;
my $client = Net::SMTP->new($host, Port => $port, Hello => 'client.example', Timeout => 30) or die "$@\n";
$client->starttls(SSL_ca_file => $authority) or die $client->message, $IO::Socket::SSL::SSL_ERROR // '', "\n";
$client->mail('a@client.example') && $client->to('b@mail.example') && $client->data("Subject: From Perl\n\nHello\n") or die $client->message;
print $client->message;
$client->quit;
