import { EventEmitter } from 'node:events'

const asItWas = require('../../support/asItWas.cjs') as (process: object, global: object) => () => void

const aProcess = () => Object.assign(new EventEmitter(), { env: { PORT: '3000' }, exit: () => undefined, exitCode: undefined as number | undefined })

describe('after a suite', () => {
  it('the process is as it was: its code, its surroundings and who hears of its signals', () => {
    const process = aProcess()
    const [own, removed, left] = [() => undefined, () => undefined, () => undefined]
    process.on('SIGTERM', own).on('SIGINT', removed)
    const putBack = asItWas(process, {})
    process.on('SIGTERM', left).on('unhandledRejection', left).off('SIGINT', removed)
    Object.assign(process, { exitCode: 1, exit: left })
    Object.assign(process.env, { PORT: '4000', SECRET: 'x' })
    putBack()
    expect([process.exitCode, process.exit === left, process.env]).toEqual([undefined, false, { PORT: '3000' }])
    expect(['SIGTERM', 'SIGINT', 'unhandledRejection'].map((name) => process.listeners(name))).toEqual([[own], [removed], []])
  })

  it('leaves a package what it put there for the end of the process', () => {
    const process = aProcess()
    const putBack = asItWas(process, {})
    process.on('exit', () => undefined)
    putBack()
    expect(process.listenerCount('exit')).toBe(1)
  })

  it('nobody hears of its tests any more, and its tests are let go', () => {
    const [before, ofPackage] = [Symbol('JEST_STATE_SYMBOL'), Symbol.for('undici.globalDispatcher.1')]
    const global: Record<symbol, unknown> = { [before]: 'the first' }
    const putBack = asItWas(aProcess(), global)
    Object.assign(global, { [Symbol.for('EVENT_HANDLERS')]: [], [Symbol('JEST_STATE_SYMBOL')]: {}, [Symbol.for('RETRY_TIMES')]: 3, [ofPackage]: {} })
    putBack()
    expect(Object.getOwnPropertySymbols(global)).toEqual([before, ofPackage])
  })
})
