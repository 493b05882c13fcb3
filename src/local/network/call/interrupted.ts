/** What a call was doing has been cut short from elsewhere: it was sent to another script, or taken from its queue. */
export class Interrupted extends Error {
  constructor() {
    super('The call was sent elsewhere.')
    this.name = 'Interrupted'
  }
}

/** A script that the network cannot follow, with the sentence that says why. */
export class ScriptFault extends Error {
  /** The handset knows of it already. */
  isTold = false

  constructor(message: string) {
    super(message)
    this.name = 'ScriptFault'
  }

  static told(message: string): ScriptFault {
    const fault = new ScriptFault(message)
    fault.isTold = true
    return fault
  }
}
