package import MerkleLog
package import Values

/// What happened, as the module that did it tells it. The time, the number and the salt are added by the journal.
package struct JournalEntry: Sendable {
    /// `act.signed`
    package let action: String
    /// The identifier or number of what it was done to: never a title.
    package let object: String
    /// A pseudonym: the person's identifier.
    package let actor: String
    /// SHA-256 of the document, when there is one.
    package let content: Digest?
    /// Personal or free facts: only their salted commitment goes into the leaf, and they can be erased.
    package let details: [String: String]

    package init(action: String, object: String, actor: String, content: Digest? = nil, details: [String: String] = [:]) {
        (self.action, self.object, self.actor, self.content, self.details) = (action, object, actor, content, details)
    }
}

/// A line as it is kept.
package struct JournalRecord: Sendable, Equatable {
    package let leaf: JournalLeaf
    /// Nil when there were none or when they were erased.
    package let details: [String: String]?

    package var index: UInt64 { leaf.sequence }
}
