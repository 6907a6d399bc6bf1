namespace Handler.Server.Storage;

/// <summary>
/// Who owns what is stored: the tenant that the request named and the caller that was authenticated. Both are part of every key, so
/// that nothing of one owner can be reached with another's ids.
/// </summary>
/// <param name="Tenant">The tenant of the request (specification A.5); empty when none was named.</param>
/// <param name="Owner">The authenticated caller; empty for an agent that asks for no authentication.</param>
public readonly record struct OwnerScope(string Tenant, string Owner)
{
    /// <summary>The scope of callers of an agent without tenants and without authentication.</summary>
    public static OwnerScope Anonymous { get; } = new("", "");
}
