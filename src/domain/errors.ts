export type DomainErrorCode = 'not_found' | 'forbidden' | 'conflict' | 'invalid'

/** A refusal with a meaning; one web handler turns the code into a status. `message` is shown to the user, and `done` what came of it all the same. */
export class DomainError extends Error {
  constructor(readonly code: DomainErrorCode, message: string, readonly done?: string) {
    super(message)
    this.name = 'DomainError'
  }
}

/** Trying again cannot help: a person has to look. `cause code` is a short word for the card. */
export class PermanentFailure extends Error {
  constructor(readonly causeCode: string, message: string = causeCode) {
    super(message)
    this.name = 'PermanentFailure'
  }
}
