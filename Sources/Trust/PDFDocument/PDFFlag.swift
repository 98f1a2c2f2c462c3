/// What the signer should be told about a sound file. Raw values appear in answers to machines.
package enum PDFFlag: String, Sendable, CaseIterable {
    /// Scripts run at opening or by the form: what a field shows may change.
    case javascript
    case attachment
    /// A cover page and files: what is signed is more than what is seen.
    case portfolio
    case form
    case emptySignatureField = "sigfield"
    case seedValue = "seed-value"
    case signed
    case hybrid
    case linearized
    /// Updates after the first revision.
    case updates
    case trailingPadding = "trailing-padding"
    case crossReferenceShortLines = "xref-19"
    case crossReferenceEntryZero = "xref-entry-0"
    /// A content stream ends before it should; readers show what they get.
    case damagedStream = "damaged-stream"
}
