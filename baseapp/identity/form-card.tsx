import type { ReactNode } from 'react'
import './identity.css'

type FormCardProps = {
  title: string
  lead?: ReactNode
  children: ReactNode
  /** Below the card: the ways to other forms. */
  foot?: ReactNode
}

/** A page that asks for one thing. */
export function FormCard({ title, lead, children, foot }: FormCardProps) {
  return (
    <div className="identity-page">
      <section className="identity-card">
        <header className="identity-head">
          <h1 tabIndex={-1}>{title}</h1>
          {lead && <p className="muted">{lead}</p>}
        </header>
        {children}
      </section>
      {foot && <div className="identity-foot">{foot}</div>}
    </div>
  )
}
