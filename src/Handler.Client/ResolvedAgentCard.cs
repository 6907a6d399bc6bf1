using Handler.Protocol;

namespace Handler.Client;

/// <summary>An agent card and where it was found.</summary>
/// <param name="Card">
/// The card, told in 1.0 whatever the dialect of the one that was served; fields that this version does not know are kept in it.
/// </param>
/// <param name="Url">The URL that served it.</param>
public sealed record ResolvedAgentCard(AgentCard Card, Uri Url)
{
    /// <summary>The dialect of the card that was served.</summary>
    public WireFormat Protocol { get; init; } = WireFormat.V1;
}
