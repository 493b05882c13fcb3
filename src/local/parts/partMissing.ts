/** A server or tool that local mode or the tests need and that this machine does not have. */
export class PartMissing extends Error {
  readonly code = 'part_missing'

  /**
   * Makes the one sentence that a person reads.
   * @param part what is missing, such as `MongoDB`
   * @param purpose what it is for, such as `the enquiries are stored in it`
   * @param remedy the command that installs it, or the setting that replaces it
   */
  constructor(
    readonly part: string,
    readonly purpose: string,
    readonly remedy: string,
  ) {
    super(`${part} is missing (${purpose}): ${remedy}.`)
    this.name = 'PartMissing'
  }
}
