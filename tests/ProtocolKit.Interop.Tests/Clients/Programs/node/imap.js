// Lists the mailboxes with ImapFlow: imap.js HOST PORT AUTHORITY
const { readFileSync } = require("node:fs");
const { ImapFlow } = require("imapflow");

const [host, port, authority] = process.argv.slice(2);

async function run() {
  const client = new ImapFlow({
    host, port: Number(port), secure: false, doSTARTTLS: true, logger: false, tls: { ca: readFileSync(authority) },
    auth: { user: "user", pass: "secret" },
  });
  await client.connect();
  console.log(await client.list());
  await client.logout();
}

run();
