// Asks with MySQL2: mysql.js HOST PORT AUTHORITY
const { readFileSync } = require("node:fs");
const { createConnection } = require("mysql2/promise");

const [host, port, authority] = process.argv.slice(2);

async function run() {
  const client = await createConnection({
    host, port: Number(port), user: "test", password: "secret", ssl: { ca: readFileSync(authority), verifyIdentity: true },
  });
  console.log((await client.query("select answer"))[0]);
  await client.end();
}

run();
