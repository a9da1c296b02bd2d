import { assert } from './assert.ts'
import type { Brand } from './brand.ts'

/** A sum of any asset, as a whole count of 10⁻¹⁸ units. Never negative; its direction is told by the event. */
export type Amount = Brand<bigint, 'Amount'>
/** A price, counted in the market's tick size. */
export type Ticks = Brand<number, 'Ticks'>
/** A quantity, counted in the market's lot size. */
export type Lots = Brand<number, 'Lots'>
/** A rate in millionths: a fee of 0.1 % is 1,000 ppm. */
export type Ppm = Brand<number, 'Ppm'>

/** Digits after the point that the ledger keeps, for every asset. */
export const scale = 18
/** One whole unit of any asset. */
export const unit = 10n ** BigInt(scale)
/** The largest sum the ledger holds: below 10²⁰ whole units, so that it fits `decimal(38,18)`. */
export const amountMax = 10n ** 38n - 1n

export function amount(count: bigint): Amount {
  assert(count >= 0n, 'an amount is never negative: debit and credit tell the direction')
  return count as Amount
}

export function ticks(count: number): Ticks {
  assert(Number.isSafeInteger(count) && count > 0, 'a price is a positive whole number of ticks')
  return count as Ticks
}

export function lots(count: number): Lots {
  assert(Number.isSafeInteger(count) && count >= 0, 'a quantity is a whole number of lots')
  return count as Lots
}

export function ppm(rate: number): Ppm {
  assert(Number.isSafeInteger(rate) && Math.abs(rate) <= 1_000_000, 'a rate lies between -1 and 1')
  return rate as Ppm
}

/** The fee on a gross sum. Exact: markets are valid only if price × quantity × rate is whole (law 5). */
export function feeOn(gross: Amount, rate: Ppm): Amount {
  const product = gross * BigInt(rate)
  assert(product % 1_000_000n === 0n, 'a fee never rounds')
  return amount(product / 1_000_000n)
}
