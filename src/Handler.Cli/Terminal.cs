using Handler.Client.Profiles;

namespace Handler.Cli;

/// <summary>What the program has around it. Tests put their own in.</summary>
internal sealed class Terminal
{
    private const int UsualWidth = 80;

    /// <summary>Results, and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>What went wrong, what to type next, logs.</summary>
    public required TextWriter Error { get; init; }

    public required TextReader In { get; init; }

    /// <summary>Opens standard input for what is read as bytes.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>Opens standard output for what is written as bytes.</summary>
    public Func<Stream> OpenOutput { get; init; } = Console.OpenStandardOutput;

    /// <summary>An environment variable by its name.</summary>
    public required Func<string, string?> Variable { get; init; }

    public required Interruption Interruption { get; init; }

    /// <summary>Somebody watches: results and what is said beside them go to one screen, and to no pipe or file.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Standard input is a keyboard: what waits for a program there waits for somebody who does not know it.</summary>
    public bool IsTyped { get; init; }

    /// <summary>How many columns the screen has now. Asked only where somebody watches.</summary>
    public Func<int> Width { get; init; } = () => UsualWidth;

    /// <summary>The name that other machines may know this one by.</summary>
    public string MachineName { get; init; } = "localhost";

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What agents are called through; null = the network.</summary>
    public HttpMessageHandler? Network { get; init; }

    /// <summary>Opens what this user has saved of agents.</summary>
    public required Func<AgentProfiles> OpenProfiles { get; init; }

    /// <summary>What this user has saved of agents; opened for those who ask, which for a command that only prints would take most of its time.</summary>
    public AgentProfiles Profiles => field ??= OpenProfiles();

    public static Terminal OfThisProcess(Interruption interruption) => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        In = Console.In,
        Variable = Environment.GetEnvironmentVariable,
        Interruption = interruption,
        OpenProfiles = () => AgentProfiles.In(ProfileFolder.Find(Environment.GetEnvironmentVariable), TimeProvider.System, Console.Error.WriteLine),
        IsWatched = !Console.IsOutputRedirected && !Console.IsErrorRedirected,
        IsTyped = !Console.IsInputRedirected,
        Width = () => Console.WindowWidth is > 0 and var width ? width : UsualWidth,
        MachineName = Environment.MachineName,
    };
}
