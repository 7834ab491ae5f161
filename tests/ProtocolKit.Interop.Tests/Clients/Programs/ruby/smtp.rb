# Sends a mail with Net::SMTP: smtp.rb HOST PORT AUTHORITY
require "net/smtp"

host, port, authority = ARGV
client = Net::SMTP.new(host, port)
client.enable_starttls(OpenSSL::SSL::SSLContext.new.tap { |tls| tls.set_params(ca_file: authority) })
client.start("client.example") do
  puts client.send_message("Subject: From Ruby\r\n\r\nHello\r\n", "a@client.example", "b@mail.example").string
end
