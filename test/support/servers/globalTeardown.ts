async function globalTeardown(): Promise<void> {
  await globalThis.stopTestServers?.()
}

export = globalTeardown
