using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server;

namespace Handler.Tests.Server.Transports.Matrix;

/// <summary>One way in which an error comes about, the same on every wire.</summary>
internal sealed record ErrorOccasion(string Name, A2AErrorCode Code, Operation Operation)
{
    /// <summary>The task that it is about; null = none for a message, an unknown one for all else.</summary>
    public TaskState? Task { get; init; }

    /// <summary>Whether it is about a task that is not there, where a message would begin one.</summary>
    public bool IsUnknownTask { get; init; }

    public bool IsFile { get; init; }

    public bool Push { get; init; } = true;

    public AgentCard Card { get; init; } = Cards.Plain;

    public Action<A2AAgentOptions> Configure { get; init; } = static _ => { };

    /// <summary>What the agent does once the task is there.</summary>
    public Action<AgentScript> Script { get; init; } = static _ => { };

    /// <summary>What is done to the request before it is sent; null = it does not come about on that wire.</summary>
    public Func<Wire, WireRequest, WireRequest?> Change { get; init; } = static (_, request) => request;

    /// <summary>The field that is to blame, as the wire calls it.</summary>
    public Func<Wire, string?> Field { get; init; } = static _ => null;

    /// <summary>The HTTP status where it is not that of the table.</summary>
    public Func<Wire, int?> Status { get; init; } = static _ => null;

    /// <summary>False when the call could not be read, so that the answer has no id to repeat and no method to go by.</summary>
    public bool IsCall { get; init; } = true;

    /// <summary>Wires on which it does not come about.</summary>
    public Wire[] Except { get; init; } = [];

    public IEnumerable<Wire> Wires => Enum.GetValues<Wire>().Except(Except)
        .Where(wire => WireCalls.Of(wire, Operation, "t", IsFile) is { } request && Change(wire, request) is not null);
}
