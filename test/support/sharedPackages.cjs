const { compileFunction } = require('node:vm')
const { default: Runtime } = require('jest-runtime')

/**
 * Loads the project's own modules anew for each suite, as jest does, but packages and Node's own modules once for all
 * suites that one worker runs: each suite had loaded mongoose, express and twilio again, and run them before V8 knew
 * which of their functions are worth compiling. So no suite may replace a package, nor leave anything in one.
 */
module.exports = class SharedPackages extends Runtime {
  constructor(...parts) {
    super(...parts)
    const { executor } = this
    // In the context where the packages are, of ./oneContext.cjs: jest can only compile for another.
    executor.compile = (source, filename) => compileFunction(source, executor.injectedModuleParameters, { filename })
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

  /** Jest would let the process hand out Node's modules of one suite; the process outlives it. */
  installGetBuiltinModule() {}
}

function refusePackage(name) {
  if (!name.startsWith('.')) throw new Error(`All suites of a worker share the package ${name}: no suite may replace it.`)
}
