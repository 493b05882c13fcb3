const { ModernFakeTimers } = require('@jest/fake-timers')
const { ModuleMocker } = require('jest-mock')
const asItWas = require('./asItWas.cjs')

/**
 * Runs the suites in the context of jest's worker itself, as programs run, and not each in one of its own: there every
 * look at a global goes through a proxy, and no package could be shared (./sharedPackages.cjs), since a Date or an Error
 * of one context is none in another. What a suite may change of the process is put back after it, and what jest keeps of it let go.
 */
module.exports = class OneContext {
  global = globalThis
  moduleMocker = new ModuleMocker(globalThis)
  fakeTimers = null
  putBack = asItWas(process, globalThis)

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
    this.putBack()
  }
}
