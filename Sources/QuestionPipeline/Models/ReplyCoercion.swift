/// Brings harmless drift of a reply back into the form that its schema asks for, by declared rules alone.
package enum ReplyCoercion {
  /// The value in the schema's form, and how many of its parts were changed. What no rule covers stays as it is.
  package static func coerce(_ value: JSONValue, to schema: JSONValue) -> (
    value: JSONValue, count: Int
  ) {
    (value, 0)
  }
}
