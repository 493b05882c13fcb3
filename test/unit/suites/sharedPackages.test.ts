describe('a suite that would replace a package', () => {
  const REFUSED = 'All suites of a worker share the package mongoose: no suite may replace it.'

  it.each([
    ['with what it makes', () => jest.doMock('mongoose', () => ({}))],
    ['with what it has', () => jest.setMock('mongoose', {})],
    ['with what jest makes of it', () => jest.doMock('mongoose')],
  ])('is told that this has no effect: %s', (_how, replace) => {
    expect(replace).toThrow(REFUSED)
  })

  it('may replace a module of the project', () => {
    jest.doMock('../../../src/domain/leave', () => ({ leaveOn: 'replaced' }))
    expect(require('../../../src/domain/leave')).toEqual({ leaveOn: 'replaced' })
  })
})

it('loads a module of the project anew whenever it is asked to', () => {
  const before: unknown = require('../../../src/domain/leave')
  jest.resetModules()
  expect(require('../../../src/domain/leave')).not.toBe(before)
})
