const { createRequire } = require('node:module')
const { compileFunction } = require('node:vm')
const { default: Runtime } = require('jest-runtime')
const StoragesOfSuite = require('./storagesOfSuite.cjs')

/**
 * Loads the project's own modules anew for each suite, as jest does, but compiles them once, and loads packages, jest's own
 * among them, and Node's own modules once for all suites that one worker runs: each suite had loaded mongoose, express and
 * twilio again, and run them before V8 knew which of their functions are worth compiling. So no suite may replace a package,
 * nor leave anything in one.
 */
module.exports = class SharedPackages extends Runtime {
  /** Where jest keeps which test runs. */
  storages = new StoragesOfSuite()

  constructor(...parts) {
    super(...parts)
    const { executor } = this
    // In the context where the packages are, of ./oneContext.cjs: jest can only compile for another.
    executor.compile = (source, filename) => compiled(source, filename, executor.injectedModuleParameters)
    const { mockState } = this
    const mark = mockState.markExplicitCjsMock.bind(mockState)
    mockState.markExplicitCjsMock = (from, name) => {
      refusePackage(name)
      mark(from, name)
    }
  }

  /** What would have no effect must not look as though it had. */
  setMock(from, name, ...how) {
    refusePackage(name)
    super.setMock(from, name, ...how)
  }

  setModuleMock(from, name, ...how) {
    refusePackage(name)
    super.setModuleMock(from, name, ...how)
  }

  requireModuleOrMock(from, name) {
    return name.startsWith('.') ? super.requireModuleOrMock(from, name) : require(name)
  }

  /** What jest itself needs beside each suite: packages as well. */
  requireInternalModule(from, name) {
    if (name === 'node:async_hooks') return this.storages.module
    return name === undefined || name.startsWith('.') ? super.requireInternalModule(from, name) : createRequire(from)(name)
  }

  teardown() {
    super.teardown()
    this.storages.letGo()
  }

  /** Jest would let the process hand out Node's modules of one suite; the process outlives it. */
  installGetBuiltinModule() {}
}

/** By file, what all suites of this worker run of it. */
const known = new Map()

/** Compiled once: run again by the next suite, it has state of its own, and V8 knows already what of it is worth optimizing. */
function compiled(source, filename, parameters) {
  const before = known.get(filename)
  if (before?.source === source) return before.body
  const body = compileFunction(source, parameters, { filename })
  known.set(filename, { source, body })
  return body
}

function refusePackage(name) {
  if (!name.startsWith('.')) throw new Error(`All suites of a worker share the package ${name}: no suite may replace it.`)
}
