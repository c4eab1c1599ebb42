// Reads lines of base64 from standard input. For each it writes a line of JSON: what the message says, in words that keep every
// type and every bit, and the same value encoded again by this implementation.
import { decode, encode } from "@msgpack/msgpack";
import { createInterface } from "node:readline";

const options = { useBigInt64: true };

function describe(value) {
  if (value === null) return "nil";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "bigint") return `int ${value}`;
  if (typeof value === "number") return Number.isSafeInteger(value) && !Object.is(value, -0) ? `int ${value}` : `float ${hex(value)}`;
  if (typeof value === "string") return `str ${Buffer.from(value, "utf8").toString("hex")}`;
  if (value instanceof Uint8Array) return `bin ${Buffer.from(value).toString("hex")}`;
  if (Array.isArray(value)) return `[${value.map(describe).join(", ")}]`;
  return `{${Object.entries(value).map(([key, item]) => `${describe(key)}: ${describe(item)}`).join(", ")}}`;
}

function hex(number) {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(number);
  return bytes.toString("hex");
}

for await (const line of createInterface({ input: process.stdin })) {
  const value = decode(Buffer.from(line, "base64"), options);
  process.stdout.write(`${JSON.stringify({ said: describe(value), encoded: Buffer.from(encode(value, options)).toString("base64") })}\n`);
}
