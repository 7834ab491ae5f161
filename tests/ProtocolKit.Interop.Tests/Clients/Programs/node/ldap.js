// Searches with ldapts: ldap.js HOST PORT AUTHORITY
const { readFileSync } = require("node:fs");
const { Client } = require("ldapts");

const [host, port, authority] = process.argv.slice(2);

async function run() {
  const client = new Client({ url: `ldap://${host}:${port}`, timeout: 30000, connectTimeout: 30000 });
  await client.startTLS({ ca: readFileSync(authority) });
  const { searchEntries } = await client.search("", { scope: "base" });
  console.log(searchEntries);
  await client.unbind();
}

run();
