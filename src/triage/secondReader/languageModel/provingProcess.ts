import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { openNetwork } from './languageModel'

// Started by proveOpening.ts: which network, and how long it may take, in milliseconds.
const [, , file = '', limitMs] = process.argv

// Whoever started this may be gone by then, and what hangs looks at no clock: another thread does.
const STRIKE = 'const { workerData } = require("node:worker_threads"); setTimeout(() => process.kill(process.pid, "SIGKILL"), workerData)'
new Worker(STRIKE, { eval: true, workerData: Number(limitMs) + 5_000 }).unref()

async function prove(): Promise<void> {
  const read = await openNetwork(readFileSync(file))
  await read([0, 0])
}

prove().then(() => process.exit(0), () => process.exit(1))
