package import Values

/// Why the instance was not opened, or not asked.
package enum InstanceRefusal: Error, Equatable, Sendable {
    case absent(path: String)
    case exists(path: String)
    case rootKeyUnusable(path: String)
    case keysUnusable(TenantID)
    case unknownTenant(String)
    case unknownLogin(String)
    /// The directory was made by the demonstration: its keys are in the product's own sources.
    case demonstrationKeys(path: String)
}
