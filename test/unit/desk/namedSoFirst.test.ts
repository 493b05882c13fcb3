import type { ChildFound } from '../../../src/desk/children/childPorts'
import { namedSoFirst } from '../../../src/desk/children/namedSoFirst'

const found = (name: string, alike: ChildFound['alike'], otherNames: string[] = []): ChildFound => ({ id: name, reference: name, details: { name }, otherNames, mergedIds: [], alike })
const orderOf = (all: ChildFound[], name: string) => namedSoFirst(all, name).map(({ id, isNamedSo }) => `${id}${isNamedSo ? ' =' : ''}`)

test('whoever bears the very name, or has borne it, comes before those of a similar one', () => {
  expect(orderOf([found('Lin Tran', ['name']), found('Mai', ['name'], ['LINH  tran']), found('Linh Tran', ['name'])], 'Linh Tran')).toEqual(['Mai =', 'Linh Tran =', 'Lin Tran'])
})

test('whoever is alike in the date of birth too stays before the very name of another day, and a day alone comes last', () => {
  const all = [found('Lin Tran', ['name', 'birth_date']), found('Linh Tran', ['name']), found('Bao Le', ['birth_date'])]
  expect(orderOf(all, 'Linh Tran')).toEqual(['Lin Tran', 'Linh Tran =', 'Bao Le'])
  expect(orderOf(all, '')).toEqual(['Lin Tran', 'Linh Tran', 'Bao Le'])
})
