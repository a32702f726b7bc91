import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The first start makes a cluster and loads the demo; it may take this long, in milliseconds. */
const START = 90_000;
const STOP = 20_000;
const ROOT = resolve("..");
const BINARY = join(ROOT, "bin/medskapa");

/** Starts the program on a free port with a data folder of its own; returns what stops it. */
export default async function server(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.MEDSKAPA_E2E_URL) return undefined;
  if (!existsSync(BINARY)) throw new Error(`${BINARY} is missing: run "make build" first`);
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), "medskapa-e2e-"));
  const url = `http://localhost:${port}`;
  const program = start(port, url, data);
  const stop = async () => {
    await end(program.process);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await ready(url, program);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.MEDSKAPA_E2E_URL = url;
  return stop;
}

type Program = { process: ChildProcess; output: () => string };

function start(port: number, url: string, data: string): Program {
  const env = { ...process.env, MEDSKAPA_ADDR: `127.0.0.1:${port}`, MEDSKAPA_URL: url, MEDSKAPA_DATA: data };
  const child = spawn(BINARY, ["serve", "--demo"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-8000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return { process: child, output: () => output };
}

async function ready(url: string, program: Program): Promise<void> {
  const deadline = Date.now() + START;
  while (Date.now() < deadline) {
    if (program.process.exitCode !== null)
      throw new Error(`The program ended at its start:\n${program.output()}`);
    if (await answers(`${url}/readyz`)) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`The program was not ready within ${START / 1000} s:\n${program.output()}`);
}

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false, // Not listening yet.
  );

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const force = setTimeout(() => child.kill("SIGKILL"), STOP);
    child.once("exit", () => {
      clearTimeout(force);
      done();
    });
    child.kill("SIGTERM");
  });
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? done(address.port) : failed(new Error("no port")),
      );
    });
  });
}
