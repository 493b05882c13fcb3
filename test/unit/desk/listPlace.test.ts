import { hrefAfter, placeAsked } from '../../../src/desk/listPlace'

const place = { at: new Date('2026-05-03T00:30:00.250Z'), id: 'abc123' }
const asked = (href: string) => placeAsked(Object.fromEntries(new URL(href, 'https://desk.example').searchParams))

describe('where a page of a list begins', () => {
  it('is read from the address that it was written in', () => {
    expect(asked(hrefAfter('/ended', place))).toEqual(place)
  })

  it.each(['/ended', '/ended?at=2026-05-03T00:30:00.250Z', '/ended?at=yesterday&id=abc123', '/ended?at=2026-05-03T00:30:00.250Z&id=nothing'])('is the beginning where the address is cut off or means nothing: %s', (href) => {
    expect(asked(href)).toBeUndefined()
  })
})
