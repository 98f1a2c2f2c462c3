/// What a form asks. The order never changes: label, help, error, field.
package struct Field: Sendable {
    package enum Kind: Sendable {
        case text, email, date
        /// Never filled again by the server.
        case password(autocomplete: String)
        case pin
        case area
        /// Media types that the file dialog offers.
        case file(accepts: String, many: Bool)
        case choice([(value: String, label: String)])
    }

    package var name: String
    package var label: String
    package var kind: Kind
    package var hint: String?
    package var error: String?
    package var value: String
    package var isRequired: Bool
    package var autocomplete: String?
    package var lengthMax: Int?

    package init(
        _ name: String, _ label: String, _ kind: Kind = .text, hint: String? = nil, error: String? = nil, value: String = "",
        isRequired: Bool = true, autocomplete: String? = nil, lengthMax: Int? = nil
    ) {
        (self.name, self.label, self.kind, self.hint, self.error) = (name, label, kind, hint, error)
        (self.value, self.isRequired, self.autocomplete, self.lengthMax) = (value, isRequired, autocomplete, lengthMax)
    }

    /// The identifier of the field is its name: error summaries link to it.
    package var html: HTML {
        let optional: HTML? = isRequired ? nil : " <span class=\"opt\">(facultatif)</span>"
        let help: HTML? = hint.map { "<p class=\"hint\" id=\"\(name)-aide\">\($0)</p>" }
        let wrong: HTML? = error.map { "<p class=\"wrong\" id=\"\(name)-erreur\">Erreur : \($0)</p>" }
        let bad = error == nil ? "" : " bad"
        return """
            <div class="field\(bad)"><label for="\(name)">\(label)\(optional)</label>\(help)\(wrong)\(control)</div>
            """
    }

    private var control: HTML {
        switch kind {
        case .text: input("text")
        case .email: input("email")
        case .date: "<input class=\"short\" type=\"date\" value=\"\(value)\"\(common)>"
        case .password(let autocomplete): "<input type=\"password\" autocomplete=\"\(autocomplete)\"\(common)>"
        case .pin: "<input class=\"short\" type=\"password\" autocomplete=\"off\"\(common)>"
        case .area: "<textarea\(common)>\n\(value)</textarea>"
        case .file(let types, let many): file(types, many)
        case .choice(let options): "<select\(common)>\(HTML(options.map(option)))</select>"
        }
    }

    private func input(_ type: String) -> HTML {
        let filled: HTML? = autocomplete.map { " autocomplete=\"\($0)\"" }
        return "<input type=\"\(type)\" value=\"\(value)\"\(filled)\(common)>"
    }

    private func file(_ types: String, _ many: Bool) -> HTML {
        let several: HTML? = many ? " multiple" : nil
        return "<input type=\"file\" accept=\"\(types)\"\(several)\(common)>"
    }

    private func option(_ option: (value: String, label: String)) -> HTML {
        let chosen: HTML? = option.value == value ? " selected" : nil
        return "<option value=\"\(option.value)\"\(chosen)>\(option.label)</option>"
    }

    private var common: HTML {
        let described = [hint == nil ? nil : name + "-aide", error == nil ? nil : name + "-erreur"].compactMap(\.self).joined(
            separator: " ")
        let description: HTML? = described.isEmpty ? nil : " aria-describedby=\"\(described)\""
        let invalid: HTML? = error == nil ? nil : " aria-invalid=\"true\""
        let required: HTML? = isRequired ? " required" : nil
        let length: HTML? = lengthMax.map { " maxlength=\"\($0)\"" }
        return " id=\"\(name)\" name=\"\(name)\"\(description)\(invalid)\(required)\(length)"
    }
}

/// Up to six options, all visible.
package func choice(
    _ name: String, _ legend: String, _ options: [(value: String, label: String)], chosen: String? = nil, error: String? = nil
) -> HTML {
    let wrong: HTML? = error.map { "<p class=\"wrong\" id=\"\(name)-erreur\">Erreur : \($0)</p>" }
    let rows = options.enumerated().map { rank, option -> HTML in
        let id: HTML? = rank == 0 ? " id=\"\(name)\"" : nil
        let checked: HTML? = option.value == chosen ? " checked" : nil
        return """
            <label><input type="radio" name="\(name)" value="\(option.value)"\(id)\(checked) required> <span>\(option.label)</span></label>
            """
    }
    let described: HTML? = error == nil ? nil : " aria-describedby=\"\(name)-erreur\""
    return "<fieldset class=\"pick\"\(described)><legend>\(legend)</legend>\(wrong)\(HTML(rows))</fieldset>"
}

package func tick(_ name: String, _ label: String, isTicked: Bool = false) -> HTML {
    let checked: HTML? = isTicked ? " checked" : nil
    return "<label class=\"tick\"><input type=\"checkbox\" name=\"\(name)\" value=\"oui\"\(checked)> <span>\(label)</span></label>"
}

/// Above a refused form: each error leads to its field, in the same words.
package func errorSummary(_ errors: [(field: String, sentence: String)]) -> HTML {
    guard !errors.isEmpty else { return .none }
    let title = errors.count == 1 ? "Il y a 1 erreur" : "Il y a \(errors.count) erreurs"
    let rows = errors.map { error -> HTML in "<li><a href=\"\(Link.element(error.field))\">\(error.sentence)</a></li>" }
    return """
        <div class="summary" role="alert" tabindex="-1" data-focus aria-labelledby="erreurs"><h2 id="erreurs">\(title)</h2>\
        <ul class="plain">\(HTML(rows))</ul></div>
        """
}
