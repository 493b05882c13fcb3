/** Where jest keeps on the global object what is one suite's: who hears of its tests, the tests, and what it set for them. */
const OF_ONE_SUITE = new Set([
  'EVENT_HANDLERS', 'JEST_STATE_SYMBOL', 'TEST_TIMEOUT_SYMBOL', 'RETRY_TIMES', 'RETRY_IMMEDIATELY', 'WAIT_BEFORE_RETRY', 'LOG_ERRORS_BEFORE_RETRY',
])
/** Packages, which all suites share, put themselves there once and clear up at the end of the process. */
const OF_PACKAGES = new Set(['exit', 'beforeExit'])

/**
 * Remembers what a suite may change of the process and of the global object.
 *
 * @returns puts it back
 */
module.exports = function asItWas(process, global) {
  const { exit, exitCode } = process
  const env = { ...process.env }
  const listeners = listenersOf(process)
  const symbols = new Set(Object.getOwnPropertySymbols(global))
  return () => {
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name]
    Object.assign(process.env, env)
    Object.assign(process, { exit, exitCode })
    putBack(process, listeners)
    for (const symbol of Object.getOwnPropertySymbols(global)) if (OF_ONE_SUITE.has(symbol.description) && !symbols.has(symbol)) delete global[symbol]
  }
}

const listenersOf = (process) =>
  new Map(process.eventNames().filter((name) => !OF_PACKAGES.has(name)).map((name) => [name, process.rawListeners(name)]))

function putBack(process, before) {
  const after = listenersOf(process)
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [then, now] = [before.get(name) ?? [], after.get(name) ?? []]
    for (const listener of now) if (!then.includes(listener)) process.removeListener(name, listener)
    for (const listener of then) if (!now.includes(listener)) process.on(name, listener)
  }
}
