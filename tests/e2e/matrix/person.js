// A person's client, driven by JSON lines: a command a line in, its result out under the same number, and whatever the
// person sees in between. The library logs to standard error.
import console from "node:console";
import process from "node:process";
import readline from "node:readline";

globalThis.console = new console.Console(process.stderr, process.stderr);
const commands = await import("./person_commands.js");

const tell = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

async function carryOut({ number, command, ...how }) {
  try {
    tell({ number, result: (await commands[command](how, tell)) ?? null });
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    tell({ number, error: String(error) });
  }
}

for await (const line of readline.createInterface({ input: process.stdin })) void carryOut(JSON.parse(line));
process.exit();
