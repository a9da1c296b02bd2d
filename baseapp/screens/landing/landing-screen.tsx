import { useTitle } from '../../router/index.ts'
import { Hero } from './hero.tsx'
import { MarketTable } from './market-table.tsx'
import { StartSteps } from './start-steps.tsx'
import './landing.css'

export function LandingScreen() {
  useTitle('')
  return (
    <div className="page landing">
      <Hero />
      <MarketTable />
      <StartSteps />
    </div>
  )
}
