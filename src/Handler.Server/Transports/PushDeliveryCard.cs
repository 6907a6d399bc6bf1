using Handler.Protocol;

namespace Handler.Server.Transports;

/// <summary>What the card of an agent that pushes says of its deliveries. Pure.</summary>
internal static class PushDeliveryCard
{
    /// <summary>
    /// The card with the extension that states what the agent promises, behind those of the author. Where the author has declared it already it stays
    /// in its place, and as required as it was; what it says is what is true.
    /// </summary>
    public static AgentCard Declare(AgentCard card, PushDeliveryParams promises)
    {
        var ours = PushDeliveryExtension.Declare(promises);
        var written = card.Capabilities.Extensions ?? [];
        IReadOnlyList<AgentExtension> extensions = written.Any(IsOurs)
            ? [.. written.Select(extension => IsOurs(extension) ? ours with { Required = extension.Required } : extension)]
            : [.. written, ours];
        return card with { Capabilities = card.Capabilities with { Extensions = extensions } };
    }

    /// <summary>The card without it.</summary>
    public static AgentCard Without(AgentCard card) => card with
    {
        Capabilities = card.Capabilities with { Extensions = card.Capabilities.Extensions?.Where(extension => !IsOurs(extension)).ToList() },
    };

    private static bool IsOurs(AgentExtension extension) => extension.Uri == PushDeliveryExtension.Uri;
}
