// Prints the rows of a Parquet file as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.PACKAGES + "/");
const { parquetReadObjects } = await import(pathToFileURL(require.resolve("hyparquet")));
const octets = readFileSync(process.argv[2]);
const file = octets.buffer.slice(octets.byteOffset, octets.byteOffset + octets.byteLength);
const rows = await parquetReadObjects({ file });
console.log(JSON.stringify(rows, (_, value) => typeof value === "bigint" ? Number(value) : value));
