import { type ChildDetails, changesBetween } from '../../../src/domain/child'
import { type ChangeMeanwhile, detailsBeside } from '../../../src/domain/detailsBeside'

const [TEN, ELEVEN] = [new Date('2026-11-23T10:00:00Z'), new Date('2026-11-23T11:00:00Z')]

/** What Ann and Bob made of it, one after the other. */
function changedBy(before: ChildDetails, ann: ChildDetails, bob: ChildDetails): readonly ChangeMeanwhile[] {
  return [{ byName: 'Ann', at: TEN, changes: changesBetween(before, ann) }, { byName: 'Bob', at: ELEVEN, changes: changesBetween(ann, bob) }]
}

describe('details that others changed while somebody wrote', () => {
  const before = { name: 'Linh', gender: 'girl', nationality: 'Vietnamese' }

  it('keep what they changed, and have of the rest what others wrote or emptied', () => {
    const now = { name: 'Linh Tran', nationality: 'Vietnamese', age: '15' }
    expect(detailsBeside(now, changedBy(before, before, now), { ...before, nationality: 'French' })).toEqual({ details: { name: 'Linh Tran', nationality: 'French', age: '15' }, both: [] })
  })

  it('name what both changed, with whoever wrote last what stands there', () => {
    const [ann, bob] = [{ ...before, name: 'Lin', gender: 'a girl' }, { ...before, name: 'Lynn', gender: 'a girl' }]
    expect(detailsBeside(bob, changedBy(before, ann, bob), { name: 'Linh Tran', nationality: 'Vietnamese' })).toEqual({
      details: { name: 'Linh Tran', nationality: 'Vietnamese' },
      both: [{ part: 'name', byName: 'Bob', at: ELEVEN, value: 'Lynn' }, { part: 'gender', byName: 'Ann', at: TEN, value: 'a girl' }],
    })
  })

  it('name nothing that both changed alike, nor what was changed back meanwhile', () => {
    const [ann, bob] = [{ ...before, name: 'Lin', gender: 'boy' }, { ...before, name: 'Lin' }]
    expect(detailsBeside(bob, changedBy(before, ann, bob), { ...before, name: 'Lin', gender: 'not said' })).toEqual({ details: { ...before, name: 'Lin', gender: 'not said' }, both: [] })
  })
})
