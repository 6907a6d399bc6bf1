using Handler.Protocol;

namespace Handler.Client;

/// <summary>An agent card and where it was found.</summary>
/// <param name="Card">The card; fields that this version does not know are kept in it.</param>
/// <param name="Url">The URL that served it.</param>
public sealed record ResolvedAgentCard(AgentCard Card, Uri Url);
