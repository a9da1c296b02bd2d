import { integer, text } from './param.ts'

/** A required, non-blank text: absence is both missing and empty on the wire, a wrong type is a bare `invalid`. */
export const needed = (noun: string, name: string) => ({
  required: [`${noun}.missing_${name}`, `${noun}.empty_${name}`],
  empty: `${noun}.empty_${name}`,
  invalid: 'invalid',
})

/** One-time codes are text: as numbers they would lose their leading zeros. */
export const codeMax = 16
/** Longer than any password that is accepted, short enough to be hashed. */
export const passwordTextMax = 255

export const optionalCode = text({ invalid: 'invalid', max: codeMax })

/** A page of a list of barong's. Its keys carry no prefix. */
export const barongPagination = {
  page: integer({
    default: 1,
    invalid: 'non_integer_page',
    range: 'non_positive_page',
    min: 1,
    max: 1_000_000,
  }),
  limit: integer({ default: 100, invalid: 'non_integer_limit', range: 'invalid_limit', min: 1, max: 100 }),
}
