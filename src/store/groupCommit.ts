interface Waiting<W, R> {
  readonly write: W
  readonly resolve: (result: R) => void
  readonly reject: (error: unknown) => void
}

export interface GroupLimits {
  /** Groups under way at a time; what comes in meanwhile gathers for the next. @defaultValue 2 */
  readonly groupsAtOnce?: number
  /** @defaultValue 200 */
  readonly mostInAGroup?: number
}

/**
 * Gathers writes that come in close together and commits them as one group: most of what a small write costs, the
 * command and the wait for the majority, is then paid once for all of them. A write alone goes at once.
 */
export class GroupCommit<W, R> {
  private waiting: Waiting<W, R>[] = []
  private underWay = 0
  private arranged = false
  private readonly groupsAtOnce: number
  private readonly mostInAGroup: number

  /** @param commit writes a group; says for each of it, in order, what became of it. A rejection is that of each. */
  constructor(
    private readonly commit: (writes: readonly W[]) => Promise<readonly PromiseSettledResult<R>[]>,
    { groupsAtOnce = 2, mostInAGroup = 200 }: GroupLimits = {},
  ) {
    this.groupsAtOnce = groupsAtOnce
    this.mostInAGroup = mostInAGroup
  }

  write(write: W): Promise<R> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ write, resolve, reject })
      this.arrange()
    })
  }

  /** In the next turn of the event loop: all requests that arrived in this one are then in the group. */
  private arrange(): void {
    if (this.arranged || this.underWay >= this.groupsAtOnce || this.waiting.length === 0) return
    this.arranged = true
    setImmediate(() => {
      this.arranged = false
      void this.send()
    })
  }

  private async send(): Promise<void> {
    const group = this.waiting.splice(0, this.mostInAGroup)
    this.underWay += 1
    // More than one group holds need not wait for this one.
    this.arrange()
    try {
      const results = await this.commit(group.map(({ write }) => write))
      group.forEach(({ resolve, reject }, index) => {
        const result = results[index]
        if (result?.status === 'fulfilled') resolve(result.value)
        else reject(result?.reason ?? new Error('A write of a group was not answered for.'))
      })
    } catch (error) {
      for (const { reject } of group) reject(error)
    } finally {
      this.underWay -= 1
      this.arrange()
    }
  }
}
