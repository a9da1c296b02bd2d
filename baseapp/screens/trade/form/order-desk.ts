/**
 * Where orders leave the page: one at a time, each under its name. An order that went unanswered is remembered here,
 * and not in the form, which phones take away with every look at another panel: sent again, it has the same name.
 */
export function createOrderDesk(newId: () => string) {
  let underWay: { what: string; id: string } | undefined
  let unanswered: { what: string; id: string } | undefined
  return {
    /** The name to send this order under; `undefined` while another one is on its way. */
    begin(what: string): string | undefined {
      if (underWay) return undefined
      underWay = unanswered?.what === what ? unanswered : { what, id: newId() }
      return underWay.id
    },
    /** The order on its way was answered, or it is not known what became of it. */
    end(isAnswered: boolean): void {
      unanswered = isAnswered ? undefined : underWay
      underWay = undefined
    },
  }
}
