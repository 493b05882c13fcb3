const asyncHooks = require('node:async_hooks')

/**
 * Node's module of asynchronous storages as one suite is given it: which of them the suite made is known, and they are let go with it.
 * Node visits every storage that is in use at each promise of the process, and jest leaves one in use for each suite, a hundred
 * and more at the end of a run.
 */
module.exports = class StoragesOfSuite {
  made = []
  module = { ...asyncHooks, AsyncLocalStorage: storageAmong(this.made) }

  letGo() {
    for (const storage of this.made) storage.disable()
  }
}

const storageAmong = (made) =>
  class extends asyncHooks.AsyncLocalStorage {
    constructor(...parts) {
      super(...parts)
      made.push(this)
    }
  }
