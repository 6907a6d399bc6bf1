using Handler.Cli;
using Handler.Client.Profiles;
using Handler.Tests.Client.Profiles;

namespace Handler.Tests.Cli;

/// <summary>What a test puts around the program.</summary>
internal sealed class CliTerminal(Interruption interruption)
{
    public StringWriter Out { get; } = new();

    public StringWriter Error { get; } = new();

    public string Input { get; init; } = "";

    /// <summary>What standard input holds for those who read bytes.</summary>
    public byte[] InputBytes { get; init; } = [];

    public Dictionary<string, string> Variables { get; init; } = [];

    public HttpClient? HttpClient { get; init; }

    public bool IsWatched { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What is saved; nothing at first.</summary>
    public AgentProfiles Profiles { get; init; } = new(new MemoryProfileFiles(), TimeProvider.System);

    public Terminal Build() => new()
    {
        Out = Out,
        Error = Error,
        In = new StringReader(Input),
        OpenInput = () => new MemoryStream(InputBytes),
        Variable = name => Variables.GetValueOrDefault(name),
        Interruption = interruption,
        HttpClient = HttpClient,
        IsWatched = IsWatched,
        Clock = Clock,
        Profiles = Profiles,
    };
}
