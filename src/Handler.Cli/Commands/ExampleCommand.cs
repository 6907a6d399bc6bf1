using System.CommandLine;
using Handler.Cli.Options;

namespace Handler.Cli.Commands;

/// <summary>A command whose help ends with an example that works as it stands.</summary>
internal sealed class ExampleCommand(string name, string description, params string[] example) : Command(name, description)
{
    /// <summary>Lines to type.</summary>
    public IReadOnlyList<string> Example { get; } = example;

    /// <summary>What it prints, and so in which formats it can.</summary>
    public OutputShape Shape { get; init; }
}
