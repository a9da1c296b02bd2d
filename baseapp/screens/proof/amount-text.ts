import { decimalText } from '../../../web/kit/index.ts'

/** A sum with every digit it has: what is proven must not be cut. */
export const amountText = (sum: bigint): string => decimalText(sum, 18, { trimmed: true })
