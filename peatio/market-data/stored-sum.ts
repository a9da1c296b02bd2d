import { amountFromDecimal, assert, type Amount } from '../../core/units/index.ts'

/** A stored decimal; the column type allows nothing that is not one. */
export function storedSum(text: string): Amount {
  const sum = amountFromDecimal(text)
  assert(sum !== undefined, 'a stored sum is a decimal in range')
  return sum
}
