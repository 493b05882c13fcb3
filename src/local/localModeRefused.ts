/** Local mode does not start, for a reason that the person at the terminal can do something about. */
export class LocalModeRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'LocalModeRefused'
  }
}
