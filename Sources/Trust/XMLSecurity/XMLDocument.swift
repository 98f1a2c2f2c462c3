/// What a text says, once read: names with their namespace, attributes, text, line numbers. Comments and processing
/// instructions say nothing and are left out.
package struct XMLDocument: Equatable, Sendable {
    package let root: XMLElement
    /// As the declaration spells it; nil when it says nothing (then UTF-8, XML 1.0 §4.3.3).
    package let declaredEncoding: String?
}

package struct XMLName: Hashable, Sendable {
    /// Empty when the name is in no namespace.
    package let namespace: String
    package let local: String

    package init(namespace: String, local: String) {
        self.namespace = namespace
        self.local = local
    }
}

package struct XMLAttribute: Equatable, Sendable {
    package let name: XMLName
    package let value: String
}

package enum XMLNode: Equatable, Sendable {
    case element(XMLElement)
    case text(String)
}

package struct XMLElement: Equatable, Sendable {
    package let name: XMLName
    /// In the order of the text; namespace declarations are not attributes.
    package let attributes: [XMLAttribute]
    package let nodes: [XMLNode]
    /// Where its start tag ends.
    package let line: Int

    package var elements: [XMLElement] {
        nodes.compactMap { node in
            if case .element(let element) = node { element } else { nil }
        }
    }

    /// Its own text, without that of the elements inside.
    package var text: String {
        var text = ""
        for case .text(let part) in nodes { text += part }
        return text
    }

    package func attribute(_ name: XMLName) -> String? { attributes.first { $0.name == name }?.value }

    package func elements(_ name: XMLName) -> [XMLElement] { elements.filter { $0.name == name } }

    package func first(_ name: XMLName) -> XMLElement? { elements.first { $0.name == name } }
}
