const { ModernFakeTimers } = require('@jest/fake-timers')
const { ModuleMocker } = require('jest-mock')

/** Where jest.setTimeout keeps what it was told. */
const TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL')

/**
 * Runs the suites in the context of jest's worker itself, as programs run, and not each in one of its own: there every
 * look at a global goes through a proxy, and no package could be shared (./sharedPackages.cjs), since a Date or an Error
 * of one context is none in another. What a suite may change of the process is put back after it.
 */
module.exports = class OneContext {
  global = globalThis
  moduleMocker = new ModuleMocker(globalThis)
  fakeTimers = null
  before = { env: { ...process.env }, exit: process.exit }

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis })
  }

  exportConditions() {
    return ['node', 'node-addons']
  }

  /** Jest asks each environment for one. */
  getVmContext() {
    return null
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose()
    for (const name of Object.keys(process.env)) if (!(name in this.before.env)) delete process.env[name]
    Object.assign(process.env, this.before.env)
    process.exit = this.before.exit
    delete globalThis[TIMEOUT]
  }
}
