import { GroupCommit } from '../../../src/store/groupCommit'

type Results = readonly PromiseSettledResult<string>[]

/** Commits that end when the test says so. */
function heldCommits() {
  const groups: { readonly writes: readonly number[]; readonly end: (results?: Results) => void; readonly fail: (error: Error) => void }[] = []
  const commit = async (writes: readonly number[]): Promise<Results> =>
    new Promise((resolve, reject) => {
      const answers = (): Results => writes.map((write) => ({ status: 'fulfilled', value: `written ${write}` }))
      groups.push({ writes, end: (results = answers()) => resolve(results), fail: reject })
    })
  return { groups, commit }
}

const nextTurn = async (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

describe('writes committed as a group', () => {
  it('takes together what came in together, and answers each for itself', async () => {
    const { groups, commit } = heldCommits()
    const writes = new GroupCommit(commit)
    const answers = [1, 2, 3].map(async (write) => writes.write(write))
    await nextTurn()
    expect(groups.map((group) => group.writes)).toEqual([[1, 2, 3]])
    groups[0]!.end()
    expect(await Promise.all(answers)).toEqual(['written 1', 'written 2', 'written 3'])
  })

  it('gathers what comes in while as many groups are under way as may be', async () => {
    const { groups, commit } = heldCommits()
    const writes = new GroupCommit(commit, { groupsAtOnce: 1 })
    const first = writes.write(1)
    await nextTurn()
    const others = [2, 3].map(async (write) => writes.write(write))
    await nextTurn()
    expect(groups.map((group) => group.writes)).toEqual([[1]])
    groups[0]!.end()
    await first
    await nextTurn()
    expect(groups.map((group) => group.writes)).toEqual([[1], [2, 3]])
    groups[1]!.end()
    expect(await Promise.all(others)).toEqual(['written 2', 'written 3'])
  })

  it('splits what is more than a group holds, and loses nothing of it', async () => {
    const { groups, commit } = heldCommits()
    const writes = new GroupCommit(commit, { groupsAtOnce: 2, mostInAGroup: 2 })
    const answers = [1, 2, 3, 4, 5].map(async (write) => writes.write(write))
    await nextTurn()
    await nextTurn()
    expect(groups.map((group) => group.writes)).toEqual([[1, 2], [3, 4]])
    groups[0]!.end()
    groups[1]!.end()
    await nextTurn()
    await nextTurn()
    groups[2]!.end()
    expect(await Promise.all(answers)).toHaveLength(5)
  })

  it('fails one write without the others of its group', async () => {
    const { groups, commit } = heldCommits()
    const writes = new GroupCommit(commit)
    const answers = Promise.allSettled([1, 2].map(async (write) => writes.write(write)))
    await nextTurn()
    const refused = new Error('refused')
    groups[0]!.end([{ status: 'rejected', reason: refused }, { status: 'fulfilled', value: 'written 2' }])
    expect(await answers).toEqual([{ status: 'rejected', reason: refused }, { status: 'fulfilled', value: 'written 2' }])
  })

  it('fails every write of a group that failed as a whole, and goes on with the next', async () => {
    const { groups, commit } = heldCommits()
    const writes = new GroupCommit(commit, { groupsAtOnce: 1 })
    const lost = Promise.allSettled([1, 2].map(async (write) => writes.write(write)))
    await nextTurn()
    groups[0]!.fail(new Error('connection lost'))
    expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    const later = writes.write(3)
    await nextTurn()
    groups[1]!.end()
    expect(await later).toBe('written 3')
  })
})
