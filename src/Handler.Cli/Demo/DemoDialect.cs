using Handler.Protocol;
using Handler.Receiver.Inbox;

namespace Handler.Cli.Demo;

/// <summary>What differs in the demo from dialect to dialect: how its calls are named, how its pushes are told, and what they are to show.</summary>
internal sealed record DemoDialect
{
    public required WireFormat Protocol { get; init; }

    /// <summary>The method that sends a message.</summary>
    public required string Send { get; init; }

    /// <summary>The method that sets a push config.</summary>
    public required string Set { get; init; }

    /// <summary>The method that reads it.</summary>
    public required string Get { get; init; }

    /// <summary>The method that lists them.</summary>
    public required string List { get; init; }

    /// <summary>The method that deletes it.</summary>
    public required string Delete { get; init; }

    /// <summary>The field of a config that names the webhook.</summary>
    public required string UrlField { get; init; }

    /// <summary>What a push says beside its state or artifact; empty when nothing.</summary>
    public required Func<ReceivedNotification, string> Tell { get; init; }

    /// <summary>What is checked at the end, in the order in which it is printed.</summary>
    public required IReadOnlyList<DemoClaim> Claims { get; init; }

    /// <summary>Lines of our own below the card.</summary>
    public Func<DemoAgentProcess, IReadOnlyList<string>> MoreOfAgent { get; init; } = static _ => [];

    /// <summary>Lines of our own in the summary.</summary>
    public Func<DemoEvidence, IReadOnlyList<string>> MoreOfSummary { get; init; } = static _ => [];
}
