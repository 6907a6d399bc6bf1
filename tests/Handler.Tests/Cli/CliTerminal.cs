using Handler.Cli;
using Handler.Cli.Commands;
using Handler.Cli.Output;
using Handler.Client.Profiles;
using Handler.Tests.Client.Profiles;

namespace Handler.Tests.Cli;

/// <summary>What a test puts around the program.</summary>
internal sealed class CliTerminal(Interruption interruption)
{
    public CliTerminal()
        : this(new Interruption())
    {
    }

    public StringWriter Out { get; } = new();

    public StringWriter Error { get; } = new();

    public string Input { get; init; } = "";

    /// <summary>What standard input holds for those who read bytes.</summary>
    public byte[] InputBytes { get; init; } = [];

    /// <summary>Standard input for those who read bytes, where it is no fixed text.</summary>
    public Stream? InputStream { get; init; }

    /// <summary>What was written to standard output as bytes.</summary>
    public MemoryStream OutBytes { get; } = new();

    public Dictionary<string, string> Variables { get; init; } = [];

    public HttpMessageHandler? Network { get; init; }

    public int Width { get; set; } = 80;

    public bool IsWatched { get; init; }

    public bool IsTyped { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What is saved; nothing at first.</summary>
    public AgentProfiles Profiles { get; init; } = new(new MemoryProfileFiles(), TimeProvider.System);

    /// <summary>What a command prints to, given the options that every command takes.</summary>
    public Screen ScreenOf(params string[] options)
    {
        var terminal = Build();
        return Screen.Of(CommandTree.Create(terminal).Parse(["version", .. options]), terminal);
    }

    public Terminal Build() => new()
    {
        Out = Out,
        Error = Error,
        In = new StringReader(Input),
        OpenInput = () => InputStream ?? new MemoryStream(InputBytes),
        OpenOutput = () => OutBytes,
        Variable = name => Variables.GetValueOrDefault(name),
        Interruption = interruption,
        Network = Network,
        IsWatched = IsWatched,
        IsTyped = IsTyped,
        Width = () => Width,
        MachineName = "workshop",
        Clock = Clock,
        OpenProfiles = () => Profiles,
    };
}
