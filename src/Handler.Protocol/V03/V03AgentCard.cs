namespace Handler.Protocol.V03;

/// <summary>What an agent says about itself (A2A 0.3, 5.5). Lists may be empty, which 1.0 does not allow.</summary>
public sealed record V03AgentCard : WireObject
{
    /// <summary>The version of the protocol, such as <c>0.3.0</c>; left out by older 0.2 agents.</summary>
    public string? ProtocolVersion { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What the agent is for.</summary>
    public string Description { get => field ?? ""; init; }

    /// <summary>Where it is called by the preferred transport.</summary>
    public required string Url { get; init; }

    /// <summary><c>JSONRPC</c> (also when left out), <c>GRPC</c> or <c>HTTP+JSON</c>.</summary>
    public string? PreferredTransport { get; init; }

    /// <summary>Other ways to call it; the preferred one may be among them.</summary>
    public IReadOnlyList<V03AgentInterface>? AdditionalInterfaces { get; init; }

    /// <summary>An icon.</summary>
    public string? IconUrl { get; init; }

    /// <summary>Who offers it.</summary>
    public AgentProvider? Provider { get; init; }

    /// <summary>The version of the agent, in its own counting.</summary>
    public required string Version { get; init; }

    /// <summary>Where its documentation is.</summary>
    public string? DocumentationUrl { get; init; }

    /// <summary>What it can do beside the basic methods.</summary>
    public V03AgentCapabilities Capabilities { get => field ?? new(); init; }

    /// <summary>Ways to authenticate, by name.</summary>
    public IReadOnlyDictionary<string, V03SecurityScheme>? SecuritySchemes { get; init; }

    /// <summary>Scopes by the name of a scheme: what is in one object is needed together, any one object of the list will do.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>>? Security { get; init; }

    /// <summary>Media types that all skills take unless they say otherwise.</summary>
    public IReadOnlyList<string> DefaultInputModes { get => field ?? []; init; }

    /// <summary>Media types that all skills make unless they say otherwise.</summary>
    public IReadOnlyList<string> DefaultOutputModes { get => field ?? []; init; }

    /// <summary>What it is good at.</summary>
    public IReadOnlyList<V03AgentSkill> Skills { get => field ?? []; init; }

    /// <summary><c>agent/getAuthenticatedExtendedCard</c> works.</summary>
    public bool? SupportsAuthenticatedExtendedCard { get; init; }

    /// <summary>Detached JSON Web Signatures over this card. They do not hold for the card of another dialect.</summary>
    public IReadOnlyList<AgentCardSignature>? Signatures { get; init; }
}
