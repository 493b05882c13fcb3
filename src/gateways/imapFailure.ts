/** What a mail server refused, in a word for log and card. */
export class ImapFailure extends Error {
  constructor(readonly code: string) {
    super(code)
    this.name = 'ImapFailure'
  }
}
