// Asks with node-postgres: postgres.js HOST PORT AUTHORITY
const { readFileSync } = require("node:fs");
const { Client } = require("pg");

const [host, port, authority] = process.argv.slice(2);

async function run() {
  const client = new Client({ host, port: Number(port), user: "test", database: "test", ssl: { ca: readFileSync(authority) } });
  await client.connect();
  console.log((await client.query("select answer")).rows);
  await client.end();
}

run();
