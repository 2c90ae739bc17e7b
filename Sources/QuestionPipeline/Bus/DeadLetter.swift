/// A message whose handler threw, with the error and the way to deliver it again.
package struct DeadLetter: Message {
  package static let subject = "dead-letter"
  package var scope: Scope
  package var original: Envelope<any Message>
  package var receiver: String
  package var error: any Error

  package var traced: JSONValue {
    [
      "subject": .string(type(of: original.payload).subject), "receiver": .string(receiver),
      "delivery": .integer(original.delivery), "error": .string("\(error)"),
    ]
  }
}

/// The supervisor's decision to try a dead letter once more.
package struct Redelivery: Message {
  package static let subject = "redelivery"
  package var letter: DeadLetter
  package var scope: Scope { letter.scope }
  package var traced: JSONValue {
    ["receiver": .string(letter.receiver), "delivery": .integer(letter.original.delivery + 1)]
  }

  package init(_ letter: DeadLetter) { self.letter = letter }
}
