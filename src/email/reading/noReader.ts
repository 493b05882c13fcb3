/** No process that reads messages can be had: no fault of any message, so nothing is counted against one. */
export class NoReader extends Error {
  readonly code = 'no_reader'
  constructor() {
    super('No message can be read at the moment.')
  }
}
