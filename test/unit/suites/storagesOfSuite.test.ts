import type * as AsyncHooks from 'node:async_hooks'

const StoragesOfSuite = require('../../support/storagesOfSuite.cjs') as new () => { readonly module: typeof AsyncHooks; letGo(): void }

it('lets go what a suite that is over left in use, and nothing of another', () => {
  const [over, other] = [new StoragesOfSuite(), new StoragesOfSuite()]
  const [left, kept] = [new over.module.AsyncLocalStorage(), new other.module.AsyncLocalStorage()]
  const held = left.run('left', () => kept.run('kept', () => {
    over.letGo()
    return [left.getStore(), kept.getStore()]
  }))
  other.letGo()
  expect(held).toEqual([undefined, 'kept'])
})
